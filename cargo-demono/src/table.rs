//! In: rows of cells. Out: aligned text. Refused: nothing.

use std::fmt;

/// Lines of text in columns, under a header.
#[derive(Debug, Default)]
pub(crate) struct Table {
    rows: Vec<Vec<Cell>>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Cell {
    /// To the left, as names are.
    Left(String),
    /// To the right, as numbers are.
    Right(String),
}

impl Cell {
    pub(crate) fn left(text: impl Into<String>) -> Self {
        Cell::Left(text.into())
    }

    pub(crate) fn right(text: impl Into<String>) -> Self {
        Cell::Right(text.into())
    }

    fn width(&self) -> usize {
        let (Cell::Left(text) | Cell::Right(text)) = self;
        text.chars().count()
    }
}

impl Table {
    pub(crate) fn row(&mut self, cells: impl IntoIterator<Item = Cell>) {
        self.rows.push(cells.into_iter().collect());
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let columns = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        let width = |column: usize| {
            let cells = self.rows.iter().filter_map(|row| row.get(column));
            cells.map(Cell::width).max().unwrap_or(0)
        };
        let widths: Vec<usize> = (0..columns).map(width).collect();
        for row in &self.rows {
            let mut line = String::new();
            for (cell, width) in row.iter().zip(&widths) {
                if !line.is_empty() {
                    line.push_str("  ");
                }
                match cell {
                    Cell::Left(text) => line.push_str(&format!("{text:<width$}")),
                    Cell::Right(text) => line.push_str(&format!("{text:>width$}")),
                }
            }
            writeln!(f, "{}", line.trim_end())?;
        }
        Ok(())
    }
}

/// `1234567` as `1,234,567`.
pub(crate) fn bytes(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (position, digit) in digits.chars().enumerate() {
        if position > 0 && (digits.len() - position).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// The same, with a sign if it is negative.
pub(crate) fn signed(number: i64) -> String {
    let sign = if number < 0 { "-" } else { "" };
    format!("{sign}{}", bytes(number.unsigned_abs()))
}

#[cfg(test)]
mod tests {
    use super::{bytes, signed, Cell, Table};

    #[test]
    fn numbers_are_grouped_by_thousands() {
        assert_eq!(bytes(0), "0");
        assert_eq!(bytes(999), "999");
        assert_eq!(bytes(1000), "1,000");
        assert_eq!(bytes(1_234_567), "1,234,567");
        assert_eq!(signed(-123_456), "-123,456");
    }

    #[test]
    fn columns_are_as_wide_as_their_widest_cell() {
        let mut table = Table::default();
        table.row([Cell::left("größe"), Cell::right("1"), Cell::left("")]);
        table.row([Cell::left("f"), Cell::right("1,000"), Cell::left("costs")]);
        assert_eq!(table.to_string(), "größe      1\nf      1,000  costs\n");
    }
}
