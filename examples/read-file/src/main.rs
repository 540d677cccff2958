//! Reads one file, with its path in many types.

use std::hint::black_box;
use std::io;

use example_read_file::read_file;
use example_types::{for_each_into_path, Transcript};

const DEMO: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/demo.txt");

#[inline(never)]
fn describe(result: io::Result<String>) -> String {
    match result {
        Ok(text) => text.trim_end().to_owned(),
        Err(error) => format!("error: {error}"),
    }
}

fn main() {
    let mut transcript = Transcript::default();
    #[cfg(not(feature = "limit"))]
    macro_rules! call {
        ($path:expr) => {
            transcript.add(describe(read_file(black_box($path))));
        };
    }
    #[cfg(feature = "limit")]
    macro_rules! call {
        ($path:expr) => {
            transcript.add(describe(read_file(black_box($path).into())));
        };
    }
    for_each_into_path!(call, DEMO);
}
