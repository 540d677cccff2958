//! Writes what a reader reads, as a hex dump.
//!
//! `dump.rs` is what you write with `#[demono(dyn)]`, `by_hand.rs` is what you would have to
//! write without it; `inner.rs` has only the body, for callers that make the trait objects.

use std::fmt;

#[cfg_attr(feature = "by-hand", path = "by_hand.rs")]
#[cfg_attr(all(feature = "limit", not(feature = "by-hand")), path = "inner.rs")]
mod dump;

pub use dump::dump;

/// What was read and written.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Totals {
    /// Bytes that were read.
    pub bytes: u64,
    /// Lines that were written.
    pub lines: u64,
    /// Lines that were left out, because they equal the one before.
    pub folded: u64,
    /// Adler-32 of what was read.
    pub checksum: u32,
}

impl fmt::Display for Totals {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Totals {
            bytes,
            lines,
            folded,
            checksum,
        } = self;
        write!(
            f,
            "{bytes} bytes, {lines} lines, {folded} folded, checksum {checksum:08x}"
        )
    }
}
