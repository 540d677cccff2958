//! In: suggestions. Out: the page's content: what could be saved, a treemap, what can be
//! split, what cannot, the crates.

use demono_report::{Candidate, CrateEntry, PackageEntry, SuggestReport};
use maud::{html, Markup};

use super::body::Body;
use super::parts::{card, details, note, section, tools, treemaps};
use super::table::{Column, DataTable, Shows};
use crate::render::suggest::cells::origin_word;
use crate::render::svg::maps;
use crate::render::words;

/// The columns of what can be split.
const CANDIDATES: [Column<Candidate>; 8] = [
    Column::new("function", "function", Shows::Name(|it| &it.function)),
    Column::new(
        "proposal.saving",
        "saving",
        Shows::Saved(|it| it.proposal.as_ref().map(|it| it.saving)),
    ),
    Column::new("bytes", "bytes", Shows::Bytes(|it| it.bytes)),
    Column::new("copies", "copies", Shows::Count(|it| it.copies.len())),
    Column::new(
        "proposal.inner_bytes",
        "inner",
        Shows::Bytes(|it| it.proposal.as_ref().map_or(0, |it| it.inner_bytes)),
    ),
    Column::new(
        "proposal.shim_bytes",
        "shims",
        Shows::Bytes(|it| it.proposal.as_ref().map_or(0, |it| it.shim_bytes)),
    ),
    Column::new(
        "proposal.attribute",
        "attribute",
        Shows::Word(|it| it.proposal.as_ref().map_or("", |it| &it.attribute)),
    ),
    Column::new(
        "file",
        "where",
        Shows::Source(|it| (it.file.as_deref(), it.line)),
    ),
];

/// The columns of what cannot.
const REFUSED: [Column<Candidate>; 6] = [
    Column::new("function", "function", Shows::Name(|it| &it.function)),
    Column::new("crate", "crate", Shows::Word(|it| &it.krate)),
    Column::new("wasted", "wasted", Shows::Bytes(|it| it.wasted)),
    Column::new("bytes", "bytes", Shows::Bytes(|it| it.bytes)),
    Column::new("copies", "copies", Shows::Count(|it| it.copies.len())),
    Column::new(
        "reason.text",
        "why not",
        Shows::Text(|it| it.reason.as_ref().map_or("", |it| &it.text)),
    ),
];

/// The columns of crates.
const CRATES: [Column<CrateEntry>; 9] = [
    Column::new("crate", "crate", Shows::Word(|it| &it.krate)),
    Column::new(
        "package.version",
        "version",
        Shows::Word(|it| package(it, |it| &it.version)),
    ),
    Column::new(
        "package.origin",
        "from",
        Shows::Word(|it| package(it, |it| origin_word(it.origin))),
    ),
    Column::new("families", "functions", Shows::Count(|it| it.families)),
    Column::new("wasted", "wasted", Shows::Bytes(|it| it.wasted)),
    Column::new("bytes", "bytes", Shows::Bytes(|it| it.bytes)),
    Column::new(
        "candidates",
        "could be split",
        Shows::Count(|it| it.candidates),
    ),
    Column::new("saving", "saving", Shows::Saved(|it| Some(it.saving))),
    Column::new("top", "most wasted", Shows::List(|it| &it.top)),
];

/// Nothing where the package is not known.
fn package(entry: &CrateEntry, of: fn(&PackageEntry) -> &str) -> &str {
    entry.package.as_ref().map_or("", of)
}

pub(crate) fn body(suggest: &SuggestReport) -> Body {
    let candidates = DataTable {
        id: "candidates",
        caption: "Functions that a split makes smaller, with what it is expected to save",
        source: "candidates",
        rows: &suggest.candidates,
        columns: &CANDIDATES,
        is_estimated: |_| false,
        sorted: Some("proposal.saving"),
        empty: "No function here would make a program smaller if it were split.",
    };
    let refused = DataTable {
        id: "refused",
        caption: "Functions that waste bytes and are not proposed",
        source: "refused",
        rows: &suggest.refused,
        columns: &REFUSED,
        is_estimated: |_| false,
        sorted: Some("wasted"),
        empty: "No other function wastes bytes.",
    };
    let crates = DataTable {
        id: "crates",
        caption: "Crates by what their generic functions waste",
        source: "crates",
        rows: &suggest.crates,
        columns: &CRATES,
        is_estimated: |_| false,
        sorted: Some("wasted"),
        empty: "Crates are listed with --crate-graph.",
    };
    let map = html! {
        (treemaps(&maps::suggestions(suggest)))
        (details())
    };
    Body {
        title: "What splits would save".to_owned(),
        subtitle: format!(
            "{}, {}, profile {}",
            suggest.compiler, suggest.target, suggest.profile
        ),
        content: html! {
            (facts(suggest))
            (tools())
            (section("map", "Where generic code is", map))
            (section("candidates-section", "Proposed", candidates.html()))
            (section("refused-section", "Not proposed", refused.html()))
            @if !suggest.crates.is_empty() {
                (section("crates-section", "Crates", crates.html()))
            }
        },
    }
}

fn facts(suggest: &SuggestReport) -> Markup {
    let functions = |count: usize| words::counted(count as u64, "function", "functions");
    let wasted = suggest.refused.iter().map(|it| it.wasted);
    let unmapped = suggest.unmapped;
    html! {
        dl class="cards" {
            @for (at, program) in suggest.programs.iter().enumerate() {
                @let remark = match program.stripped {
                    Some(stripped) => format!("stripped file {}", words::bytes(stripped)),
                    None => "machine code".to_owned(),
                };
                (card(&format!("fact-program-{at}"), &program.name, program.text, &remark))
            }
            (card(
                "fact-saving",
                "splits would save",
                suggest.saving().max(0).unsigned_abs(),
                &format!("in {}", functions(suggest.candidates.len())),
            ))
            (card(
                "fact-refused",
                "wasted elsewhere",
                wasted.fold(0, u64::saturating_add),
                &format!("in {}", functions(suggest.refused.len())),
            ))
        }
        @if unmapped.families > 0 {
            (note(&format!(
                "The source of {} was not found; {} wasted.",
                functions(unmapped.families),
                words::counted(unmapped.wasted, "byte is", "bytes are"),
            )))
        }
    }
}
