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
            (fields, _) => {
                let fields = fields
                    .iter()
                    .map(|(name, value)| format!("{name} = {value}"));
                let fields: Vec<String> = fields.collect();
                format!("{key} = {{ {} }}", fields.join(", "))
            }
        }
    }

    /// The lines of `[path.key]`.
    fn table(&self, path: &[&str]) -> Vec<String> {
        let header = format!("[{}.{}]", path.join("."), self.key);
        let fields = self.fields.iter();
        let fields = fields.map(|(name, value)| format!("{name} = {value}"));
        [header].into_iter().chain(fields).collect()
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
            let lines: Vec<(&str, Extent)> = (entries.into_iter())
                .filter(|(_, it)| it.header.is_none())
                .collect();
            let (place, beside) = match place(text, &lines, &entry.key) {
                Some(place) => place,
                None => (LinePlace::After(header.end), header.start),
            };
            let line = format!("{}{}", indent(text, beside), entry.line());
            Ok(edit(text, place, &[line], Blank::None))
        }
        Section::Nested => {
            let (place, _) = place(text, &entries, &entry.key).ok_or(manifest.shape(path))?;
            let blank = match place {
                LinePlace::Before(_) => Blank::Below,
                LinePlace::After(_) => Blank::Above,
            };
            Ok(edit(text, place, &entry.table(path), blank))
        }
        Section::Missing => {
            let lines = [format!("[{}]", path.join(".")), entry.line()];
            let place = match anchor(manifest, path) {
                Some(at) => LinePlace::Before(block_start(text, at)),
                None => LinePlace::After(text.len()),
            };
            let blank = match place {
                LinePlace::Before(_) => Blank::Below,
                LinePlace::After(_) => Blank::Above,
            };
            Ok(edit(text, place, &lines, blank))
        }
    }
}

/// The place among `entries`, and a byte of the entry beside it; none without entries.
fn place(text: &str, entries: &[(&str, Extent)], key: &str) -> Option<(LinePlace, usize)> {
    let (_, last) = entries.last()?;
    let sorted = entries.windows(2).all(|it| it[0].0 <= it[1].0);
    let next = entries.iter().position(|(it, _)| sorted && *it > key);
    Some(match next {
        Some(next) => {
            let (_, after) = &entries[next];
            // A comment above the next entry is about that one.
            match next.checked_sub(1).map(|it| &entries[it].1) {
                Some(before) if after.header.is_none() => {
                    (LinePlace::After(before.end()), before.start())
                }
                _ => (
                    LinePlace::Before(block_start(text, after.start())),
                    after.start(),
                ),
            }
        }
        None => (LinePlace::After(last.end()), last.start()),
    })
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

/// On which side new lines get an empty one, unless there is one already.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Blank {
    None,
    Above,
    Below,
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
    let is_blank = |line: Option<&str>| line.is_none_or(|it| it.trim().is_empty());
    match blank {
        Blank::None => {}
        Blank::Above => {
            if !is_blank(before.lines().last()) {
                new.insert_str(0, ending);
            }
        }
        Blank::Below => {
            new.push_str(ending);
            if !is_blank(before.lines().last()) {
                new.insert_str(0, ending);
            }
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
