//! `cargo demono check`: every limit in a table, then what is wrong with those that are
//! not kept.

use demono_report::{BudgetResult, CheckReport, Status};

use super::part::Part;
use super::table::{signed, Cell, Table, Tone};
use super::words::bytes;

pub(super) fn parts(report: &CheckReport) -> Vec<Part> {
    let mut table = Table::new(&[
        "program", "profile", "limit on", ">limit", ">actual", ">excess", "",
    ]);
    for result in &report.results {
        table.row(row(result));
    }
    let kept = |it: &&BudgetResult| it.status == Status::Within;
    let count = report.results.iter().filter(kept).count();
    let mut parts = vec![
        Part::Line(format!("{}; sizes in bytes", report.compiler)),
        Part::Table(table),
    ];
    for result in report.results.iter().filter(|it| !kept(it)) {
        parts.push(Part::Block(result.to_string()));
    }
    parts.push(Part::Line(format!(
        "{count} of {} limits kept",
        report.results.len()
    )));
    parts
}

fn row(result: &BudgetResult) -> [Cell; 7] {
    let (word, tone) = match result.status {
        Status::Within => ("within", Tone::Good),
        Status::Over if result.is_minimum() => ("BELOW THE MINIMUM", Tone::Bad),
        Status::Over => ("OVER", Tone::Bad),
        Status::NotMeasured => ("NOT MEASURED", Tone::Bad),
    };
    let number = |number: Option<i64>| number.map_or_else(|| "?".to_owned(), signed);
    let sign = if result.is_minimum() { ">= " } else { "<= " };
    let limit = match result.limit {
        Some(limit) => format!("{sign}{}", bytes(limit)),
        None => format!("{sign}{}", result.written),
    };
    [
        Cell::left(result.program.clone()),
        Cell::left(result.profile.clone()),
        Cell::left(result.limited.to_string()),
        Cell::right(limit),
        Cell::right(number(result.actual)),
        Cell::right(result.excess().map_or_else(String::new, signed)),
        Cell::left(word).tone(tone),
    ]
}
