//! In: a difference. Out: the page's content: totals, a treemap of changes, every family
//! that changed, sections. Refused: nothing.

use demono_report::{DiffReport, NamedChange};
use serde_json::Value;

use super::parts::{change_table, section, Sense};
use super::table::{Column, DataTable, Shows};
use super::top::{column, what_it_is, DETAILS, TOOLS};
use super::Body;
use crate::render::svg::canvas::Place;
use crate::render::svg::{maps, treemap, words};

/// The columns of changes.
pub(crate) const COLUMNS: [Column; 8] = [
    column("name", "function", Shows::Name),
    column("kind", "kind", Shows::Kind),
    column("crate", "crate", Shows::Word),
    column("copies_before", "copies before", Shows::Count),
    column("copies_after", "after", Shows::Count),
    column("before", "bytes before", Shows::Bytes),
    column("after", "after", Shows::Bytes),
    column("grown", "change", Shows::Grown),
];

pub(crate) fn body(diff: &DiffReport, report: &Value) -> Body {
    let map = maps::difference(diff, 0);
    let table = DataTable {
        id: "families",
        caption: "Every function, static and constant that changed",
        source: "families",
        columns: &COLUMNS,
        sorted: "",
        empty: "No function changed by as much as the noise.",
    };
    let mut totals = diff.totals.clone();
    totals.push(NamedChange {
        name: "without a symbol".to_owned(),
        size: diff.unnamed,
    });
    totals.push(NamedChange {
        name: format!(
            "{} that changed by less than {} bytes",
            words::counted(diff.quiet_count as u64, "function", "functions"),
            words::bytes(diff.noise)
        ),
        size: diff.quiet,
    });
    let totals = change_table("totals", Sense::Grown, &totals);
    let mut content = section("totals-section", "Totals", &totals);
    content += TOOLS;
    let charts = format!(
        "{}{}{DETAILS}",
        treemap::draw(&map, Place::Wide),
        treemap::draw(&map, Place::Narrow)
    );
    content += &section("map", "What grew and what shrank", &charts);
    content += &section(
        "families-section",
        "Functions and data",
        &table.html(report),
    );
    let sections = change_table("sections", Sense::Grown, &diff.sections);
    content += &section("sections-section", "Sections", &sections);
    let (before, after) = (
        what_it_is(&diff.before.binary),
        what_it_is(&diff.after.binary),
    );
    let subtitle = if before == after {
        before
    } else {
        format!("{before} → {after}")
    };
    Body {
        title: format!("{} → {}", diff.before.label, diff.after.label),
        subtitle,
        content,
    }
}
