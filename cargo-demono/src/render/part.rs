//! The parts that a report is shown in as text, how much of it, and what several reports show
//! alike.

use demono_report::Change;

use super::table::{signed, Cell, Table, Tone};
use super::words::bytes;

/// How a report is shown to people.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Style {
    /// Columns of the terminal; `None`: no limit.
    pub(crate) width: Option<usize>,
    /// Whether there is colour.
    pub(crate) color: bool,
    /// Rows of a long list; 0: all.
    pub(crate) limit: usize,
    /// Differences below this many bytes are summed up.
    pub(crate) noise: u64,
    /// Whether single functions or copies are shown.
    pub(crate) detail: bool,
}

/// A report in parts, for tables and Markdown alike.
pub(crate) enum Part {
    /// A line of text.
    Line(String),
    /// A table.
    Table(Table),
    /// What is printed as it is.
    Block(String),
}

/// `before`, `after`, `saved` and the percentage, as cells.
pub(crate) fn saving(size: Change) -> [Cell; 4] {
    [
        Cell::right(bytes(size.before)),
        Cell::right(bytes(size.after)),
        Cell::right(signed(size.saved())).tone(Tone::of_saving(size.saved())),
        Cell::right(percent(size)),
    ]
}

fn percent(size: Change) -> String {
    size.percent()
        .map_or_else(String::new, |percent| format!("{percent:.1} %"))
}

/// `src/main.rs:12`.
pub(crate) fn place(file: &str, line: Option<usize>) -> String {
    match line {
        Some(line) => format!("{file}:{line}"),
        None => file.to_owned(),
    }
}

/// How many rows of a list to show.
pub(crate) fn shown(limit: usize, all: usize) -> usize {
    match limit {
        0 => all,
        limit => limit.min(all),
    }
}
