//! Which functions of a program a split would make smaller; and the split, applied,
//! proven, or taken out again.
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
