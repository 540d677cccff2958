//! Without `#[demono]`: the shim, for the inner in `inner.rs`.

use crate::{Frame, FrameError};

#[path = "inner.rs"]
#[expect(unreachable_pub, reason = "it is reachable when the callers convert")]
mod inner;

/// Writes `kind`, `payload` and their checksum (CRC-16/CCITT) to `buffer`, encoded so
/// that the only zero is the one at the end (COBS).
#[inline]
pub fn encode_frame(
    mut buffer: impl AsMut<[u8]>,
    kind: u8,
    payload: &[u8],
) -> Result<Frame, FrameError> {
    inner::encode_frame(buffer.as_mut(), kind, payload)
}
