//! In: what one binary holds. Out: the page's content: what it weighs, a treemap, every
//! family, every section.

use demono_report::{BinaryInfo, FamilyEntry, Format, Inventory, SectionEntry};
use maud::{html, Markup};

use super::body::Body;
use super::parts::Head::{Number, Word};
use super::parts::{bytes_cell, card, details, note, section, small_table, tools, treemaps};
use super::table::{Column, DataTable, Shows};
use crate::render::svg::maps;
use crate::render::words;

/// The columns of families.
const COLUMNS: [Column<FamilyEntry>; 6] = [
    Column::new("name", "function", Shows::Name(|it| &it.name)),
    Column::new("kind", "kind", Shows::Kind(|it| it.kind)),
    Column::new(
        "crate",
        "crate",
        Shows::Word(|it| it.krate.as_deref().unwrap_or_default()),
    ),
    Column::new("copies", "copies", Shows::Count(|it| it.copies.len())),
    Column::new("bytes", "bytes", Shows::Bytes(|it| it.bytes)),
    Column::new("wasted", "wasted", Shows::Bytes(|it| it.wasted)),
];

pub(crate) fn body(inventory: &Inventory) -> Body {
    let binary = &inventory.binary;
    let table = DataTable {
        id: "families",
        caption: "Every function, static and constant with all its copies",
        source: "families",
        rows: &inventory.families,
        columns: &COLUMNS,
        is_estimated: |it| it.estimated,
        sorted: Some("wasted"),
        empty: "This file has no symbols.",
    };
    let map = html! {
        (treemaps(&maps::inventory(inventory, 0)))
        (details())
    };
    Body {
        title: binary.path.clone(),
        subtitle: what_it_is(binary),
        content: html! {
            (facts(inventory))
            @if binary.estimated {
                (note(
                    "~ marks an estimated size: the file has only the addresses of these, so each \
                     is taken to reach to the next."
                ))
            }
            @if !binary.linked {
                (note("This file is not linked: a program may use only part of it."))
            }
            @if inventory.families.is_empty() {
                @if inventory.is_filtered() {
                    (note("No family matches that crate and name."))
                } @else {
                    (note("No symbols: nothing here can be named. Build without strip = true."))
                }
            }
            (tools())
            (section("map", "Where the bytes are", map))
            (section("families-section", "Functions and data", table.html()))
            (section("sections-section", "Sections", sections(&inventory.sections)))
        },
    }
}

/// `ELF, x86_64, linked`.
pub(crate) fn what_it_is(binary: &BinaryInfo) -> String {
    let format = match binary.format {
        Format::Elf => "ELF",
        Format::Pe => "PE",
        Format::Coff => "COFF",
        Format::MachO => "Mach-O",
        Format::Wasm => "WebAssembly",
        Format::Archive => "archive",
        _ => "unknown format",
    };
    let linked = if binary.linked {
        "linked"
    } else {
        "not linked"
    };
    format!("{format}, {}, {linked}", binary.architecture)
}

fn facts(inventory: &Inventory) -> Markup {
    let binary = &inventory.binary;
    let wasted = inventory.families.iter().map(|family| family.wasted);
    let wasted = wasted.fold(0, u64::saturating_add);
    let families = inventory.families.len() as u64;
    let share = words::percent(wasted as f64, binary.allocated as f64).unwrap_or_default();
    let share = format!("{share} of what is loaded");
    html! {
        dl class="cards" {
            (card("fact-text", "machine code", binary.text, ""))
            (card("fact-allocated", "loaded", binary.allocated, "all sections"))
            (card("fact-wasted", "in further copies", wasted, &share))
            (card("fact-file", "file", binary.file, "as it is"))
            @if let Some(stripped) = binary.stripped {
                (card("fact-stripped", "stripped", stripped, "what users download"))
            }
        }
        p class="dim" {
            (words::counted(families, "function or static", "functions and statics"))
        }
    }
}

fn sections(sections: &[SectionEntry]) -> Markup {
    if sections.is_empty() {
        return html! { p class="dim" { "Nothing in this file is loaded." } };
    }
    let largest = sections.iter().map(|section| section.size).max();
    let rows = html! {
        @for section in sections { (section_row(section, largest.unwrap_or(0))) }
    };
    let heads = [
        Word("section"),
        Number("size"),
        Number("named"),
        Number("padding"),
        Number("unnamed"),
        Number("in the file"),
        Word("named, padding, unnamed"),
    ];
    small_table(Some("sections"), &heads, rows)
}

fn section_row(section: &SectionEntry, largest: u64) -> Markup {
    let bar = [
        ("named", section.named),
        ("padding", section.padding),
        ("unnamed", section.unnamed),
    ];
    let width = |part: u64| {
        let share = part as f64 * 100.0 / largest.max(1) as f64;
        format!("width:{share:.2}%")
    };
    html! {
        tr data-name=(section.name) {
            th scope="row" { (section.name) }
            (bytes_cell(section.size))
            (bytes_cell(section.named))
            (bytes_cell(section.padding))
            (bytes_cell(section.unnamed))
            (bytes_cell(section.file_size))
            td class="bar" aria-hidden="true" {
                @for (class, part) in bar { i class=(class) style=(width(part)) {} }
            }
        }
    }
}
