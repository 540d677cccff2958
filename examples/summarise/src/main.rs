//! Sums up the same sales, from iterators of many types.

use std::hint::black_box;

use example_summarise::{summarise, Row, Summary};
use example_types::{for_each_iterator, Transcript};

#[inline(never)]
fn describe(summary: Summary) -> String {
    summary.to_string()
}

#[inline(never)]
fn rows() -> Vec<Row> {
    let rows = [
        ("North  Hall", "tea", 3, 250),
        ("harbour", "coffee", 12, 310),
        ("", "tea", 1, 250),
        ("Market", "cake", 2, 420),
        ("north hall", "coffee", 1, 310),
        ("Market", "tea", 0, 250),
        (" Harbour", "tea", 7, 250),
        ("Bridge", "juice", 1, 199),
        ("kiosk", "tea", 1, 150),
        ("Market", "coffee", 2, 310),
        ("Harbour", "cake", 12, 420),
        ("north Hall", "cake", 5, 420),
    ];
    let row = |(shop, item, count, cents)| Row::new(shop, item, count, cents);
    rows.map(row).to_vec()
}

fn main() {
    let mut transcript = Transcript::default();
    #[cfg(not(feature = "limit"))]
    macro_rules! call {
        ($rows:expr) => {
            transcript.add(describe(summarise(black_box($rows))));
        };
    }
    #[cfg(feature = "limit")]
    macro_rules! call {
        ($rows:expr) => {
            transcript.add(describe(summarise(&mut black_box($rows).into_iter())));
        };
    }
    for_each_iterator!(call, rows());
}
