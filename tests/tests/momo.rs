//! Bodies written for the target type, the way momo has its users write them.

#![deny(clippy::pedantic)]

use std::io;
use std::path::{Path, PathBuf};

use demono::demono;

#[demono]
fn read_file(path: impl Into<PathBuf>) -> io::Result<String> {
    std::fs::read_to_string(path)
}

#[demono]
fn length(text: impl Into<String>) -> usize {
    text.len()
}

#[demono]
fn push(mut text: impl Into<String>) -> String {
    text.push('!');
    text
}

#[demono]
fn stem(path: impl AsRef<Path>) -> Option<String> {
    let stem: &Path = path;
    Some(stem.file_stem()?.to_str()?.to_owned())
}

#[demono]
fn zero(buffer: impl AsMut<[u8]>) {
    for byte in buffer.iter_mut() {
        *byte = 0;
    }
    buffer[0] = 1;
}

#[test]
fn as_written() {
    assert!(read_file("/nowhere/at/all").is_err());
    assert_eq!(length("abc"), 3);
    assert_eq!(push('a'), "a!");
    assert_eq!(stem("a/b.rs").as_deref(), Some("b"));
    let mut bytes = [9; 3];
    zero(&mut bytes);
    assert_eq!(bytes, [1, 0, 0]);
}
