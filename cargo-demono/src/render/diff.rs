//! `cargo demono diff`: what grew and what shrank.

use demono_report::{BinaryInfo, Change, DiffReport, FamilyChange};

use super::inventory::facts;
use super::part::{shown, Part, Style};
use super::table::{delta, Cell, Table, Tone};
use super::words::bytes;

pub(super) fn parts(report: &DiffReport, style: Style) -> Vec<Part> {
    let side = |name: &str, side: &demono_report::Side| {
        let path = facts(&side.binary);
        if side.label == side.binary.path {
            format!("{name}: {path}")
        } else {
            format!("{name}: {}, {path}", side.label)
        }
    };
    let mut parts = vec![
        Part::Line(side("A", &report.before)),
        Part::Line(side("B", &report.after)),
    ];
    let mut table = Table::new(&["sizes in bytes", ">A", ">B", ">change", ">"]);
    let sides = [&report.before.binary, &report.after.binary];
    let total = |of: fn(&BinaryInfo) -> Option<u64>| {
        let [before, after] = sides.map(of);
        Some(Change {
            before: before?,
            after: after?,
        })
    };
    let totals = [
        ("code", total(|it| Some(it.text))),
        ("loaded sections", total(|it| Some(it.allocated))),
        ("file", total(|it| Some(it.file))),
        ("stripped file", total(|it| it.stripped)),
    ];
    for (label, size) in totals {
        if let Some(size) = size {
            table.row(row(label, size));
        }
    }
    for section in report.sections.iter().filter(|it| it.size.saved() != 0) {
        table.row(row(&format!("  {}", section.name), section.size));
    }
    parts.push(Part::Table(table));
    if report.families.is_empty() && report.quiet_count == 0 {
        parts.push(Part::Line("no function differs".to_owned()));
    } else {
        parts.push(Part::Table(families(report, style)));
    }
    parts
}

fn row(label: &str, size: Change) -> [Cell; 5] {
    [
        Cell::left(label),
        Cell::right(bytes(size.before)),
        Cell::right(bytes(size.after)),
        grown(size),
        Cell::right(
            size.percent()
                .filter(|_| size.saved() != 0)
                .map_or_else(String::new, |saved| format!("{:+.1} %", -saved)),
        ),
    ]
}

/// Growth has a plus, and is bad news.
fn grown(size: Change) -> Cell {
    Cell::right(delta(-size.saved())).tone(Tone::of_saving(size.saved()))
}

fn families(report: &DiffReport, style: Style) -> Table {
    let mut table = Table::new(&[">change", ">A", ">copies", ">B", ">copies", "family"]);
    let all = &report.families;
    let shown = shown(style.limit, all.len());
    for family in &all[..shown] {
        table.row([
            grown(family.bytes),
            Cell::right(bytes(family.bytes.before)),
            Cell::right(family.copies_before.to_string()),
            Cell::right(bytes(family.bytes.after)),
            Cell::right(family.copies_after.to_string()),
            Cell::left(family.name.clone()),
        ]);
    }
    let rest = &all[shown..];
    if !rest.is_empty() {
        let label = format!("{} more: see --limit", rest.len());
        sum(&mut table, label, total(rest));
    }
    if report.quiet_count > 0 {
        let label = format!(
            "{} that changed by less than {} bytes each",
            report.quiet_count, report.noise
        );
        sum(&mut table, label, report.quiet);
    }
    if report.unnamed.saved() != 0 {
        sum(
            &mut table,
            "bytes without a symbol".to_owned(),
            report.unnamed,
        );
    }
    table
}

fn total(families: &[FamilyChange]) -> Change {
    let sizes = families.iter().map(|it| it.bytes);
    sizes.fold(Change::default(), Change::plus)
}

fn sum(table: &mut Table, label: String, size: Change) {
    table.row([
        grown(size),
        Cell::right(bytes(size.before)),
        Cell::right(""),
        Cell::right(bytes(size.after)),
        Cell::right(""),
        Cell::left(label),
    ]);
}
