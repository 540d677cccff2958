//! In: a manifest, a table of it and a key. Out: the edits that take the entry away, with
//! its lines. Refused: a table that is neither `[table]` nor `[table.key]`s.

use std::ops::Range;
use std::path::PathBuf;

use super::insert::{line_end, line_start};
use super::layout::{Manifest, Section};
use super::ManifestError;
use crate::edit::Edit;

/// The edits without which the key is in the table. Comments above it stay.
pub(super) fn remove(
    manifest: &Manifest<'_>,
    path: &[&str],
    key: &str,
) -> Result<Vec<Edit>, ManifestError> {
    match manifest.section(path) {
        Section::Missing => return Ok(Vec::new()),
        Section::Unusual => return Err(manifest.shape(path)),
        Section::Header(_) | Section::Nested => {}
    }
    let text = manifest.text;
    let mut edits = Vec::new();
    for (_, extent) in (manifest.extents(path).into_iter()).filter(|(it, _)| *it == key) {
        let ranges = match &extent.header {
            // Comments between its fields are about them.
            Some(_) => vec![whole_table(text, extent.start()..extent.end())],
            None => extent.values.iter().map(|it| lines(text, it)).collect(),
        };
        edits.extend(ranges.into_iter().map(|range| Edit {
            file: PathBuf::from("Cargo.toml"),
            range,
            text: String::new(),
        }));
    }
    Ok(edits)
}

/// The lines of these bytes; of the last line, without an end, the end of the one above.
fn lines(text: &str, range: &Range<usize>) -> Range<usize> {
    let (start, end) = (line_start(text, range.start), line_end(text, range.end));
    if text[..end].ends_with('\n') {
        return start..end;
    }
    let above = &text[..start];
    let above = above.strip_suffix('\n').unwrap_or(above);
    above.strip_suffix('\r').unwrap_or(above).len()..end
}

/// With the empty line that keeps it from the next table, or at the end from the one above.
fn whole_table(text: &str, range: Range<usize>) -> Range<usize> {
    let Range { start, end } = lines(text, &range);
    let below = line_end(text, end);
    if end < text.len() {
        return match text[end..below].trim().is_empty() {
            true => start..below,
            false => start..end,
        };
    }
    let above = line_start(text, start.saturating_sub(1));
    match start > 0 && text[above..start].trim().is_empty() {
        true => above..end,
        false => start..end,
    }
}
