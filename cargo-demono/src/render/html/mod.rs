//! In: a report. Out: one HTML file with everything in it: tables, charts, the report as
//! JSON, and a script that searches and sorts. Refused: nothing; what a report lacks is
//! said in words.
//!
//! Names of functions may hold anything. They are text in elements and attributes
//! (escaped), text in JSON (`<` escaped), and the script only ever sets them as text. The
//! Content-Security-Policy names the one script by its hash and forbids every request.

mod apply;
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
use serde_json::Value;

use super::svg::canvas;
use super::svg::escape::escape;

const PAGE: &str = include_str!("page.html");
const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// What differs from report to report.
struct Body {
    /// Text.
    title: String,
    /// Text below it.
    subtitle: String,
    /// HTML.
    content: String,
}

/// The page that shows `document`.
pub(crate) fn html(document: &Document) -> String {
    let json = serde_json::to_value(document).unwrap_or(Value::Null);
    let body = match &document.report {
        Report::Top(inventory) => top::body(inventory, &json),
        Report::Measure(measure) => measure::body(measure, &json),
        Report::Ladder(ladder) => ladder::body(ladder),
        Report::Diff(diff) => diff::body(diff, &json),
        Report::Check(check) => check::body(check),
        Report::Suggest(suggest) => suggest::body(suggest, &json),
        Report::Apply(apply) => apply::body(apply),
    };
    // A browser hashes the script after it has read line ends as `\n`.
    let script = SCRIPT.replace("\r\n", "\n");
    let hash = digest::source_hash(&script);
    let tool = format!("{}, schema {}", document.tool, document.schema);
    fill(
        PAGE,
        &[
            ("hash", &hash),
            ("title", &escape(&body.title)),
            ("subtitle", &escape(&body.subtitle)),
            ("tool", &escape(&tool)),
            ("style", STYLE),
            ("charts", canvas::style()),
            ("content", &body.content),
            ("data", &embedded(&json)),
            ("script", &script),
        ],
    )
}

/// JSON that can stand in a `script` element, and in JavaScript: nothing in it ends the
/// element, opens a comment, or ends a line.
fn embedded(json: &Value) -> String {
    json.to_string()
        .replace('<', "\\u003c")
        .replace('\u{2028}', "\\u2028")
        .replace('\u{2029}', "\\u2029")
}

/// Replaces `{{name}}` in `template`, in one pass: what is put in may hold braces.
fn fill(template: &str, values: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(template.len());
    let mut parts = template.split("{{");
    out.extend(parts.next());
    for part in parts {
        let (name, rest) = part.split_once("}}").unwrap_or((part, ""));
        let value = values.iter().find(|value| value.0 == name);
        out.push_str(value.map_or("", |value| value.1));
        out.push_str(rest);
    }
    out
}
