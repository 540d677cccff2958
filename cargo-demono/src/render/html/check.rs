//! In: budgets and what was measured. Out: the page's content: every limit with its
//! outcome, then what to do about those that are not kept. Refused: nothing; what was not measured is not within.

use demono_report::{BudgetResult, CheckReport, Contributor, Status};

use super::parts::{note, section, small_table};
use super::Body;
use crate::render::svg::escape::escape;
use crate::render::svg::words;

pub(crate) fn body(check: &CheckReport) -> Body {
    let count = |status| {
        let results = check
            .results
            .iter()
            .filter(|result| result.status == status);
        results.count() as u64
    };
    let content = if check.results.is_empty() {
        note("No budget is set.")
    } else {
        let rows: String = check.results.iter().map(row).collect();
        let heads = [
            ("outcome", false),
            ("limit on", false),
            ("written", false),
            ("limit", true),
            ("measured", true),
            ("excess", true),
            ("baseline", true),
            ("program", false),
            ("set in", false),
        ];
        let remarks: String = check.results.iter().map(remark).collect();
        section(
            "limits-section",
            "Limits",
            &small_table("limits", &heads, &rows),
        ) + &remarks
    };
    let title = match (count(Status::Over), count(Status::NotMeasured)) {
        (0, 0) => "Within every limit".to_owned(),
        (over, 0) => format!("Over {}", words::counted(over, "limit", "limits")),
        (0, unknown) => format!(
            "{} not measured",
            words::counted(unknown, "limit", "limits")
        ),
        (over, unknown) => format!(
            "Over {}, {} not measured",
            words::counted(over, "limit", "limits"),
            words::bytes(unknown)
        ),
    };
    Body {
        title,
        subtitle: format!("{}, baseline {}", check.compiler, check.baseline),
        content,
    }
}

fn outcome(status: Status) -> (&'static str, &'static str) {
    match status {
        Status::Within => ("within", "✓ within"),
        Status::Over => ("over", "✗ over"),
        Status::NotMeasured => ("unknown", "? not measured"),
    }
}

/// How far beyond its limit it is. `saves` is a minimum, all others are maximums.
fn excess(result: &BudgetResult) -> Option<i64> {
    let limit = i64::try_from(result.limit?).ok()?;
    let excess = match result.name.as_str() {
        "saves" => limit.checked_sub(result.actual?)?,
        _ => result.actual?.checked_sub(limit)?,
    };
    (result.status == Status::Over).then_some(excess)
}

fn number(unit: &str, value: Option<i64>) -> String {
    let Some(value) = value else {
        return r#"<td class="n dim">not known</td>"#.to_owned();
    };
    let attribute = if unit == "bytes" { "bytes" } else { "count" };
    let minus = if value < 0 { "\u{2212}" } else { "" };
    format!(
        r#"<td class="n" data-{attribute}="{value}">{minus}{}</td>"#,
        words::bytes(value.unsigned_abs())
    )
}

fn row(result: &BudgetResult) -> String {
    let (class, word) = outcome(result.status);
    let limit = result.limit.and_then(|limit| i64::try_from(limit).ok());
    let excess = match excess(result) {
        Some(excess) => number(&result.unit, Some(excess)),
        None => r#"<td class="n"></td>"#.to_owned(),
    };
    let line = result.line.map_or(String::new(), |line| format!(":{line}"));
    format!(
        concat!(
            r#"<tr data-name="{name}"><td class="status {class}">{word}</td><th scope="row">{name}</th>"#,
            "<td>{written}</td>{limit}{actual}{excess}{baseline}",
            "<td>{program}<br><span class=\"dim\">{profile}, {target}</span></td><td>{source}{line}</td></tr>"
        ),
        name = escape(&result.name),
        class = class,
        word = word,
        written = escape(&result.written),
        limit = number(&result.unit, limit),
        actual = number(&result.unit, result.actual),
        excess = excess,
        baseline = number(&result.unit, result.baseline),
        program = escape(&result.program),
        profile = escape(&result.profile),
        target = escape(&result.target),
        source = escape(&result.source),
        line = line,
    )
}

/// Why it is not within, what to do, and who has a part in it.
fn remark(result: &BudgetResult) -> String {
    if result.status == Status::Within {
        return String::new();
    }
    let mut content = String::new();
    for (word, text) in [("Why", &result.why), ("What to do", &result.remedy)] {
        if let Some(text) = text {
            content += &format!("<p><strong>{word}:</strong> {}</p>", escape(text));
        }
    }
    if !result.contributors.is_empty() {
        let rows: String = result.contributors.iter().map(contributor).collect();
        let heads = [
            ("function", false),
            ("copies", true),
            ("bytes", true),
            ("since the baseline", true),
        ];
        content += &small_table("", &heads, &rows).replace(r#" id="""#, "");
    }
    let heading = format!(
        "{}: {} of {}",
        outcome(result.status).1,
        result.name,
        result.program
    );
    format!("<section><h2>{}</h2>{content}</section>", escape(&heading))
}

fn contributor(contributor: &Contributor) -> String {
    let grown = match contributor.grown {
        Some(grown) => super::parts::grown_cell(grown),
        None => r#"<td class="n dim">not known</td>"#.to_owned(),
    };
    format!(
        r#"<tr><th scope="row" class="name">{}</th><td class="n">{}</td>{}{grown}</tr>"#,
        escape(&contributor.name),
        words::bytes(contributor.copies as u64),
        super::parts::bytes_cell(contributor.bytes)
    )
}
