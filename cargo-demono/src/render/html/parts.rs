//! In: facts, changes, maps. Out: markup for them: cards, cells, small tables, sections.

use demono_report::{Change, NamedChange};
use maud::{html, Markup};

use crate::render::svg::canvas::Place;
use crate::render::svg::map::Map;
use crate::render::svg::treemap;
use crate::render::words;

/// A cell that holds bytes.
pub(crate) fn bytes_cell(bytes: u64) -> Markup {
    html! { td class="n" data-bytes=(bytes) { (words::bytes(bytes)) } }
}

/// A cell that holds a saving: `1,234`, or `costs 12`.
pub(crate) fn saved_cell(saved: i64) -> Markup {
    let (class, word) = match saved {
        0 => ("n", ""),
        1.. => ("n good", ""),
        _ => ("n bad", "costs "),
    };
    let amount = words::bytes(saved.unsigned_abs());
    html! { td class=(class) data-bytes=(saved) { (word) (amount) } }
}

/// A cell that holds a growth, with its sign.
pub(crate) fn grown_cell(grown: i64) -> Markup {
    let class = match grown {
        0 => "n",
        1.. => "n bad",
        _ => "n good",
    };
    html! { td class=(class) data-bytes=(grown) { (words::signed(grown)) } }
}

/// A cell with a share, which has no bytes of its own.
pub(crate) fn share_cell(share: Option<String>) -> Markup {
    html! { td class="n" { (share.unwrap_or_default()) } }
}

/// A cell for a number that is not known.
pub(crate) fn unknown_cell() -> Markup {
    html! { td class="n dim" { "not known" } }
}

/// A card of the overview: a name, a number of bytes, a remark.
pub(crate) fn card(id: &str, name: &str, bytes: u64, remark: &str) -> Markup {
    html! {
        div class="card" {
            dt { (name) }
            dd id=(id) data-bytes=(bytes) { (words::bytes(bytes)) }
            dd class="dim" { (remark) }
        }
    }
}

/// The head of a column.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Head {
    /// Of words, which stand to the left.
    Word(&'static str),
    /// Of numbers, which stand to the right.
    Number(&'static str),
}

/// A table that scrolls by itself if it is too wide.
pub(crate) fn small_table(id: Option<&str>, heads: &[Head], rows: Markup) -> Markup {
    html! {
        div class="scroll" {
            table id=[id] {
                thead {
                    tr {
                        @for head in heads {
                            @match head {
                                Head::Word(text) => { th scope="col" { (text) } }
                                Head::Number(text) => { th scope="col" class="n" { (text) } }
                            }
                        }
                    }
                }
                tbody { (rows) }
            }
        }
    }
}

/// What the two sides of a change are, and whether less is called a saving or a change has a
/// sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sense {
    /// Without and with the splits.
    Split,
    /// Before and after the sources were edited.
    Edited,
    /// Two binaries of any kind.
    Grown,
}

/// Sizes before and after.
pub(crate) fn change_table(id: &str, sense: Sense, rows: &[NamedChange]) -> Markup {
    let [before, after, by] = match sense {
        Sense::Split => ["off", "on", "saved"],
        Sense::Edited => ["before", "after", "saved"],
        Sense::Grown => ["before", "after", "change"],
    };
    let heads = [
        Head::Word("size"),
        Head::Number(before),
        Head::Number(after),
        Head::Number(by),
        Head::Number("share"),
    ];
    let rows = html! { @for row in rows { (change_row(sense, row)) } };
    small_table(Some(id), &heads, rows)
}

fn change_row(sense: Sense, row: &NamedChange) -> Markup {
    let Change { before, after } = row.size;
    let saved = row.size.saved();
    let share = |part: i64| words::percent(part as f64, before as f64);
    let (cell, share) = match sense {
        Sense::Split | Sense::Edited => (saved_cell(saved), share(saved)),
        Sense::Grown => {
            let grown = saved.wrapping_neg();
            let plus = if grown > 0 { "+" } else { "" };
            let share = share(grown).map(|share| format!("{plus}{share}"));
            (grown_cell(grown), share)
        }
    };
    html! {
        tr data-name=(row.name) {
            th scope="row" { (row.name) }
            (bytes_cell(before))
            (bytes_cell(after))
            (cell)
            (share_cell(share))
        }
    }
}

/// A part of the page.
pub(crate) fn section(id: &str, heading: &str, content: Markup) -> Markup {
    html! {
        section id=(id) {
            h2 { (heading) }
            (content)
        }
    }
}

/// Something that a reader must not miss.
pub(crate) fn note(text: &str) -> Markup {
    html! { p class="note" { (text) } }
}

/// `map` for wide screens and for narrow ones; the style shows one of them.
pub(crate) fn treemaps(map: &Map) -> Markup {
    html! {
        (treemap::draw(map, Place::Wide))
        (treemap::draw(map, Place::Narrow))
    }
}

/// The search box, and what it found.
pub(crate) fn tools() -> Markup {
    html! {
        form class="tools" role="search" hidden {
            label {
                "Search "
                input type="search" id="search" autocomplete="off" spellcheck="false"
                    placeholder="function, crate, copy";
            }
            label id="kinds" hidden {
                "Kind "
                select id="kind" { option value="" { "all" } }
            }
            output id="found" aria-live="polite" {}
        }
    }
}

/// Where the script puts what a tile stands for.
pub(crate) fn details() -> Markup {
    html! { aside id="details" aria-live="polite" aria-label="Details" hidden {} }
}
