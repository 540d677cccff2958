//! In: a difference. Out: the page's content: totals, a treemap of changes, every family
//! that changed, sections.

use demono_report::{DiffReport, FamilyChange, NamedChange};
use maud::html;

use super::body::Body;
use super::parts::{change_table, details, section, tools, treemaps, Sense};
use super::table::{Column, DataTable, Shows};
use super::top::what_it_is;
use crate::render::svg::maps;
use crate::render::words;

/// The columns of changes.
const COLUMNS: [Column<FamilyChange>; 8] = [
    Column::new("name", "function", Shows::Name(|it| &it.name)),
    Column::new("kind", "kind", Shows::Kind(|it| it.kind)),
    Column::new(
        "crate",
        "crate",
        Shows::Word(|it| it.krate.as_deref().unwrap_or_default()),
    ),
    Column::new(
        "copies_before",
        "copies before",
        Shows::Count(|it| it.copies_before),
    ),
    Column::new("copies_after", "after", Shows::Count(|it| it.copies_after)),
    Column::new("before", "bytes before", Shows::Bytes(|it| it.bytes.before)),
    Column::new("after", "after", Shows::Bytes(|it| it.bytes.after)),
    Column::new(
        "grown",
        "change",
        Shows::Grown(|it| it.bytes.saved().wrapping_neg()),
    ),
];

pub(crate) fn body(diff: &DiffReport) -> Body {
    let table = DataTable {
        id: "families",
        caption: "Every function, static and constant that changed",
        source: "families",
        rows: &diff.families,
        columns: &COLUMNS,
        is_estimated: |_| false,
        sorted: None,
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
    let sections = change_table("sections", Sense::Grown, &diff.sections);
    let map = html! {
        (treemaps(&maps::difference(diff, 0)))
        (details())
    };
    let before = what_it_is(&diff.before.binary);
    let after = what_it_is(&diff.after.binary);
    Body {
        title: format!("{} → {}", diff.before.label, diff.after.label),
        subtitle: if before == after {
            before
        } else {
            format!("{before} → {after}")
        },
        content: html! {
            (section("totals-section", "Totals", totals))
            (tools())
            (section("map", "What grew and what shrank", map))
            (section("families-section", "Functions and data", table.html()))
            (section("sections-section", "Sections", sections))
        },
    }
}
