//! Only the body, for callers that convert.

use std::io;
use std::path::PathBuf;

/// Reads the file at `path`.
#[inline(never)]
pub fn read_file(path: PathBuf) -> io::Result<String> {
    std::fs::read_to_string(path)
}
