//! Code that does not parse is passed through: rustc's error and no other.

use demono::demono;

#[demono]
fn half(text: impl AsRef<str>) -> usize {
    text.as_ref().
}

fn main() {
    half("a");
}
