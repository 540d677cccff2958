//! Lists the files below one directory, with its path in many types.

use std::fmt::Write;
use std::hint::black_box;
use std::io;

use example_types::{for_each_path, Transcript};
use example_walk::{walk, Entry};

const GARDEN: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/garden");

#[inline(never)]
fn describe(result: io::Result<Vec<Entry>>) -> String {
    match result {
        Ok(entries) => entries.iter().fold(String::new(), |mut text, entry| {
            _ = write!(text, "\n{entry}");
            text
        }),
        Err(error) => format!("error: {error}"),
    }
}

fn main() {
    let mut transcript = Transcript::default();
    #[cfg(not(feature = "limit"))]
    macro_rules! call {
        ($path:expr) => {
            transcript.add(describe(walk(black_box($path), black_box("txt"))));
        };
    }
    #[cfg(feature = "limit")]
    macro_rules! call {
        ($path:expr) => {
            transcript.add(describe(walk(
                black_box($path).as_ref(),
                black_box("txt").as_ref(),
            )));
        };
    }
    for_each_path!(call, GARDEN);
}
