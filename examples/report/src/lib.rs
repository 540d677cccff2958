//! A report of values of any type that can be displayed.
//!
//! `row.rs` is what you write with `#[demono]`, `by_hand.rs` is what you would have to
//! write without it; `inner.rs` has only the body, for callers that convert.

#[cfg_attr(feature = "by-hand", path = "by_hand.rs")]
#[cfg_attr(all(feature = "limit", not(feature = "by-hand")), path = "inner.rs")]
mod row;

/// A table in plain text.
#[derive(Debug, Clone)]
pub struct Report {
    text: String,
    width: usize,
    rows: usize,
    total: f64,
}

impl Report {
    /// An empty report, with this many columns for the names.
    pub fn new(width: usize) -> Self {
        Report {
            text: String::new(),
            width,
            rows: 0,
            total: 0.0,
        }
    }

    /// The rows, and the sum of those that are numbers.
    pub fn finish(self) -> String {
        let (rows, total) = (self.rows, self.total);
        self.text + &format!("{rows} rows, sum {total:.2}")
    }
}
