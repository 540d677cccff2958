//! The smallest function that is worth splitting: one call, for any kind of path.
//!
//! `read.rs` is what one writes with `#[demono]`, `by_hand.rs` what one would have to
//! write without; `inner.rs` is the body alone, for callers that convert.

#[cfg_attr(feature = "by-hand", path = "by_hand.rs")]
#[cfg_attr(all(feature = "limit", not(feature = "by-hand")), path = "inner.rs")]
mod read;

pub use read::read_file;
