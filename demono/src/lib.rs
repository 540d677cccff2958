//! Compile a generic function's body once.
#![no_std]

pub use demono_macros::demono;

#[doc(hidden)]
pub mod __private;
