//! With `#[demono]`.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader};
use std::path::Path;

use demono::demono;

use crate::Entry;

/// The files below `root` with this extension, sorted by path. Names that start with a
/// dot are left out; links are not followed.
#[demono]
pub fn walk(root: impl AsRef<Path>, extension: impl AsRef<OsStr>) -> io::Result<Vec<Entry>> {
    let root = root.as_ref();
    let mut found = Vec::new();
    let mut directories = vec![(root.to_owned(), 0)];
    while let Some((directory, depth)) = directories.pop() {
        for entry in fs::read_dir(&directory)? {
            let entry = entry?;
            let name = entry.file_name();
            if name.to_string_lossy().starts_with('.') {
                continue;
            }
            let path = entry.path();
            let kind = entry.file_type()?;
            if kind.is_dir() {
                directories.push((path, depth + 1));
                continue;
            }
            let wanted = path
                .extension()
                .is_some_and(|found| found.eq_ignore_ascii_case(extension.as_ref()));
            if !wanted || !kind.is_file() {
                continue;
            }
            let mut lines = 0;
            for line in BufReader::new(File::open(&path)?).split(b'\n') {
                if !line?.trim_ascii().is_empty() {
                    lines += 1;
                }
            }
            let below = path.strip_prefix(root).map_err(io::Error::other)?;
            found.push(Entry {
                path: below.to_owned(),
                depth,
                lines,
            });
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(found)
}
