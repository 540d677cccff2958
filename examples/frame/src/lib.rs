//! Writes a frame into whatever buffer the caller has.
//!
//! `encode.rs` is what you write with `#[demono]`, `by_hand.rs` is what you would have to
//! write without it; `inner.rs` has only the body, for callers that convert.

use std::fmt;

#[cfg_attr(feature = "by-hand", path = "by_hand.rs")]
#[cfg_attr(all(feature = "limit", not(feature = "by-hand")), path = "inner.rs")]
mod encode;

pub use encode::encode_frame;

/// What was written.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Frame {
    /// How many bytes of the buffer are used.
    pub length: usize,
    /// The checksum, which they include.
    pub checksum: u16,
}

/// The buffer is too small.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FrameError {
    needed: usize,
    available: usize,
}

impl fmt::Display for Frame {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} bytes, checksum {:04x}", self.length, self.checksum)
    }
}

impl fmt::Display for FrameError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "the frame needs {} bytes, the buffer has {}",
            self.needed, self.available
        )
    }
}

impl std::error::Error for FrameError {}
