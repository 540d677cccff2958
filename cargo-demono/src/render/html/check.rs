//! In: budgets and what was measured. Out: the page's content: every limit with its
//! outcome, then what to do about those that are not kept. What was not measured does not
//! count as kept.

use demono_report::{BudgetResult, CheckReport, Status, Unit};
use maud::{html, Markup};

use super::body::Body;
use super::parts::Head::{Number, Word};
use super::parts::{bytes_cell, grown_cell, note, section, small_table, unknown_cell};
use crate::render::words;

pub(crate) fn body(check: &CheckReport) -> Body {
    let count = |status| {
        let results = check.results.iter();
        results.filter(|result| result.status == status).count() as u64
    };
    let over = count(Status::Over);
    let unknown = count(Status::NotMeasured);
    let limits = |count| words::counted(count, "limit", "limits");
    let title = match (over, unknown) {
        (0, 0) => "Within every limit".to_owned(),
        (_, 0) => format!("Over {}", limits(over)),
        (0, _) => format!("{} not measured", limits(unknown)),
        _ => format!(
            "Over {}, {} not measured",
            limits(over),
            words::bytes(unknown)
        ),
    };
    let content = if check.results.is_empty() {
        note("No budget is set.")
    } else {
        html! {
            (section("limits-section", "Limits", table(&check.results)))
            @for result in &check.results {
                @if result.status != Status::Within { (remark(result)) }
            }
        }
    };
    Body {
        title,
        subtitle: format!("{}, baseline {}", check.compiler, check.baseline),
        content,
    }
}

fn table(results: &[BudgetResult]) -> Markup {
    let heads = [
        Word("outcome"),
        Word("limit on"),
        Word("written"),
        Number("limit"),
        Number("measured"),
        Number("excess"),
        Number("baseline"),
        Word("program"),
        Word("set in"),
    ];
    let rows = html! { @for result in results { (row(result)) } };
    small_table(Some("limits"), &heads, rows)
}

/// The class and the words of an outcome.
fn outcome(status: Status) -> (&'static str, &'static str) {
    match status {
        Status::Within => ("status within", "✓ within"),
        Status::Over => ("status over", "✗ over"),
        Status::NotMeasured => ("status unknown", "? not measured"),
    }
}

fn number(unit: Unit, value: Option<i64>) -> Markup {
    let Some(value) = value else {
        return unknown_cell();
    };
    let is_bytes = unit == Unit::Bytes;
    let minus = if value < 0 { "\u{2212}" } else { "" };
    html! {
        td class="n" data-bytes=[is_bytes.then_some(value)] data-count=[(!is_bytes).then_some(value)] {
            (minus) (words::bytes(value.unsigned_abs()))
        }
    }
}

fn row(result: &BudgetResult) -> Markup {
    let (class, word) = outcome(result.status);
    let limit = result.limit.and_then(|limit| i64::try_from(limit).ok());
    html! {
        tr data-name=(result.limited) {
            td class=(class) { (word) }
            th scope="row" { (result.limited) }
            td { (result.written) }
            (number(result.unit, limit))
            (number(result.unit, result.actual))
            @match result.excess() {
                Some(excess) => (number(result.unit, Some(excess))),
                None => { td class="n" {} },
            }
            (number(result.unit, result.baseline))
            td {
                (result.program)
                br;
                span class="dim" { (result.profile) ", " (result.target) }
            }
            td {
                (result.source)
                @if let Some(line) = result.line { ":" (line) }
            }
        }
    }
}

/// Why it is not kept, what to do, and which functions contribute.
fn remark(result: &BudgetResult) -> Markup {
    html! {
        section {
            h2 { (outcome(result.status).1) ": " (result.limited) " of " (result.program) }
            @for (word, text) in [("Why:", &result.why), ("What to do:", &result.remedy)] {
                @if let Some(text) = text {
                    p { strong { (word) } " " (text) }
                }
            }
            @if !result.contributors.is_empty() { (contributors(result)) }
        }
    }
}

fn contributors(result: &BudgetResult) -> Markup {
    let heads = [
        Word("function"),
        Number("copies"),
        Number("bytes"),
        Number("since the baseline"),
    ];
    let rows = html! {
        @for it in &result.contributors {
            tr {
                th scope="row" class="name" { (it.name) }
                td class="n" { (words::bytes(it.copies as u64)) }
                (bytes_cell(it.bytes))
                (it.grown.map_or_else(unknown_cell, grown_cell))
            }
        }
    };
    small_table(None, &heads, rows)
}
