//! In: the text of a file. Out: its items, and the bytes that their spans stand for.
//! Refused: what syn does not parse.

use std::ops::{Range, RangeInclusive};
use std::path::{Path, PathBuf};

use proc_macro2::Span;

/// A file of the crate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceFile {
    /// The path by which it was found.
    pub path: PathBuf,
    /// The same file without links and `..`.
    pub canonical: PathBuf,
    /// What is in it, with byte order mark and carriage returns.
    pub text: String,
    /// The byte that its spans count from: after a byte order mark and the first line of a
    /// script.
    base: usize,
    line_starts: Vec<usize>,
}

impl SourceFile {
    /// Parses `text`, which is what is at `path`.
    pub(super) fn parse(path: &Path, text: String) -> Result<(Self, syn::File), String> {
        let syntax = syn::parse_file(&text).map_err(|error| {
            let start = error.span().start();
            format!("line {}, column {}: {error}", start.line, start.column + 1)
        })?;
        // syn drops both before it parses, and its spans do not count them.
        let base = mark_length(&text) + syntax.shebang.as_ref().map_or(0, String::len);
        let breaks = text.match_indices('\n').map(|(at, _)| at + 1);
        let file = SourceFile {
            path: path.to_owned(),
            canonical: canonical(path),
            line_starts: [0].into_iter().chain(breaks).collect(),
            base,
            text,
        };
        Ok((file, syntax))
    }

    /// The line that a byte is in; the first is 1.
    pub fn line(&self, byte: usize) -> usize {
        self.line_starts.partition_point(|start| *start <= byte)
    }

    /// The lines that these bytes are in.
    pub fn lines(&self, range: &Range<usize>) -> RangeInclusive<usize> {
        let last = range.end.saturating_sub(1).max(range.start);
        self.line(range.start)..=self.line(last)
    }

    /// The bytes of a span of this file.
    pub(super) fn bytes(&self, span: Span) -> Range<usize> {
        let range = span.byte_range();
        range.start + self.base..range.end + self.base
    }
}

/// The bytes of the byte order mark with which a file may start, before its first line.
pub(crate) fn mark_length(text: &str) -> usize {
    text.len() - text.strip_prefix('\u{feff}').unwrap_or(text).len()
}

/// Without links and `..`; as it is, if it does not exist.
pub(crate) fn canonical(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_owned())
}
