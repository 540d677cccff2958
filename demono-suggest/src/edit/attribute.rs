//! In: a file and the place of an item or of an attribute in it. Out: the edit that puts
//! an attribute on a line of its own before the item, or takes it away. Refused: an item
//! that shares its line with something else, and an attribute under a condition.

use std::ops::Range;

use super::Edit;
use crate::source::{Condition, DemonoAttribute, Insertion, SourceFile};

/// Why an attribute cannot be put before an item, or not be taken away.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
#[non_exhaustive]
pub enum Unplaceable {
    /// An attribute before it would be one of something else, or in a comment.
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

/// In: `    pub fn f() {}`. Out: `    #[demono]\n    pub fn f() {}`.
///
/// After the item's other attributes and documentation; but before those that stand on
/// the line of the item itself. The line is indented and ended as the item's.
pub fn insert_attribute(
    file: &SourceFile,
    insertion: &Insertion,
    attribute: &str,
) -> Result<Edit, Unplaceable> {
    let text = &file.text;
    let mut start = line_start(text, insertion.keyword);
    // An attribute of several lines that ends on the item's.
    while let Some(around) = (insertion.attributes.iter()).find(|it| it.contains(&start)) {
        let earlier = line_start(text, around.start);
        if earlier == start {
            break;
        }
        start = earlier;
    }
    let rest = others(text, start..insertion.keyword, &insertion.attributes);
    if !rest.is_empty() {
        return Err(Unplaceable::SharedLine {
            line: file.line(insertion.keyword),
            before: rest,
        });
    }
    let line = &text[start..];
    let indent = &line[..line.len() - line.trim_start_matches(is_blank).len()];
    let ending = line_ending(text, insertion.keyword);
    let lines = attribute.lines();
    Ok(Edit {
        file: file.path.clone(),
        range: start..start,
        text: lines.map(|it| format!("{indent}{it}{ending}")).collect(),
    })
}

/// In: `    #[demono]\n    pub fn f() {}`. Out: `    pub fn f() {}`.
///
/// With its line, if nothing else is on it; else with the blanks that keep it from what
/// follows, or at the end of a line from what is before.
pub fn remove_attribute(
    file: &SourceFile,
    attribute: &DemonoAttribute,
) -> Result<Edit, Unplaceable> {
    let text = &file.text;
    let Range { start, end } = attribute.range;
    if attribute.condition == Condition::Conditional {
        return Err(Unplaceable::Conditional {
            line: file.line(start),
        });
    }
    let first = line_start(text, start);
    let before = text[first..start].trim_end_matches(is_blank).len() + first;
    let after = end + text[end..].len() - text[end..].trim_start_matches(is_blank).len();
    let next_line = [("\r\n", 2), ("\n", 1)]
        .into_iter()
        .find(|(ending, _)| text[after..].starts_with(ending))
        .map(|(_, length)| after + length);
    let range = match next_line {
        Some(next) if before == first => first..next,
        Some(_) => before..end,
        None => start..after,
    };
    Ok(Edit {
        file: file.path.clone(),
        range,
        text: String::new(),
    })
}

/// Not the ends of lines.
fn is_blank(character: char) -> bool {
    character.is_whitespace() && !matches!(character, '\n' | '\r')
}

/// Where the line of this byte begins; the first one after a byte order mark.
fn line_start(text: &str, at: usize) -> usize {
    match text[..at].rfind('\n') {
        Some(end) => end + 1,
        None if text.starts_with(crate::source::BYTE_ORDER_MARK) => {
            crate::source::BYTE_ORDER_MARK.len_utf8()
        }
        None => 0,
    }
}

/// How this byte's line ends, or the first one, should this be the last and have no end.
fn line_ending(text: &str, at: usize) -> &'static str {
    let end = text[at..].find('\n').map(|it| at + it);
    match end.or_else(|| text.find('\n')) {
        Some(end) if text[..end].ends_with('\r') => "\r\n",
        _ => "\n",
    }
}

/// What is in `range` beside these attributes and whitespace.
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
