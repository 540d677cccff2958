//! Which functions of a program a split would make smaller; and the split, applied,
//! proven, or taken out again.
//!
//! | stage | from | to |
//! |---|---|---|
//! | [`binary::debug`] | a binary with debug information | which function each byte came from, through all that was inlined |
//! | [`binary::census`] | that | per function of the source its instances and their bytes |
//! | [`binary::program`] | the file of a program | its sizes, and that census |
//! | [`source`] | the root file of a crate | its functions and blocks, each with its place |
//! | [`split`] | a function of the source, and its instances | the forms of the attribute that split it, and what they save |
//! | [`suggest`](mod@suggest) | programs and packages | what is worth it, and why the rest is not |
//! | [`edit`] | a text, and what is to be in it | the new text, in which all else is as it was |
//! | [`sandbox`] | a workspace | a copy to compile and to test |
//! | [`bisect`](mod@bisect) | changes and a way to try a set of them | the largest set found to work |
//! | [`write`](mod@write) | files, old and new | the new ones in place, all or none |
//! | [`apply`](mod@apply) | all of the above | attributes that are proven to pay; `prune` for the way back |
//!
//! All sizes are bytes. The library never prints and never exits.

pub mod apply;
pub mod binary;
pub mod bisect;
pub mod edit;
pub mod sandbox;
pub mod source;
pub mod split;
pub mod suggest;
mod threads;
pub mod write;

pub use binary::census::count::census;
pub use binary::census::item::{Arguments, Instance, Item};
pub use binary::debug::error::DebugError;
pub use binary::debug::info::{Body, DebugFunction, DebugInfo, Declaration, Frame};
