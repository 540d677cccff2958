//! Reports on values of many types.

use std::hint::black_box;

use example_report::Report;
use example_types::for_each_value;

fn main() {
    let mut report = Report::new(16);
    #[cfg(not(feature = "limit"))]
    macro_rules! call {
        ($name:expr, $value:expr, $note:expr) => {
            report.row(black_box($name), black_box($value), black_box($note));
        };
    }
    #[cfg(feature = "limit")]
    macro_rules! call {
        ($name:expr, $value:expr, $note:expr) => {
            report.row_inner(&black_box($name), &black_box($value), &black_box($note));
        };
    }
    for_each_value!(call);
    println!("{}", report.finish());
}
