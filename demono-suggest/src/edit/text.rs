//! In: a text and edits of it. Out: the new text, or the difference of two. Refused: edits
//! that do not fit the text or each other.

use std::ops::Range;
use std::path::{Path, PathBuf};

use similar::TextDiff;

/// A piece of a file that is replaced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// The file.
    pub file: PathBuf,
    /// These bytes of it; empty to insert.
    pub range: Range<usize>,
    /// What replaces them.
    pub text: String,
}

/// Why edits cannot be applied.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[non_exhaustive]
pub enum EditError {
    /// The text is shorter, or the range ends before it starts.
    #[error("bytes {} to {} are not in `{}`, which has {length}", range.start, range.end, file.display())]
    OutOfRange {
        /// The file.
        file: PathBuf,
        /// What was to be replaced.
        range: Range<usize>,
        /// Bytes of the text.
        length: usize,
    },
    /// The edit would cut a character in two.
    #[error("byte {at} of `{}` is within a character", file.display())]
    NotACharacter {
        /// The file.
        file: PathBuf,
        /// Start or end of the edit.
        at: usize,
    },
    /// Two edits change the same bytes, or one inserts into what the other replaces.
    #[error("two edits of `{}` overlap at byte {at}", file.display())]
    Overlap {
        /// The file.
        file: PathBuf,
        /// Where the second begins.
        at: usize,
    },
    /// The edits of one text name two files.
    #[error("one text cannot have edits of both `{}` and `{}`", one.display(), other.display())]
    SeveralFiles {
        /// The file of one edit.
        one: PathBuf,
        /// The file of another.
        other: PathBuf,
    },
}

/// `original` with `edits`, which may come in any order; those that insert at one place
/// do so in the order given.
pub fn apply(original: &str, edits: &[Edit]) -> Result<String, EditError> {
    let mut sorted: Vec<&Edit> = edits.iter().collect();
    // Stable; and an insertion comes before a removal that begins there.
    sorted.sort_by_key(|it| (it.range.start, it.range.end));
    let mut text = String::with_capacity(original.len());
    let mut done = 0;
    for edit in sorted {
        check(original, edit, &edits[0])?;
        let at = edit.range.start;
        if at < done {
            let file = edit.file.clone();
            return Err(EditError::Overlap { file, at });
        }
        text.push_str(&original[done..at]);
        text.push_str(&edit.text);
        done = edit.range.end;
    }
    text.push_str(&original[done..]);
    Ok(text)
}

fn check(original: &str, edit: &Edit, first: &Edit) -> Result<(), EditError> {
    let Range { start, end } = edit.range;
    let file = edit.file.clone();
    if file != first.file {
        let one = first.file.clone();
        return Err(EditError::SeveralFiles { one, other: file });
    }
    if start > end || end > original.len() {
        return Err(EditError::OutOfRange {
            file,
            range: edit.range.clone(),
            length: original.len(),
        });
    }
    let mut ends = [start, end].into_iter();
    match ends.find(|at| !original.is_char_boundary(*at)) {
        Some(at) => Err(EditError::NotACharacter { file, at }),
        None => Ok(()),
    }
}

/// The difference as `diff -u` and `git apply` write and read it, three lines around each
/// change; empty if there is none. `path` is relative to the root of the workspace.
pub fn diff(path: &Path, old: &str, new: &str) -> String {
    if old == new {
        return String::new();
    }
    let path = path.display().to_string().replace('\\', "/");
    // Not `from_lines`, for which a single carriage return ends a line, too.
    let lines = |text| str::split_inclusive(text, '\n').collect::<Vec<&str>>();
    TextDiff::configure()
        .newline_terminated(true)
        .diff_slices(&lines(old), &lines(new))
        .unified_diff()
        .context_radius(3)
        .header(&format!("a/{path}"), &format!("b/{path}"))
        .to_string()
}
