//! In: a report, a format, and how to show it. Out: the text of the report in that format.

mod apply;
mod check;
mod diff;
pub(crate) mod github;
mod html;
mod inventory;
mod ladder;
mod measure;
pub(crate) mod part;
#[cfg(test)]
mod samples;
mod suggest;
mod svg;
mod table;
#[cfg(test)]
mod tests;
mod words;

use demono_report::{plain, Document, Report};

use crate::cli::output::Format;
use part::{Part, Style};

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

/// Escapes text for Markdown, where `<T as Trait>` would be an element.
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

/// A code fence that is longer than any in `text`.
fn fence(text: &str) -> String {
    let mut longest = 2;
    let mut run = 0;
    for c in text.chars() {
        run = if c == '`' { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    "`".repeat(longest + 1)
}
