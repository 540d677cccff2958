//! In: a manifest, a table of it and an entry. Out: the edit that puts it there, in order
//! if the others are. Refused: a table that is neither `[table]` nor `[table.key]`s.

use std::path::PathBuf;

use super::error::ManifestError;
use super::layout::{EntryForm, Extent, Manifest, Section, NORMAL};
use crate::edit::lines::{indent, line_end, line_ending, line_start};
use crate::edit::text::Edit;

/// A dependency that is to be written.
pub(super) struct Entry {
    pub(super) key: String,
    /// Names and values, as TOML.
    pub(super) fields: Vec<(&'static str, String)>,
    pub(super) form: EntryForm,
}

impl Entry {
    fn line(&self) -> String {
        let key = &self.key;
        match (&self.fields[..], self.form) {
            ([("version", version)], _) => format!("{key} = {version}"),
            ([(name, value)], EntryForm::Dotted) => format!("{key}.{name} = {value}"),
            _ => format!("{key} = {{ {} }}", self.fields().join(", ")),
        }
    }

    fn fields(&self) -> Vec<String> {
        let fields = self.fields.iter();
        fields
            .map(|(name, value)| format!("{name} = {value}"))
            .collect()
    }

    /// The lines of `[path.key]`.
    fn table(&self, path: &[&str]) -> Vec<String> {
        let header = format!("[{}.{}]", path.join("."), self.key);
        [header].into_iter().chain(self.fields()).collect()
    }
}

/// Where lines are put.
enum LinePlace {
    /// Before the line that begins at this byte.
    Before(usize),
    /// After the line that this byte is in.
    After(usize),
}

/// The edit that puts `entry` into the table of this path.
pub(super) fn insert(
    manifest: &Manifest<'_>,
    path: &[&str],
    entry: Entry,
) -> Result<Edit, ManifestError> {
    let text = manifest.text;
    let entries = manifest.extents(path);
    match manifest.section(path) {
        Section::Unusual => Err(manifest.shape(path)),
        Section::Header(header) => {
            let lines: Vec<Extent<'_>> = entries.into_iter().filter(|it| !it.is_table).collect();
            let first = (LinePlace::After(header.end), header.start);
            let (place, beside) = place(text, &lines, &entry.key).unwrap_or(first);
            let line = format!("{}{}", indent(text, beside), entry.line());
            Ok(edit(text, place, &[line], Blank::None))
        }
        Section::Nested => {
            let (place, _) = place(text, &entries, &entry.key).ok_or(manifest.shape(path))?;
            Ok(edit(text, place, &entry.table(path), Blank::Between))
        }
        Section::Missing => {
            let lines = [format!("[{}]", path.join(".")), entry.line()];
            let place = match anchor(manifest, path) {
                Some(at) => LinePlace::Before(block_start(text, at)),
                None => LinePlace::After(text.len()),
            };
            Ok(edit(text, place, &lines, Blank::Between))
        }
    }
}

/// The place among `entries`, and a byte of the entry beside it; none without entries.
fn place(text: &str, entries: &[Extent<'_>], key: &str) -> Option<(LinePlace, usize)> {
    let last = entries.last()?;
    let sorted = entries.windows(2).all(|it| it[0].key <= it[1].key);
    let Some(next) = entries.iter().position(|it| sorted && it.key > key) else {
        return Some((LinePlace::After(last.range.end), last.range.start));
    };
    // A comment above the next entry is about that one.
    if let Some(before) = next.checked_sub(1).map(|it| &entries[it]) {
        if !entries[next].is_table {
            return Some((LinePlace::After(before.range.end), before.range.start));
        }
    }
    let start = entries[next].range.start;
    Some((LinePlace::Before(block_start(text, start)), start))
}

/// The header before which a table that is not there yet belongs.
fn anchor(manifest: &Manifest<'_>, path: &[&str]) -> Option<usize> {
    let headers = manifest.headers();
    let mut headers = headers.iter();
    let found = if path == NORMAL {
        headers.find(|(first, _)| {
            let first = first.replace('_', "-");
            ["dev-dependencies", "build-dependencies", "target"].contains(&&first[..])
        })
    } else {
        let mut after = headers.skip_while(|(first, _)| *first != path[0]);
        after.find(|(first, _)| *first != path[0])
    };
    found.map(|(_, span)| span.start)
}

/// Whether an empty line separates new lines from those around them.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Blank {
    None,
    Between,
}

fn edit(text: &str, place: LinePlace, lines: &[String], blank: Blank) -> Edit {
    let ending = line_ending(text, 0);
    let at = match place {
        LinePlace::Before(at) => at,
        LinePlace::After(at) => line_end(text, at),
    };
    let mut new = lines.join(ending);
    let before = &text[line_start(text, 0)..at];
    // The last line of a file may have no ending, and then has none afterwards.
    if before.is_empty() || before.ends_with('\n') {
        new.push_str(ending);
    } else {
        new.insert_str(0, ending);
    }
    if blank == Blank::Between {
        let above = before.lines().last();
        if above.is_some_and(|it| !it.trim().is_empty()) {
            new.insert_str(0, ending);
        }
        if let LinePlace::Before(_) = place {
            new.push_str(ending);
        }
    }
    Edit {
        file: PathBuf::from("Cargo.toml"),
        range: at..at,
        text: new,
    }
}

/// The start of the line, or of the comment right above it.
fn block_start(text: &str, at: usize) -> usize {
    let mut start = line_start(text, at);
    while text[..start].ends_with('\n') {
        let above = line_start(text, start - 1);
        if !text[above..start].trim_start().starts_with('#') {
            break;
        }
        start = above;
    }
    start
}
