//! In: a list in a report, and its columns. Out: a table with all rows: the first in its
//! body, the others in a template, from which the script takes them as it searches and
//! sorts. No row is rendered anywhere else.

use demono_report::{FamilyKind, Verdict};
use maud::{html, Markup};

use super::parts::{bytes_cell, grown_cell, saved_cell};
use crate::render::inventory::kind_word;
use crate::render::words;

/// Rows that the page shows without its script.
pub(crate) const FIRST_ROWS: usize = 200;

/// A table whose rows the script can search and sort.
pub(crate) struct DataTable<'a, T: 'static> {
    /// Of the table's element, and prefix of the ids in it.
    pub(crate) id: &'a str,
    /// What it lists: `Functions`.
    pub(crate) caption: &'a str,
    /// Where its rows are in the report, in which the script searches and finds details:
    /// `profiles.0.programs.1.functions`.
    pub(crate) source: &'a str,
    pub(crate) rows: &'a [T],
    pub(crate) columns: &'a [Column<T>],
    /// Whether the sizes in a row are estimates.
    pub(crate) is_estimated: fn(&T) -> bool,
    /// The field by which the report has sorted the rows, the largest first.
    pub(crate) sorted: Option<&'static str>,
    /// What to say if it has no rows.
    pub(crate) empty: &'a str,
}

/// A column of a [`DataTable`].
pub(crate) struct Column<T: 'static> {
    /// Its name in links to a sorted table: that of the field in the report.
    field: &'static str,
    title: &'static str,
    shows: Shows<T>,
}

/// What a column shows of a row, and how.
pub(crate) enum Shows<T: 'static> {
    /// The name of a function; a click shows its details.
    Name(fn(&T) -> &str),
    /// A name that has no details.
    Word(fn(&T) -> &str),
    /// A sentence, which may take several lines.
    Text(fn(&T) -> &str),
    /// Names, one after the other.
    List(fn(&T) -> &[String]),
    /// A file, and a line in it.
    Source(fn(&T) -> (Option<&str>, Option<usize>)),
    Kind(fn(&T) -> FamilyKind),
    Count(fn(&T) -> usize),
    Bytes(fn(&T) -> u64),
    /// A number of bytes that is a saving; nothing if it is absent.
    Saved(fn(&T) -> Option<i64>),
    Grown(fn(&T) -> i64),
    /// Whether a split pays, and what it saves.
    Verdict(fn(&T) -> (Verdict, i64)),
}

impl<T> Column<T> {
    pub(crate) const fn new(field: &'static str, title: &'static str, shows: Shows<T>) -> Self {
        Column {
            field,
            title,
            shows,
        }
    }

    fn head(&self, sorted: Option<&str>) -> Markup {
        let is_sorted = sorted == Some(self.field);
        html! {
            th scope="col" data-field=(self.field) data-shows=(self.shows.word())
                class=[self.shows.is_number().then_some("n")]
                aria-sort=[is_sorted.then_some("descending")] { (self.title) }
        }
    }

    /// Input:  a column that shows bytes, a row that has 1234 of them
    /// Output: `<td class="n" data-bytes="1234">1,234</td>`
    fn cell(&self, row: &T) -> Markup {
        match self.shows {
            Shows::Name(of) => html! { th scope="row" class="name" { (of(row)) } },
            Shows::Word(of) => html! { td class="word" { (of(row)) } },
            Shows::Text(of) => html! { td class="text" { (of(row)) } },
            Shows::List(of) => html! { td class="text" { (of(row).join(", ")) } },
            Shows::Source(of) => {
                let (file, line) = of(row);
                html! {
                    td class="word" {
                        (file.unwrap_or_default())
                        @if let Some(line) = line { ":" (line) }
                    }
                }
            }
            Shows::Kind(of) => html! { td class="word" { (kind_word(of(row))) } },
            Shows::Count(of) => {
                let count = of(row);
                html! { td class="n" data-count=(count) { (words::bytes(count as u64)) } }
            }
            Shows::Bytes(of) => bytes_cell(of(row)),
            Shows::Saved(of) => match of(row) {
                Some(saved) => saved_cell(saved),
                None => html! { td class="n" {} },
            },
            Shows::Grown(of) => grown_cell(of(row)),
            Shows::Verdict(of) => verdict_cell(of(row)),
        }
    }
}

impl<T> Shows<T> {
    /// For the style and the script.
    fn word(&self) -> &'static str {
        match self {
            Shows::Name(_) => "name",
            Shows::Word(_) => "word",
            Shows::Text(_) => "text",
            Shows::List(_) => "list",
            Shows::Source(_) => "source",
            Shows::Kind(_) => "kind",
            Shows::Count(_) => "count",
            Shows::Bytes(_) => "bytes",
            Shows::Saved(_) => "saved",
            Shows::Grown(_) => "grown",
            Shows::Verdict(_) => "verdict",
        }
    }

    fn is_number(&self) -> bool {
        matches!(
            self,
            Shows::Count(_) | Shows::Bytes(_) | Shows::Saved(_) | Shows::Grown(_)
        )
    }
}

impl<T> DataTable<'_, T> {
    pub(crate) fn html(&self) -> Markup {
        if self.rows.is_empty() {
            return html! { p class="dim" { (self.empty) } };
        }
        let (first, rest) = self.rows.split_at(self.rows.len().min(FIRST_ROWS));
        // As the script has it in links.
        let sorted = self
            .sorted
            .map_or_else(String::new, |field| format!("-{field}"));
        html! {
            div class="scroll" {
                table class="data" id=(self.id) data-source=(self.source)
                    data-sorted=(sorted) {
                    caption { (self.caption) }
                    thead {
                        tr { @for column in self.columns { (column.head(self.sorted)) } }
                    }
                    tbody {
                        @for (index, row) in first.iter().enumerate() { (self.row(index, row)) }
                    }
                }
                @if !rest.is_empty() {
                    template {
                        @for (index, row) in rest.iter().enumerate() {
                            (self.row(FIRST_ROWS + index, row))
                        }
                    }
                }
            }
            p class="more" {
                span {
                    @if !rest.is_empty() {
                        (words::counted(rest.len() as u64, "row", "rows")) " more"
                    }
                }
                " "
                button type="button" hidden { "Show more" }
            }
        }
    }

    fn row(&self, index: usize, row: &T) -> Markup {
        // The style puts a `~` before estimates.
        let class = (self.is_estimated)(row).then_some("estimated");
        html! {
            tr data-row=(index) class=[class] {
                @for column in self.columns { (column.cell(row)) }
            }
        }
    }
}

/// Whether a split pays, in words.
fn verdict_cell((verdict, saved): (Verdict, i64)) -> Markup {
    let amount = words::bytes(saved.unsigned_abs());
    let (class, text) = match verdict {
        Verdict::Saves => ("verdict saves", format!("saves {amount} bytes")),
        Verdict::Costs => ("verdict costs", format!("costs {amount} bytes")),
        Verdict::Even => ("verdict even", "even".to_owned()),
        Verdict::Inlined => (
            "verdict inlined",
            "inlined before: see the totals".to_owned(),
        ),
    };
    html! { td class=(class) { (text) } }
}
