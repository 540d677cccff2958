//! In: a report. Out: its text in one of the formats. Refused: a format that has nothing
//! to say about a report.

pub(crate) mod html;
pub(crate) mod svg;
pub(crate) mod table;

mod apply;
mod check;
mod diff;
mod github;
mod inventory;
mod ladder;
mod measure;
#[cfg(test)]
mod samples;
mod suggest;
#[cfg(test)]
mod tests;

use demono_report::{plain, Change, Document, Report};

use crate::cli::output::Format;
use table::{bytes, signed, Cell, Table, Tone};

pub(crate) use github::annotations;

/// How a report is shown to people.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Style {
    /// Columns of the terminal; `None`: no limit.
    pub(crate) width: Option<usize>,
    /// Whether there is colour.
    pub(crate) color: bool,
    /// Rows of a long list; 0: all.
    pub(crate) limit: usize,
    /// Differences below so many bytes are summed up.
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

/// The text of `document` in `format`.
pub(crate) fn render(document: &Document, format: Format, style: Style) -> anyhow::Result<String> {
    Ok(match format {
        Format::Table => text(&parts(document, style), style),
        Format::Markdown | Format::Github => markdown(&parts(document, style)),
        Format::Json => {
            let mut text = serde_json::to_string_pretty(document)?;
            text.push('\n');
            text
        }
        Format::Html => html::html(document),
        Format::Svg => svg::svg(document, &svg::Options::default()),
    })
}

fn parts(document: &Document, style: Style) -> Vec<Part> {
    match &document.report {
        Report::Top(inventory) => inventory::parts(inventory, style),
        Report::Measure(measure) => measure::parts(measure, style),
        Report::Ladder(ladder) => ladder::parts(ladder),
        Report::Diff(diff) => diff::parts(diff, style),
        Report::Check(check) => check::parts(check),
        Report::Suggest(suggest) => suggest::parts(suggest, style),
        Report::Apply(apply) => apply::parts(apply, style),
    }
}

fn text(parts: &[Part], style: Style) -> String {
    let mut out = String::new();
    for (number, part) in parts.iter().enumerate() {
        let apart =
            number > 0 && !matches!((&parts[number - 1], part), (Part::Line(_), Part::Line(_)));
        if apart {
            out.push('\n');
        }
        match part {
            Part::Line(text) => {
                out.push_str(&plain(text));
                out.push('\n');
            }
            Part::Table(table) => out.push_str(&table.text(style.width, style.color)),
            Part::Block(text) => out.push_str(text),
        }
    }
    out
}

fn markdown(parts: &[Part]) -> String {
    let mut out = String::new();
    for part in parts {
        match part {
            Part::Line(text) => out.push_str(&format!("{}\n\n", escaped(&plain(text)))),
            Part::Table(table) => {
                out.push_str(&table.markdown());
                out.push('\n');
            }
            Part::Block(text) => {
                let fence = fence(text);
                out.push_str(&format!("{fence}text\n{text}{fence}\n\n"));
            }
        }
    }
    out
}

/// Text that is read as it stands: `<T as Trait>` is no element there.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        if "\\`*_<>[]|~#&".contains(c) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// A fence that nothing in `text` closes.
fn fence(text: &str) -> String {
    let mut longest = 2;
    let mut run = 0;
    for c in text.chars() {
        run = if c == '`' { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    "`".repeat(longest + 1)
}

/// `before`, `after`, `saved` and the percentage, as cells.
fn saving(size: Change) -> [Cell; 4] {
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
fn place(file: &str, line: Option<usize>) -> String {
    match line {
        Some(line) => format!("{file}:{line}"),
        None => file.to_owned(),
    }
}

/// How many rows of a list to show.
fn shown(limit: usize, all: usize) -> usize {
    match limit {
        0 => all,
        limit => limit.min(all),
    }
}
