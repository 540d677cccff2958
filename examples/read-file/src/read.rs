//! With `#[demono]`.

use std::io;
use std::path::PathBuf;

use demono::demono;

/// Reads the file at `path`.
#[demono]
pub fn read_file(path: impl Into<PathBuf>) -> io::Result<String> {
    std::fs::read_to_string(path.into())
}
