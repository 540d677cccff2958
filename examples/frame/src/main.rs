//! Writes one frame into buffers of many types.

use std::hint::black_box;

use example_frame::{encode_frame, Frame, FrameError};
use example_types::{for_each_buffer, Transcript};

const PAYLOAD: &[u8] = b"\x01\x00\x02 twenty-odd bytes\x00";

#[inline(never)]
fn describe(result: Result<Frame, FrameError>) -> String {
    match result {
        Ok(frame) => frame.to_string(),
        Err(error) => format!("error: {error}"),
    }
}

fn main() {
    let mut transcript = Transcript::default();
    #[cfg(not(feature = "limit"))]
    macro_rules! call {
        ($buffer:expr) => {
            transcript.add(describe(encode_frame(black_box($buffer), 0x2a, PAYLOAD)));
        };
    }
    #[cfg(feature = "limit")]
    macro_rules! call {
        ($buffer:expr) => {
            transcript.add(describe(encode_frame(
                black_box($buffer).as_mut(),
                0x2a,
                PAYLOAD,
            )));
        };
    }
    for_each_buffer!(call);
}
