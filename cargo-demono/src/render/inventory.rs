//! `cargo demono top`: the families of one binary, and where every byte of it is.

use demono_report::{BinaryInfo, FamilyEntry, FamilyKind, Format, Inventory, Role};

use super::part::{shown, Part, Style};
use super::table::{Cell, Table, Tone};
use super::words::{bytes, counted};

pub(super) fn parts(inventory: &Inventory, style: Style) -> Vec<Part> {
    let mut parts = vec![Part::Line(facts(&inventory.binary))];
    if inventory.binary.estimated {
        parts.push(Part::Line(
            "~ marks an estimated size: the file has only the addresses of these, so each is taken \
             to reach to the next"
                .to_owned(),
        ));
    }
    if inventory.families.is_empty() {
        let why = if inventory.is_filtered() {
            "no family matches that crate and name"
        } else {
            "it has no symbols: build with `strip = false`"
        };
        parts.push(Part::Line(why.to_owned()));
    } else {
        parts.push(Part::Table(families(inventory, style)));
    }
    if !inventory.sections.is_empty() {
        parts.push(Part::Table(sections(inventory)));
    }
    parts
}

/// One line: the file, its format, its sizes.
pub(super) fn facts(binary: &BinaryInfo) -> String {
    let format = match binary.format {
        Format::Elf => "ELF",
        Format::Pe => "PE",
        Format::Coff => "COFF",
        Format::MachO => "Mach-O",
        Format::Wasm => "Wasm",
        Format::Archive => "archive",
        _ => "other format",
    };
    let linked = if binary.linked { "" } else { ", not linked" };
    let stripped = match binary.stripped {
        Some(stripped) => format!(", stripped {}", bytes(stripped)),
        None => String::new(),
    };
    format!(
        "{}: {format}, {}{linked}; bytes: code {}, loaded {}, file {}{stripped}",
        binary.path,
        binary.architecture,
        bytes(binary.text),
        bytes(binary.allocated),
        bytes(binary.file),
    )
}

fn families(inventory: &Inventory, style: Style) -> Table {
    let mut table = Table::new(&[">wasted", ">bytes", ">copies", ">largest", "kind", "family"]);
    let all = &inventory.families;
    let shown = shown(style.limit, all.len());
    for family in &all[..shown] {
        let split = if family.split { " (split)" } else { "" };
        let size = |size: u64| sized(size, family.estimated);
        table.row([
            size(family.wasted),
            size(family.bytes),
            Cell::right(family.copies.len().to_string()),
            size(family.copies.iter().map(|it| it.bytes).max().unwrap_or(0)),
            Cell::left(kind_word(family.kind)),
            Cell::left(format!("{}{split}", family.name)),
        ]);
        if style.detail {
            copies(&mut table, family, style);
        }
    }
    let sum = |families: &[FamilyEntry], size: fn(&FamilyEntry) -> u64| {
        families.iter().map(size).sum::<u64>()
    };
    let mut total = |label: String, families: &[FamilyEntry]| {
        let copies: usize = families.iter().map(|it| it.copies.len()).sum();
        let size = |size| sized(size, families.iter().any(|it| it.estimated));
        table.row([
            size(sum(families, |it| it.wasted)),
            size(sum(families, |it| it.bytes)),
            Cell::right(copies.to_string()),
            Cell::right(""),
            Cell::left(""),
            Cell::left(label).tone(Tone::Head),
        ]);
    };
    if shown < all.len() {
        let label = format!("{} more families: see --limit", all.len() - shown);
        total(label, &all[shown..]);
    }
    total(format!("all {} families", all.len()), all);
    table
}

/// Bytes, with a mark if they are estimated.
fn sized(size: u64, estimated: bool) -> Cell {
    let mark = if estimated { "~" } else { "" };
    Cell::right(format!("{mark}{}", bytes(size)))
}

fn copies(table: &mut Table, family: &FamilyEntry, style: Style) {
    let shown = shown(style.limit, family.copies.len());
    for copy in &family.copies[..shown] {
        let arguments = if copy.arguments.is_empty() {
            copy.name.clone()
        } else {
            format!("<{}>", copy.arguments.join(", "))
        };
        let role = match copy.role {
            Role::Inner => " (inner)",
            Role::Written if family.split => " (shim)",
            Role::Written => "",
        };
        let of = match &copy.instantiated_in {
            Some(krate) => format!(" for {krate}"),
            None => String::new(),
        };
        table.row([
            Cell::right(""),
            sized(copy.bytes, copy.estimated),
            Cell::right(""),
            Cell::right(""),
            Cell::left(""),
            Cell::left(format!("  {arguments}{role}{of}")),
        ]);
    }
    let rest = &family.copies[shown..];
    if !rest.is_empty() {
        table.row([
            Cell::right(""),
            Cell::right(bytes(rest.iter().map(|it| it.bytes).sum())),
            Cell::right(""),
            Cell::right(""),
            Cell::left(""),
            Cell::left(format!(
                "  {} more",
                counted(rest.len() as u64, "copy", "copies")
            )),
        ]);
    }
}

pub(super) fn kind_word(kind: FamilyKind) -> &'static str {
    match kind {
        FamilyKind::Function => "function",
        FamilyKind::Closure => "closure",
        FamilyKind::Shim => "shim",
        FamilyKind::DropGlue => "drop glue",
        FamilyKind::Vtable => "vtable",
        FamilyKind::Data => "data",
        _ => "other",
    }
}

/// Where every byte is: the rows add up to what is loaded.
fn sections(inventory: &Inventory) -> Table {
    let mut table = Table::new(&[
        "section",
        ">size",
        ">with a symbol",
        ">padding",
        ">without a symbol",
        ">in the file",
    ]);
    let mut sums = [0; 5];
    for section in &inventory.sections {
        let sizes = [
            section.size,
            section.named,
            section.padding,
            section.unnamed,
            section.file_size,
        ];
        for (sum, size) in sums.iter_mut().zip(sizes) {
            *sum += size;
        }
        let sizes = sizes.map(|size| Cell::right(bytes(size)));
        table.row([Cell::left(section.name.clone())].into_iter().chain(sizes));
    }
    let sums = sums.map(|size| Cell::right(bytes(size)));
    let label = Cell::left("all loaded sections").tone(Tone::Head);
    table.row([label].into_iter().chain(sums));
    table
}
