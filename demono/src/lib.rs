//! Compile a generic function's body once.
#![no_std]

pub use demono_macros::demono;

/// What expansions call. Not covered by semantic versioning.
#[doc(hidden)]
pub mod __private {}
