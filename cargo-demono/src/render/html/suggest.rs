//! In: suggestions. Out: the page's content: what could be saved, a treemap, what can be
//! split, what cannot, the crates. Refused: nothing.

use demono_report::SuggestReport;
use serde_json::Value;

use super::parts::{card, note, section};
use super::table::{Column, DataTable, Shows};
use super::top::{column, DETAILS, TOOLS};
use super::Body;
use crate::render::svg::canvas::Place;
use crate::render::svg::{maps, treemap, words};

/// The columns of what can be split.
pub(crate) const CANDIDATES: [Column; 8] = [
    column("function", "function", Shows::Name),
    column("proposal.saving", "saving", Shows::Saving),
    column("bytes", "bytes", Shows::Bytes),
    column("copies", "copies", Shows::Count),
    column("proposal.inner_bytes", "inner", Shows::Bytes),
    column("proposal.shim_bytes", "shims", Shows::Bytes),
    column("proposal.attribute", "attribute", Shows::Word),
    column("file", "where", Shows::Source),
];

/// The columns of what cannot.
pub(crate) const REFUSED: [Column; 6] = [
    column("function", "function", Shows::Name),
    column("crate", "crate", Shows::Word),
    column("wasted", "wasted", Shows::Bytes),
    column("bytes", "bytes", Shows::Bytes),
    column("copies", "copies", Shows::Count),
    column("reason.text", "why not", Shows::Text),
];

/// The columns of crates.
pub(crate) const CRATES: [Column; 9] = [
    column("crate", "crate", Shows::Word),
    column("package.version", "version", Shows::Word),
    column("package.origin", "from", Shows::Word),
    column("families", "functions", Shows::Count),
    column("wasted", "wasted", Shows::Bytes),
    column("bytes", "bytes", Shows::Bytes),
    column("candidates", "could be split", Shows::Count),
    column("saving", "saving", Shows::Saving),
    column("top", "most wasted", Shows::List),
];

pub(crate) fn body(suggest: &SuggestReport, report: &Value) -> Body {
    let candidates = DataTable {
        id: "candidates",
        caption: "Functions that a split makes smaller, with what it is expected to save",
        source: "candidates",
        columns: &CANDIDATES,
        sorted: "-proposal.saving",
        empty: "No function here would make a program smaller if it were split.",
    };
    let refused = DataTable {
        id: "refused",
        caption: "Functions that waste bytes and are not proposed",
        source: "refused",
        columns: &REFUSED,
        sorted: "-wasted",
        empty: "No other function wastes bytes.",
    };
    let crates = DataTable {
        id: "crates",
        caption: "Crates by what their generic functions waste",
        source: "crates",
        columns: &CRATES,
        sorted: "-wasted",
        empty: "Crates were not asked for: --crate-graph.",
    };
    let map = maps::suggestions(suggest);
    let maps = format!(
        "{}{}{DETAILS}",
        treemap::draw(&map, Place::Wide),
        treemap::draw(&map, Place::Narrow)
    );
    let mut content = facts(suggest);
    content += TOOLS;
    content += &section("map", "Where generic code is", &maps);
    content += &section("candidates-section", "Proposed", &candidates.html(report));
    content += &section("refused-section", "Not proposed", &refused.html(report));
    if !suggest.crates.is_empty() {
        content += &section("crates-section", "Crates", &crates.html(report));
    }
    Body {
        title: "What splits would save".to_owned(),
        subtitle: format!(
            "{}, {}, profile {}",
            suggest.compiler, suggest.target, suggest.profile
        ),
        content,
    }
}

fn facts(suggest: &SuggestReport) -> String {
    let mut cards = String::new();
    for (at, program) in suggest.programs.iter().enumerate() {
        let remark = match program.stripped {
            Some(stripped) => format!("stripped file {}", words::bytes(stripped)),
            None => "machine code".to_owned(),
        };
        cards += &card(
            &format!("fact-program-{at}"),
            &program.name,
            program.text,
            &remark,
        );
    }
    let saving = suggest.saving();
    let count = suggest.candidates.len() as u64;
    cards += &card(
        "fact-saving",
        "splits would save",
        saving.max(0).unsigned_abs(),
        &format!("in {}", words::counted(count, "function", "functions")),
    );
    let wasted = suggest.refused.iter().map(|it| it.wasted);
    let count = suggest.refused.len() as u64;
    cards += &card(
        "fact-refused",
        "wasted elsewhere",
        wasted.fold(0, u64::saturating_add),
        &format!("in {}", words::counted(count, "function", "functions")),
    );
    let mut content = format!(r#"<dl class="cards">{cards}</dl>"#);
    if suggest.unmapped.families > 0 {
        content += &note(&format!(
            "The source of {} was not found; {} wasted.",
            words::counted(suggest.unmapped.families as u64, "function", "functions"),
            words::counted(suggest.unmapped.wasted, "byte is", "bytes are"),
        ));
    }
    content
}
