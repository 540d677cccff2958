//! In: a byte of a text. Out: where its line begins and ends, and how.

use crate::source::file::mark_length;

/// Where the line of this byte begins; the first one after a byte order mark.
pub(super) fn line_start(text: &str, at: usize) -> usize {
    let end = text[..at].rfind('\n');
    end.map_or_else(|| mark_length(text), |it| it + 1)
}

/// Where the line after this byte's begins.
pub(super) fn line_end(text: &str, at: usize) -> usize {
    text[at..].find('\n').map_or(text.len(), |it| at + it + 1)
}

/// How this byte's line ends; or the first one, if this is the last and has no end.
pub(super) fn line_ending(text: &str, at: usize) -> &'static str {
    let end = text[at..].find('\n').map(|it| at + it);
    match end.or_else(|| text.find('\n')) {
        Some(end) if text[..end].ends_with('\r') => "\r\n",
        _ => "\n",
    }
}

/// The blanks at the start of this byte's line.
pub(super) fn indent(text: &str, at: usize) -> &str {
    let line = &text[line_start(text, at)..];
    &line[..line.len() - line.trim_start_matches(is_blank).len()]
}

/// Whether this is white space within a line.
pub(super) fn is_blank(character: char) -> bool {
    character.is_whitespace() && !matches!(character, '\n' | '\r')
}
