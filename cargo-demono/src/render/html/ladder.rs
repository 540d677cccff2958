//! In: a ladder. Out: the page's content: a chart of files, one of machine code, a table
//! of both. Refused: nothing; a technique that did not run says why.

use demono_report::{LadderReport, Outcome, Rung};

use super::parts::{bytes_cell, note, saved_cell, section, share_cell, small_table};
use super::Body;
use crate::render::svg::canvas::Place;
use crate::render::svg::escape::escape;
use crate::render::svg::ladder::{alone, draw, programs, size, Metric};
use crate::render::svg::words;

const METRICS: [(Metric, &str, &str); 2] = [
    (Metric::File, "file", "file"),
    (Metric::Text, "text", "machine code"),
];

pub(crate) fn body(ladder: &LadderReport) -> Body {
    let content = if ladder.rungs.is_empty() {
        note("No technique was measured.")
    } else {
        charts(ladder) + &tables(ladder)
    };
    Body {
        title: format!("Ladder of {}", programs(ladder)),
        subtitle: format!("{}, {}", ladder.compiler, ladder.target),
        content,
    }
}

/// Both charts; a choice that needs no script shows one of them.
fn charts(ladder: &LadderReport) -> String {
    let mut choice = String::new();
    let mut panels = String::new();
    for (metric, id, words) in METRICS {
        let checked = if metric == Metric::File {
            " checked"
        } else {
            ""
        };
        choice += &format!(
            r#"<input type="radio" name="metric" id="metric-{id}"{checked}><label for="metric-{id}">{words}</label>"#
        );
        panels += &format!(
            r#"<div class="panel panel-{id}">{}{}</div>"#,
            draw(ladder, metric, Place::Wide),
            draw(ladder, metric, Place::Narrow)
        );
    }
    let hint = "What each technique does by itself, without the splits: machine code against \
                release, the file against release, and against strip where it is stripped; then \
                what the splits save on top. The file has its symbols in dev and release only.";
    section(
        "chart",
        "What the linker does, and what the splits do on top",
        &format!(r#"<p class="dim">{hint}</p><div class="choice">{choice}{panels}</div>"#),
    )
}

fn tables(ladder: &LadderReport) -> String {
    let mut content = String::new();
    for (metric, id, words) in METRICS {
        let rows: String = (ladder.rungs.iter())
            .map(|rung| row(ladder, rung, metric))
            .collect();
        let heads = [
            ("technique", false),
            ("settings", false),
            ("without splits", true),
            ("by itself", true),
            ("with splits", true),
            ("saved", true),
            ("share", true),
        ];
        let table = small_table(&format!("rungs-{id}"), &heads, &rows);
        content += &section(&format!("table-{id}"), &format!("Bytes of {words}"), &table);
    }
    content
}

fn row(ladder: &LadderReport, rung: &Rung, metric: Metric) -> String {
    let name = escape(&rung.name);
    let head = format!(
        r#"<tr data-name="{name}"><th scope="row">{name}</th><td>{}</td>"#,
        escape(&rung.settings)
    );
    let cells = match (&rung.outcome, size(rung, metric)) {
        (Outcome::NotRun { why }, _) => {
            format!(
                r#"<td colspan="5" class="dim">not run: {}</td>"#,
                escape(why)
            )
        }
        (Outcome::Measured(_), None) => {
            r#"<td colspan="5" class="dim">not known: a packer hides it</td>"#.to_owned()
        }
        (Outcome::Measured(_), Some(size)) => {
            let share = words::percent(size.saved() as f64, size.before as f64);
            [
                bytes_cell(size.before),
                share_cell(alone(ladder, rung, metric)),
                bytes_cell(size.after),
                saved_cell(size.saved()),
                share_cell(share),
            ]
            .concat()
        }
    };
    format!("{head}{cells}</tr>")
}
