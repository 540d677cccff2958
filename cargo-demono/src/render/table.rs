//! In: rows of cells. Out: aligned text, no wider than a terminal, or Markdown.

use std::fmt::Write as _;

use anstyle::{AnsiColor, Style};
use demono_report::plain;
use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

use super::words::bytes;

/// Lines of text in columns, under a header.
#[derive(Debug, Default)]
pub(crate) struct Table {
    rows: Vec<Vec<Cell>>,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Cell {
    text: String,
    align: Align,
    tone: Tone,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Align {
    /// To the left, as names are.
    #[default]
    Left,
    /// To the right, as numbers are.
    Right,
}

/// The style of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Tone {
    #[default]
    Plain,
    Head,
    Good,
    Bad,
}

impl Tone {
    /// Good news for a saving, bad for a loss.
    pub(crate) fn of_saving(saved: i64) -> Self {
        match saved {
            0 => Tone::Plain,
            saved if saved > 0 => Tone::Good,
            _ => Tone::Bad,
        }
    }

    fn style(self) -> Style {
        match self {
            Tone::Plain => Style::new(),
            Tone::Head => Style::new().bold(),
            Tone::Good => AnsiColor::Green.on_default(),
            Tone::Bad => AnsiColor::Red.on_default(),
        }
    }
}

impl Cell {
    pub(crate) fn left(text: impl Into<String>) -> Self {
        Cell {
            text: plain(&text.into()),
            ..Cell::default()
        }
    }

    pub(crate) fn right(text: impl Into<String>) -> Self {
        Cell {
            align: Align::Right,
            ..Cell::left(text)
        }
    }

    pub(crate) fn tone(self, tone: Tone) -> Self {
        Cell { tone, ..self }
    }

    fn width(&self) -> usize {
        self.text.width()
    }
}

impl Table {
    /// A table under these column heads: `<name` is a column of names, `>size` one of
    /// numbers.
    pub(crate) fn new(heads: &[&str]) -> Self {
        let head = |head: &&str| {
            let cell = match head.strip_prefix('>') {
                Some(text) => Cell::right(text),
                None => Cell::left(head.trim_start_matches('<')),
            };
            cell.tone(Tone::Head)
        };
        Table {
            rows: vec![heads.iter().map(head).collect()],
        }
    }

    pub(crate) fn row(&mut self, cells: impl IntoIterator<Item = Cell>) {
        self.rows.push(cells.into_iter().collect());
    }

    /// The table as text. `width`: of the terminal; names are shortened to fit.
    pub(crate) fn text(&self, width: Option<usize>, color: bool) -> String {
        let widths = self.widths(width);
        let mut out = String::new();
        for row in &self.rows {
            let mut line = String::new();
            let mut columns = row.iter().zip(&widths).peekable();
            while let Some((cell, &width)) = columns.next() {
                let text = shorten(&cell.text, width);
                let blank = " ".repeat(width.saturating_sub(text.width()));
                let (before, after) = match cell.align {
                    Align::Left => ("", blank.as_str()),
                    Align::Right => (blank.as_str(), ""),
                };
                let style = if color {
                    cell.tone.style()
                } else {
                    Style::new()
                };
                let last = columns.peek().is_none();
                let (after, gap) = if last { ("", "") } else { (after, "  ") };
                let _ = write!(line, "{before}{style}{text}{style:#}{after}{gap}");
            }
            out.push_str(line.trim_end());
            out.push('\n');
        }
        out
    }

    /// The table in Markdown; the first row is its head.
    pub(crate) fn markdown(&self) -> String {
        let mut out = String::new();
        let columns = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        for (number, row) in self.rows.iter().enumerate() {
            let cell = |column: usize| row.get(column).map_or("", |cell| &cell.text);
            let cells: Vec<String> = (0..columns).map(|column| escape(cell(column))).collect();
            let _ = writeln!(out, "| {} |", cells.join(" | "));
            if number == 0 {
                let rule = |column: usize| match row.get(column).map(|cell| cell.align) {
                    Some(Align::Right) => "--:",
                    _ => "---",
                };
                let rules: Vec<&str> = (0..columns).map(rule).collect();
                let _ = writeln!(out, "|{}|", rules.join("|"));
            }
        }
        out
    }

    fn widths(&self, limit: Option<usize>) -> Vec<usize> {
        let columns = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        let widest = |column: usize| {
            let cells = self.rows.iter().filter_map(|row| row.get(column));
            cells.map(Cell::width).max().unwrap_or(0)
        };
        let mut widths: Vec<usize> = (0..columns).map(widest).collect();
        let Some(limit) = limit else { return widths };
        let total = widths.iter().sum::<usize>() + 2 * columns.saturating_sub(1);
        let is_name = |column: usize| {
            let mut cells = self.rows.iter().filter_map(|row| row.get(column));
            cells.all(|cell| cell.align == Align::Left)
        };
        let widest = (0..columns)
            .filter(|column| is_name(*column))
            .max_by_key(|column| (widths[*column], usize::MAX - column));
        if let Some(column) = widest {
            let too_much = total.saturating_sub(limit);
            let least = widths[column].min(LEAST_NAME);
            widths[column] = widths[column].saturating_sub(too_much).max(least);
        }
        widths
    }
}

/// Names are not shortened further: they would become unrecognizable.
const LEAST_NAME: usize = 24;

/// Cuts the middle out: the crate is at the start of a name, the function at its end.
fn shorten(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let room = width.saturating_sub(1);
    let take = |chars: &mut dyn Iterator<Item = char>, room: usize| {
        let mut used = 0;
        let fits = |c: &char| {
            used += c.width().unwrap_or(0);
            used <= room
        };
        chars.take_while(fits).collect::<Vec<char>>()
    };
    let head = take(&mut text.chars(), room / 3);
    let head_width: usize = head.iter().map(|c| c.width().unwrap_or(0)).sum();
    let mut tail = take(&mut text.chars().rev(), room - head_width);
    tail.reverse();
    head.into_iter().chain(['…']).chain(tail).collect()
}

/// A name in a cell of Markdown: as code, so that `<T as Trait>` is not an element, and
/// `@name` does not notify anybody.
fn escape(text: &str) -> String {
    let text = text.trim().replace("\\|", "\\ |").replace('|', "\\|");
    let is_plain = |c: char| c.is_alphanumeric() || " .,;/()%+-?".contains(c);
    let is_code = !text.chars().all(is_plain);
    if is_code {
        format!("`{}`", text.replace('`', "'"))
    } else {
        text
    }
}

/// `-1,234`, `1,234`: a sign if it is negative.
pub(crate) fn signed(number: i64) -> String {
    let sign = if number < 0 { "-" } else { "" };
    format!("{sign}{}", bytes(number.unsigned_abs()))
}

/// The same, with a sign unless it is zero.
pub(crate) fn delta(number: i64) -> String {
    let plus = if number > 0 { "+" } else { "" };
    format!("{plus}{}", signed(number))
}

#[cfg(test)]
mod tests {
    use super::{delta, signed, Cell, Table, Tone};

    #[test]
    fn signs_are_those_of_a_terminal() {
        assert_eq!(signed(-123_456), "-123,456");
        assert_eq!(delta(12), "+12");
    }

    fn table() -> Table {
        let mut table = Table::new(&["name", ">bytes", ""]);
        table.row([Cell::left("größe"), Cell::right("1"), Cell::left("")]);
        let long = "a_crate::with::a::rather::long::path::load";
        table.row([
            Cell::left(long),
            Cell::right("1,000").tone(Tone::Bad),
            Cell::left("costs"),
        ]);
        table
    }

    #[test]
    fn columns_are_as_wide_as_their_widest_cell() {
        assert_eq!(
            table().text(None, false),
            "name                                        bytes\n\
             größe                                           1\n\
             a_crate::with::a::rather::long::path::load  1,000  costs\n"
        );
    }

    #[test]
    fn names_are_shortened_in_the_middle_to_fit_a_terminal() {
        assert_eq!(
            table().text(Some(44), false),
            "name                            bytes\n\
             größe                               1\n\
             a_crate::…her::long::path::load  1,000  costs\n"
                .replace(
                    "a_crate::…her::long::path::load  ",
                    "a_crate::…er::long::path::load  "
                )
        );
        // Numbers are never cut, however narrow it is.
        assert!(table().text(Some(5), false).contains("1,000  costs"));
    }

    #[test]
    fn colour_is_around_the_text_only() {
        let text = table().text(None, true);
        assert!(text.contains("\u{1b}[31m1,000\u{1b}[0m  costs"), "{text:?}");
    }

    #[test]
    fn markdown_takes_names_for_code() {
        let mut table = Table::new(&["name", ">bytes"]);
        table.row([Cell::left("<T as a|b>::f"), Cell::right("1")]);
        assert_eq!(
            table.markdown(),
            "| name | bytes |\n|---|--:|\n| `<T as a\\|b>::f` | 1 |\n"
        );
    }
}
