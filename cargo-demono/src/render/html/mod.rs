//! In: a report. Out: one HTML file with everything in it: tables, charts, the report as
//! JSON, and a script that searches and sorts. Where a report has nothing to show, a sentence
//! says that.
//!
//! Names of functions may hold anything. In elements and attributes they are text, which maud
//! escapes: only what is [`Markup`] already goes in as it is. In the JSON `<` is escaped, and
//! the script only ever sets names as text. The Content-Security-Policy names the one script
//! by its hash and forbids every request.

mod apply;
mod body;
mod check;
mod diff;
mod digest;
mod ladder;
mod measure;
mod parts;
mod suggest;
mod table;
mod top;

#[cfg(test)]
mod browser_tests;
#[cfg(test)]
mod tests;

use demono_report::{Document, Report};
use maud::{html, Markup, PreEscaped, DOCTYPE};
use serde_json::Value;

use super::svg::canvas;
use body::Body;

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// The page that shows `document`.
pub(crate) fn html(document: &Document) -> String {
    let body = match &document.report {
        Report::Top(inventory) => top::body(inventory),
        Report::Measure(measure) => measure::body(measure),
        Report::Ladder(ladder) => ladder::body(ladder),
        Report::Diff(diff) => diff::body(diff),
        Report::Check(check) => check::body(check),
        Report::Suggest(suggest) => suggest::body(suggest),
        Report::Apply(apply) => apply::body(apply),
    };
    // A name must not control the terminal on which the file is printed.
    let is_control = |c: char| c.is_control() && c != '\n' && c != '\t';
    page(document, body)
        .into_string()
        .replace(is_control, "\u{fffd}")
}

fn page(document: &Document, body: Body) -> Markup {
    let report = serde_json::to_value(document).unwrap_or(Value::Null);
    // A browser hashes the script after it has read line ends as `\n`.
    let [style, script] = [STYLE, SCRIPT].map(|text| text.replace("\r\n", "\n"));
    let policy = format!(
        "default-src 'none'; style-src 'unsafe-inline'; script-src '{}'; img-src data:; \
         base-uri 'none'; form-action 'none'",
        digest::source_hash(&script)
    );
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(policy);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="referrer" content="no-referrer";
                title { (body.title) " · demono" }
                link rel="icon" href="data:,";
                style { (PreEscaped(canvas::style())) "\n" (PreEscaped(style)) }
            }
            body {
                header {
                    h1 { (body.title) }
                    p { (body.subtitle) }
                }
                noscript {
                    p.note {
                        "Scripts are off: the tables show their first rows only, and search, \
                         sorting and details do not work. The whole report is in this file as \
                         JSON."
                    }
                }
                main { (body.content) }
                footer {
                    (document.tool) ", schema " (document.schema) ". All sizes are bytes."
                }
                script type="application/json" id="data" { (embedded(&report)) }
                script { (PreEscaped(script)) }
            }
        }
    }
}

/// JSON that can stand in a `script` element, and in JavaScript: nothing in it ends the
/// element, opens a comment, or ends a line.
fn embedded(report: &Value) -> Markup {
    let json = report.to_string();
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        // All of these can only be in strings.
        if c == '<' || c == '\u{2028}' || c == '\u{2029}' || c.is_control() {
            out.push_str(&format!("\\u{:04x}", u32::from(c)));
        } else {
            out.push(c);
        }
    }
    PreEscaped(out)
}
