//! In: a list in a report, as JSON, and its columns. Out: a table with its first rows, and
//! what the script needs to fill it with others. Refused: nothing.
//!
//! The script renders rows from the same columns, as it searches and sorts. What
//! [`cell`] does here, its function of the same name does there; a test compares them.

use serde_json::Value;

use super::parts;
use crate::render::svg::escape::escape;
use crate::render::svg::words;

/// Rows that the page has without its script.
pub(crate) const FIRST_ROWS: usize = 200;

/// A table whose rows the script can search and sort.
pub(crate) struct DataTable<'a> {
    /// Of the table's element, and prefix of the ids in it.
    pub(crate) id: &'a str,
    /// What it lists: `Functions`.
    pub(crate) caption: &'a str,
    /// Where its rows are in the report: `profiles.0.programs.1.functions`.
    pub(crate) source: &'a str,
    pub(crate) columns: &'a [Column],
    /// The column it is sorted by, as it comes: `-wasted`.
    pub(crate) sorted: &'a str,
    /// What to say if it has no rows.
    pub(crate) empty: &'a str,
}

/// A column of a [`DataTable`].
pub(crate) struct Column {
    /// A field of the row, or of an object in it: `proposal.saving`. Or one of `saved` and
    /// `grown`, which are made from `before` and `after`.
    pub(crate) field: &'static str,
    pub(crate) title: &'static str,
    pub(crate) shows: Shows,
}

/// How a value is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shows {
    /// The name of a function; a click shows its details.
    Name,
    /// A name that has no details.
    Word,
    /// A sentence, which may take several lines.
    Text,
    /// Names, one after the other.
    List,
    /// A file, with the row's `line`.
    Source,
    /// Words joined by `_`.
    Kind,
    /// A number, or the length of a list.
    Count,
    Bytes,
    /// A number of bytes that is a saving; nothing if it is absent.
    Saving,
    Saved,
    Grown,
    /// Whether a split pays, in words.
    Verdict,
}

impl Shows {
    fn word(self) -> &'static str {
        match self {
            Shows::Name => "name",
            Shows::Word => "word",
            Shows::Text => "text",
            Shows::List => "list",
            Shows::Source => "source",
            Shows::Kind => "kind",
            Shows::Count => "count",
            Shows::Bytes => "bytes",
            Shows::Saving => "saving",
            Shows::Saved => "saved",
            Shows::Grown => "grown",
            Shows::Verdict => "verdict",
        }
    }

    fn is_number(self) -> bool {
        !matches!(
            self,
            Shows::Name
                | Shows::Word
                | Shows::Text
                | Shows::List
                | Shows::Source
                | Shows::Kind
                | Shows::Verdict
        )
    }
}

impl DataTable<'_> {
    /// The table with its first rows.
    pub(crate) fn html(&self, report: &Value) -> String {
        let rows = rows(report, self.source);
        if rows.is_empty() {
            return format!(r#"<p class="dim">{}</p>"#, escape(self.empty));
        }
        let heads: String = self.columns.iter().map(|c| self.head(c)).collect();
        let body: String = rows
            .iter()
            .enumerate()
            .take(FIRST_ROWS)
            .map(|(index, row)| self.row(index, row))
            .collect();
        let more = rows.len().saturating_sub(FIRST_ROWS);
        let rest = if more > 0 {
            format!("{} more", words::counted(more as u64, "row", "rows"))
        } else {
            String::new()
        };
        format!(
            concat!(
                r#"<div class="scroll"><table class="data" id="{id}" data-source="{source}" data-sorted="{sorted}">"#,
                r#"<caption>{caption}</caption><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table></div>"#,
                r#"<p class="more"><span>{rest}</span> <button type="button" hidden>Show more</button></p>"#
            ),
            id = self.id,
            source = self.source,
            sorted = self.sorted,
            caption = escape(self.caption),
            heads = heads,
            body = body,
            rest = rest,
        )
    }

    fn head(&self, column: &Column) -> String {
        let sorted = match self.sorted.strip_prefix('-') {
            Some(field) if field == column.field => r#" aria-sort="descending""#,
            _ => "",
        };
        let class = if column.shows.is_number() {
            " class=\"n\""
        } else {
            ""
        };
        format!(
            r#"<th scope="col" data-field="{}" data-shows="{}"{class}{sorted}>{}</th>"#,
            column.field,
            column.shows.word(),
            escape(column.title)
        )
    }

    fn row(&self, index: usize, row: &Value) -> String {
        let cells: String = self.columns.iter().map(|c| cell(c, row)).collect();
        // The style puts a `~` before sizes that are guesses.
        let class = match row["estimated"].as_bool() {
            Some(true) => r#" class="estimated""#,
            _ => "",
        };
        format!(r#"<tr data-row="{index}"{class}>{cells}</tr>"#)
    }
}

/// The list at `source`; none if there is nothing.
pub(crate) fn rows<'a>(report: &'a Value, source: &str) -> &'a [Value] {
    let pointer = format!("/{}", source.replace('.', "/"));
    let list = report.pointer(&pointer).and_then(Value::as_array);
    list.map_or(&[], Vec::as_slice)
}

/// `proposal.saving` is in the object `proposal`.
fn at<'a>(row: &'a Value, field: &str) -> &'a Value {
    field.split('.').fold(row, |value, key| &value[key])
}

fn integer(row: &Value, field: &str) -> i64 {
    match at(row, field) {
        Value::Array(list) => list.len() as i64,
        value => value.as_i64().unwrap_or(0),
    }
}

fn saved(row: &Value) -> i64 {
    integer(row, "before").wrapping_sub(integer(row, "after"))
}

/// Input:  a column that shows bytes, `{"bytes": 1234}`
/// Output: `<td class="n" data-bytes="1234">1,234</td>`
fn cell(column: &Column, row: &Value) -> String {
    let text = || at(row, column.field).as_str().unwrap_or_default();
    let number = integer(row, column.field);
    match column.shows {
        Shows::Name => format!(r#"<th scope="row" class="name">{}</th>"#, escape(text())),
        Shows::Word => format!(r#"<td class="word">{}</td>"#, escape(text())),
        Shows::Text => format!(r#"<td class="text">{}</td>"#, escape(text())),
        Shows::List => {
            let names = at(row, column.field)
                .as_array()
                .map_or(&[][..], Vec::as_slice);
            let names: Vec<&str> = names.iter().filter_map(Value::as_str).collect();
            format!(r#"<td class="text">{}</td>"#, escape(&names.join(", ")))
        }
        Shows::Source => {
            let line = row["line"].as_u64();
            let line = line.map_or_else(String::new, |line| format!(":{line}"));
            format!(r#"<td class="word">{}{line}</td>"#, escape(text()))
        }
        Shows::Kind => format!(
            r#"<td class="word">{}</td>"#,
            escape(&text().replace('_', " "))
        ),
        Shows::Count => format!(
            r#"<td class="n" data-count="{number}">{}</td>"#,
            words::bytes(number.unsigned_abs())
        ),
        Shows::Bytes => parts::bytes_cell(number.unsigned_abs()),
        Shows::Saving => match at(row, column.field).as_i64() {
            Some(saved) => parts::saved_cell(saved),
            None => r#"<td class="n"></td>"#.to_owned(),
        },
        Shows::Saved => parts::saved_cell(saved(row)),
        Shows::Grown => parts::grown_cell(saved(row).wrapping_neg()),
        Shows::Verdict => format!(
            r#"<td class="verdict {word}">{}</td>"#,
            verdict(row),
            word = escape(text())
        ),
    }
}

/// A split that costs says so, with what it costs.
fn verdict(row: &Value) -> String {
    let amount = words::bytes(saved(row).unsigned_abs());
    match row["verdict"].as_str() {
        Some("saves") => format!("saves {amount} bytes"),
        Some("costs") => format!("costs {amount} bytes"),
        Some("inlined") => "inlined before: the totals tell".to_owned(),
        _ => "even".to_owned(),
    }
}
