use std::path::{Path, PathBuf};

use demono::demono;

#[demono]
fn both<P: AsRef<Path> + Into<PathBuf>>(path: P) -> (bool, PathBuf) {
    (path.as_ref().exists(), path.into())
}

fn main() {
    both("a");
}
