//! In: a file and the place of an item or of an attribute in it. Out: the line before the
//! item on which an attribute can be written, or the edit that removes the attribute. Refused: an item that
//! shares its line with something else, and an attribute under a condition.

use std::ops::Range;
use std::path::PathBuf;

use super::lines::{indent, is_blank, line_ending, line_start};
use super::text::Edit;
use crate::source::attributes::{Condition, DemonoAttribute};
use crate::source::file::SourceFile;
use crate::source::tree::Insertion;

/// Why an attribute cannot be put before an item, or cannot be removed.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
#[non_exhaustive]
pub enum Unplaceable {
    /// An attribute before it would belong to something else, or be in a comment.
    #[error(
        "line {line}: the item does not begin on a line of its own, `{before}` is before it; \
         put a line break there"
    )]
    SharedLine {
        /// The line.
        line: usize,
        /// What is before the item, without whitespace around it.
        before: String,
    },
    /// `cfg_attr(.., demono)`.
    #[error("line {line}: the attribute is in a `cfg_attr`; take it out by hand")]
    Conditional {
        /// The line.
        line: usize,
    },
}

/// A place for an attribute, on a line of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttributeLine {
    /// The file.
    pub file: PathBuf,
    /// The byte at which the line begins.
    pub at: usize,
    indent: String,
    ending: &'static str,
}

impl AttributeLine {
    /// In: `    pub fn f() {}`. Out: `    #[demono]\n    pub fn f() {}`.
    pub fn write(&self, attribute: &str) -> Edit {
        let AttributeLine { indent, ending, .. } = self;
        let lines = attribute.lines();
        Edit {
            file: self.file.clone(),
            range: self.at..self.at,
            text: lines.map(|it| format!("{indent}{it}{ending}")).collect(),
        }
    }
}

/// Where an attribute of an item goes: after the item's other attributes and documentation,
/// but before those on the line of the item itself. The new line has the indentation and the
/// ending of the item's.
pub fn attribute_line(
    file: &SourceFile,
    insertion: &Insertion,
) -> Result<AttributeLine, Unplaceable> {
    let text = &file.text;
    let mut start = line_start(text, insertion.keyword);
    // An attribute of several lines that ends on the item's.
    let mut attributes = insertion.attributes.iter().rev();
    while let Some(around) = attributes.find(|it| it.start < start && start < it.end) {
        start = line_start(text, around.start);
    }
    let before = others(text, start..insertion.keyword, &insertion.attributes);
    if !before.is_empty() {
        let line = file.line(insertion.keyword);
        return Err(Unplaceable::SharedLine { line, before });
    }
    Ok(AttributeLine {
        file: file.path.clone(),
        at: start,
        indent: indent(text, start).to_owned(),
        ending: line_ending(text, insertion.keyword),
    })
}

/// In: `    #[demono]\n    pub fn f() {}`. Out: `    pub fn f() {}`.
///
/// With its line, if nothing else is on it; else with the blanks that separate it from
/// what follows, or, at the end of a line, from what comes before.
pub fn remove_attribute(
    file: &SourceFile,
    attribute: &DemonoAttribute,
) -> Result<Edit, Unplaceable> {
    let text = &file.text;
    let Range { start, end } = attribute.range;
    if attribute.condition == Condition::Conditional {
        let line = file.line(start);
        return Err(Unplaceable::Conditional { line });
    }
    let first = line_start(text, start);
    let before = text[first..start].trim_end_matches(is_blank).len() + first;
    let after = end + text[end..].len() - text[end..].trim_start_matches(is_blank).len();
    let rest = &text[after..];
    let next_line = rest.strip_prefix("\r\n").or(rest.strip_prefix('\n'));
    let range = match next_line {
        Some(next) if before == first => first..text.len() - next.len(),
        Some(_) => before..end,
        None => start..after,
    };
    Ok(Edit {
        file: file.path.clone(),
        range,
        text: String::new(),
    })
}

/// What is in `range` besides these attributes and white space.
fn others(text: &str, range: Range<usize>, attributes: &[Range<usize>]) -> String {
    let mut rest = String::new();
    let mut done = range.start;
    for attribute in attributes.iter().filter(|it| it.start >= range.start) {
        rest.push_str(&text[done..attribute.start]);
        done = attribute.end;
    }
    rest.push_str(&text[done.min(range.end)..range.end]);
    rest.trim().to_owned()
}
