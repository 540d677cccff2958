//! Which functions of a program a split would make smaller; and the split, applied,
//! proven, or taken out again.
//!
//! | stage | from | to |
//! |---|---|---|
//! | [`debug`] | a binary with debug information | which function each byte came from, through all that was inlined |
//! | [`census`] | that | per function of the source its instances and their bytes |
//! | [`source`] | the root file of a crate | its modules, functions and blocks, with where they stand |
//! | [`proposal`] | a function of the source | the forms of the attribute that split it, as its own analysis says |
//! | [`predict`] | instances and a form | what the split would save |
//! | [`suggest`](mod@suggest) | programs and packages | what is worth it, and why the rest is not |
//! | [`edit`], [`manifest`] | places, and a dependency | texts with the attribute, all else as it was |
//! | [`trial`] | a workspace | a copy to compile, test and measure |
//! | [`write`](mod@write) | files, old and new | the new ones in place, all or none |
//! | [`apply`](mod@apply) | all of the above | attributes that are proven to pay; `prune` for the way back |
//!
//! All sizes are bytes. The library never prints and never exits.

pub mod apply;
pub mod census;
pub mod debug;
pub mod edit;
pub mod manifest;
pub mod predict;
pub mod proposal;
pub mod source;
pub mod suggest;
mod threads;
pub mod trial;
pub mod write;
