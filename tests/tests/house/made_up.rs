//! Small crates for the tests of the rules. In: files as text. Out: what is found in them.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use crate::check::check;
use crate::findings::lines;
use crate::imports::Face;
use crate::packages::Crate;

/// What breaks a rule in the library `a` that has these files in its `src`; `lib.rs`
/// first.
pub(crate) fn library(files: &[(&str, &str)]) -> Vec<String> {
    found(files, Face::Library)
}

/// The same of a program; `main.rs` first.
pub(crate) fn program(files: &[(&str, &str)]) -> Vec<String> {
    found(files, Face::Program)
}

fn found(files: &[(&str, &str)], face: Face) -> Vec<String> {
    let folder = folder(files);
    let root = folder.path().join("a/src").join(files[0].0);
    lines(&check(folder.path(), &[Crate { root, face }]))
}

/// A folder with these files below `a/src`.
pub(crate) fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = TempDir::new().expect("a temporary folder");
    for (name, text) in files {
        write(&folder.path().join("a/src").join(name), text);
    }
    folder
}

/// Writes a file and the folders above it.
pub(crate) fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    fs::write(path, text).expect("a file");
}

/// Holds that nothing is found.
#[track_caller]
pub(crate) fn clean(files: &[(&str, &str)]) {
    assert_eq!(library(files), Vec::<String>::new());
}
