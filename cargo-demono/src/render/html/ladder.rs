//! In: a ladder. Out: the page's content: a chart of files, one of machine code, a table
//! of both, with the reason for each technique that did not run.

use demono_report::{LadderReport, Outcome, Rung};
use maud::{html, Markup};

use super::body::Body;
use super::parts::Head::{Number, Word};
use super::parts::{bytes_cell, note, saved_cell, section, share_cell, small_table};
use crate::render::svg::canvas::Place;
use crate::render::svg::ladder::{alone, draw, programs, size, Metric};
use crate::render::words;

const METRICS: [(Metric, &str, &str); 2] = [
    (Metric::File, "file", "file"),
    (Metric::Text, "text", "machine code"),
];

pub(crate) fn body(ladder: &LadderReport) -> Body {
    Body {
        title: format!("Ladder of {}", programs(ladder)),
        subtitle: format!("{}, {}", ladder.compiler, ladder.target),
        content: if ladder.rungs.is_empty() {
            note("No technique was measured.")
        } else {
            html! {
                (charts(ladder))
                @for (metric, id, words) in METRICS {
                    (section(
                        &format!("table-{id}"),
                        &format!("Bytes of {words}"),
                        table(ladder, metric, id),
                    ))
                }
            }
        },
    }
}

/// Both charts; a choice that needs no script shows one of them.
fn charts(ladder: &LadderReport) -> Markup {
    let content = html! {
        p class="dim" {
            "What each technique does by itself, without the splits: machine code compared with \
             release, the file with release, or with strip if it is stripped; then what the \
             splits save on top. Only in dev and release does the file have its symbols."
        }
        div class="choice" {
            @for (metric, id, words) in METRICS {
                @let id = format!("metric-{id}");
                input type="radio" name="metric" id=(id) checked[metric == Metric::File];
                label for=(id) { (words) }
            }
            @for (metric, id, _) in METRICS {
                div class={ "panel panel-" (id) } {
                    (draw(ladder, metric, Place::Wide))
                    (draw(ladder, metric, Place::Narrow))
                }
            }
        }
    };
    let heading = "What the linker does, and what the splits do on top";
    section("chart", heading, content)
}

fn table(ladder: &LadderReport, metric: Metric, id: &str) -> Markup {
    let heads = [
        Word("technique"),
        Word("settings"),
        Number("without splits"),
        Number("by itself"),
        Number("with splits"),
        Number("saved"),
        Number("share"),
    ];
    let rows = html! { @for rung in &ladder.rungs { (row(ladder, rung, metric)) } };
    small_table(Some(&format!("rungs-{id}")), &heads, rows)
}

fn row(ladder: &LadderReport, rung: &Rung, metric: Metric) -> Markup {
    html! {
        tr data-name=(rung.name) {
            th scope="row" { (rung.name) }
            td { (rung.settings) }
            @match (&rung.outcome, size(rung, metric)) {
                (Outcome::NotRun { why }, _) => {
                    td colspan="5" class="dim" { "not run: " (why) }
                }
                (Outcome::Measured(_), None) => {
                    td colspan="5" class="dim" { "not known: a packer hides it" }
                }
                (Outcome::Measured(_), Some(size)) => {
                    (bytes_cell(size.before))
                    (share_cell(alone(ladder, rung, metric)))
                    (bytes_cell(size.after))
                    (saved_cell(size.saved()))
                    (share_cell(words::percent(size.saved() as f64, size.before as f64)))
                }
            }
        }
    }
}
