//! In: what one binary holds. Out: the page's content: what it weighs, a treemap, every
//! family, every section. Refused: nothing.

use demono_report::{BinaryInfo, Format, Inventory, SectionEntry};
use serde_json::Value;

use super::parts::{bytes_cell, card, note, section, small_table};
use super::table::{Column, DataTable, Shows};
use super::Body;
use crate::render::svg::canvas::Place;
use crate::render::svg::escape::escape;
use crate::render::svg::{maps, treemap, words};

/// The columns of families.
pub(crate) const COLUMNS: [Column; 6] = [
    column("name", "function", Shows::Name),
    column("kind", "kind", Shows::Kind),
    column("crate", "crate", Shows::Word),
    column("copies", "copies", Shows::Count),
    column("bytes", "bytes", Shows::Bytes),
    column("wasted", "wasted", Shows::Bytes),
];

pub(crate) const fn column(field: &'static str, title: &'static str, shows: Shows) -> Column {
    Column {
        field,
        title,
        shows,
    }
}

/// The search box, and what it found.
pub(crate) const TOOLS: &str = concat!(
    r#"<form class="tools" role="search" hidden>"#,
    r#"<label>Search <input type="search" id="search" autocomplete="off" spellcheck="false" placeholder="function, crate, copy"></label>"#,
    r#"<label id="kinds" hidden>Kind <select id="kind"><option value="">all</option></select></label>"#,
    r#"<output id="found" aria-live="polite"></output></form>"#
);

/// Where the script puts what a tile stands for.
pub(crate) const DETAILS: &str =
    r#"<aside id="details" aria-live="polite" aria-label="Details" hidden></aside>"#;

pub(crate) fn body(inventory: &Inventory, report: &Value) -> Body {
    let binary = &inventory.binary;
    let map = maps::inventory(inventory, 0);
    let mut content = facts(inventory);
    if binary.estimated {
        content += &note(
            "~ marks an estimated size: of these the file has the address only, and they reach to \
             the next one.",
        );
    }
    if !binary.linked {
        content += &note("This file is not linked: a program may use only part of it.");
    }
    if inventory.families.is_empty() {
        content += &note("No symbols: nothing here can be named. Build without strip = true.");
    }
    let table = DataTable {
        id: "families",
        caption: "Every function, static and constant with all its copies",
        source: "families",
        columns: &COLUMNS,
        sorted: "-wasted",
        empty: "This file has no symbols.",
    };
    content += TOOLS;
    let maps = format!(
        "{}{}{DETAILS}",
        treemap::draw(&map, Place::Wide),
        treemap::draw(&map, Place::Narrow)
    );
    content += &section("map", "Where the bytes are", &maps);
    content += &section(
        "families-section",
        "Functions and data",
        &table.html(report),
    );
    content += &section(
        "sections-section",
        "Sections",
        &sections(&inventory.sections),
    );
    Body {
        title: binary.path.clone(),
        subtitle: what_it_is(binary),
        content,
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

fn facts(inventory: &Inventory) -> String {
    let binary = &inventory.binary;
    let wasted = inventory.families.iter().map(|family| family.wasted);
    let wasted = wasted.fold(0, u64::saturating_add);
    let families = inventory.families.len() as u64;
    let share = words::percent(wasted as f64, binary.allocated as f64).unwrap_or_default();
    let mut cards = card("fact-text", "machine code", binary.text, "");
    cards += &card("fact-allocated", "loaded", binary.allocated, "all sections");
    cards += &card(
        "fact-wasted",
        "in further copies",
        wasted,
        &format!("{share} of what is loaded"),
    );
    cards += &card("fact-file", "file", binary.file, "as it is");
    if let Some(stripped) = binary.stripped {
        cards += &card("fact-stripped", "stripped", stripped, "what users download");
    }
    format!(
        r#"<dl class="cards">{cards}</dl><p class="dim">{}</p>"#,
        words::counted(families, "function or static", "functions and statics")
    )
}

fn sections(sections: &[SectionEntry]) -> String {
    if sections.is_empty() {
        return r#"<p class="dim">Nothing in this file is loaded.</p>"#.to_owned();
    }
    let largest = sections.iter().map(|section| section.size).max();
    let rows: String = sections
        .iter()
        .map(|section| section_row(section, largest.unwrap_or(0)))
        .collect();
    let heads = [
        ("section", false),
        ("size", true),
        ("named", true),
        ("padding", true),
        ("unnamed", true),
        ("in the file", true),
        ("named, padding, unnamed", false),
    ];
    small_table("sections", &heads, &rows)
}

fn section_row(section: &SectionEntry, largest: u64) -> String {
    let share = |part: u64| part as f64 * 100.0 / largest.max(1) as f64;
    let bar: String = [
        ("named", section.named),
        ("padding", section.padding),
        ("unnamed", section.unnamed),
    ]
    .iter()
    .map(|(class, part)| {
        format!(
            r#"<i class="{class}" style="width:{:.2}%"></i>"#,
            share(*part)
        )
    })
    .collect();
    let cells: String = [
        section.size,
        section.named,
        section.padding,
        section.unnamed,
        section.file_size,
    ]
    .into_iter()
    .map(bytes_cell)
    .collect();
    format!(
        r#"<tr data-name="{name}"><th scope="row">{name}</th>{cells}<td class="bar" aria-hidden="true">{bar}</td></tr>"#,
        name = escape(&section.name)
    )
}
