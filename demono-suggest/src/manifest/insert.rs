//! In: a manifest, a table of it and an entry. Out: the edit that puts it there, in order
//! if the others are. Refused: a table that is neither `[table]` nor `[table.key]`s.

use std::path::PathBuf;

use super::layout::{Extent, Manifest, Section};
use super::{ManifestError, NORMAL};
use crate::edit::Edit;

/// A dependency that is to be written.
pub(super) struct Entry {
    pub(super) key: String,
    /// Names and values, as TOML.
    pub(super) fields: Vec<(&'static str, String)>,
    pub(super) form: Form,
}

/// How an entry in `[dependencies]` is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// `key = { .. }`, or `key = ".."` for a version alone.
    Inline,
    /// `key.workspace = true`.
    Dotted,
}

impl Entry {
    fn line(&self) -> String {
        let key = &self.key;
        match (&self.fields[..], self.form) {
            ([("version", version)], _) => format!("{key} = {version}"),
            ([(name, value)], Form::Dotted) => format!("{key}.{name} = {value}"),
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
enum Place {
    /// Before the line that begins at this byte.
    Before(usize),
    /// After the line this byte is in.
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
                None => (Place::After(header.end), header.start),
            };
            let line = format!("{}{}", indent(text, beside), entry.line());
            Ok(edit(text, place, &[line], Blank::None))
        }
        Section::Nested => {
            let (place, _) = place(text, &entries, &entry.key).ok_or(manifest.shape(path))?;
            let blank = match place {
                Place::Before(_) => Blank::Below,
                Place::After(_) => Blank::Above,
            };
            Ok(edit(text, place, &entry.table(path), blank))
        }
        Section::Missing => {
            let lines = [format!("[{}]", path.join(".")), entry.line()];
            let place = match anchor(manifest, path) {
                Some(at) => Place::Before(block_start(text, at)),
                None => Place::After(text.len()),
            };
            let blank = match place {
                Place::Before(_) => Blank::Below,
                Place::After(_) => Blank::Above,
            };
            Ok(edit(text, place, &lines, blank))
        }
    }
}

/// The place among `entries`, and a byte of the entry it is beside; none if there are
/// none.
fn place(text: &str, entries: &[(&str, Extent)], key: &str) -> Option<(Place, usize)> {
    let (_, last) = entries.last()?;
    let sorted = entries.windows(2).all(|it| it[0].0 <= it[1].0);
    let next = entries.iter().position(|(it, _)| sorted && *it > key);
    Some(match next {
        Some(next) => {
            let (_, after) = &entries[next];
            // What is said above the next is about the next.
            match next.checked_sub(1).map(|it| &entries[it].1) {
                Some(before) if after.header.is_none() => {
                    (Place::After(before.end()), before.start())
                }
                _ => (
                    Place::Before(block_start(text, after.start())),
                    after.start(),
                ),
            }
        }
        None => (Place::After(last.end()), last.start()),
    })
}

/// The header before which a table that is not there yet is at home.
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

/// Which side of new lines has an empty one, if none is there.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Blank {
    None,
    Above,
    Below,
}

fn edit(text: &str, place: Place, lines: &[String], blank: Blank) -> Edit {
    let ending = line_ending(text);
    let mut at = match place {
        Place::Before(at) => at,
        Place::After(at) => line_end(text, at),
    };
    let mut new = lines.join(ending);
    let before = &text[..at];
    // The last line of a file may have no end, and has none afterwards.
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
    // A byte order mark is before everything.
    if at == 0 && text.starts_with(crate::source::BYTE_ORDER_MARK) {
        at = crate::source::BYTE_ORDER_MARK.len_utf8();
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
    while start > 0 {
        let above = line_start(text, start - 1);
        if !text[above..start].trim_start().starts_with('#') {
            break;
        }
        start = above;
    }
    start
}

fn indent(text: &str, at: usize) -> &str {
    let line = &text[line_start(text, at)..];
    &line[..line.len() - line.trim_start_matches([' ', '\t']).len()]
}

/// Where the line of this byte begins.
pub(super) fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |it| it + 1)
}

/// Where the line after this byte's begins.
pub(super) fn line_end(text: &str, at: usize) -> usize {
    text[at..].find('\n').map_or(text.len(), |it| at + it + 1)
}

fn line_ending(text: &str) -> &'static str {
    match text.split_once('\n') {
        Some((first, _)) if first.ends_with('\r') => "\r\n",
        _ => "\n",
    }
}
