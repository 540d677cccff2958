//! With `#[demono]`.

use demono::demono;

use crate::{Frame, FrameError};

/// Writes `kind`, `payload` and their checksum (CRC-16/CCITT) to `buffer`, encoded so
/// that the only zero is the one at the end (COBS).
#[demono]
pub fn encode_frame(
    mut buffer: impl AsMut<[u8]>,
    kind: u8,
    payload: &[u8],
) -> Result<Frame, FrameError> {
    let available = buffer.as_mut().len();
    let content = payload.len() + 3;
    let needed = content + content / 254 + 2;
    if needed > available {
        return Err(FrameError { needed, available });
    }

    let mut checksum = 0xffff_u16;
    for &byte in [kind].iter().chain(payload) {
        checksum ^= u16::from(byte) << 8;
        for _ in 0..8 {
            let carry = checksum & 0x8000 != 0;
            checksum = (checksum << 1) ^ if carry { 0x1021 } else { 0 };
        }
    }

    // Each block starts with its length, and ends where the content has a zero.
    let frame = &mut buffer.as_mut()[..needed];
    let (mut start, mut end) = (0, 1);
    for &byte in [kind].iter().chain(payload).chain(&checksum.to_be_bytes()) {
        if byte != 0 {
            frame[end] = byte;
            end += 1;
        }
        if byte == 0 || end - start == 255 {
            frame[start] = (end - start) as u8;
            start = end;
            end += 1;
        }
    }
    frame[start] = (end - start) as u8;
    frame[end] = 0;
    Ok(Frame {
        length: end + 1,
        checksum,
    })
}
