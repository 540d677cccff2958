//! The commands as a user runs them.
//!
//! One test program, as most tests wait for cargo much of the time: what waits in one leaves
//! the cores to another.

mod apply;
#[cfg(unix)]
mod apply_kill;
#[cfg(unix)]
mod cargo_calls;
mod check;
mod color;
mod common;
mod diff;
mod help;
#[cfg(unix)]
mod interrupt;
mod ladder;
mod measure;
mod prune;
mod top;
