//! The table of crates.

use demono_report::{CrateEntry, PackageEntry};

use super::cells::{origin_word, saving_cell};
use crate::render::part::{shown, Style};
use crate::render::table::{Cell, Table, Tone};
use crate::render::words::bytes;

/// Where the waste is, for those who could do something about it.
pub(super) fn crates(entries: &[CrateEntry], style: Style) -> Table {
    let mut table = Table::new(&[
        ">wasted",
        ">bytes",
        ">families",
        ">could be split",
        ">saving",
        "crate",
        "most wasted",
    ]);
    let (first, rest) = entries.split_at(shown(style.limit, entries.len()));
    for entry in first {
        table.row([
            Cell::right(bytes(entry.wasted)),
            Cell::right(bytes(entry.bytes)),
            Cell::right(entry.families.to_string()),
            Cell::right(entry.candidates.to_string()),
            saving_cell(entry.saving),
            Cell::left(crate_words(entry)),
            Cell::left(entry.top.first().cloned().unwrap_or_default()),
        ]);
        if style.detail {
            for name in entry.top.iter().skip(1) {
                let blank = (0..5).map(|_| Cell::right("")).chain([Cell::left("")]);
                table.row(blank.chain([Cell::left(name.clone())]));
            }
        }
    }
    let mut sum = |label: String, entries: &[CrateEntry]| {
        let total = |size: fn(&CrateEntry) -> u64| {
            let sizes = entries.iter().map(size);
            bytes(sizes.fold(0, u64::saturating_add))
        };
        let saving = entries.iter().map(|it| it.saving);
        table.row([
            Cell::right(total(|it| it.wasted)),
            Cell::right(total(|it| it.bytes)),
            Cell::right(
                entries
                    .iter()
                    .map(|it| it.families)
                    .sum::<usize>()
                    .to_string(),
            ),
            Cell::right(
                entries
                    .iter()
                    .map(|it| it.candidates)
                    .sum::<usize>()
                    .to_string(),
            ),
            saving_cell(saving.fold(0, i64::saturating_add)),
            Cell::left(label).tone(Tone::Head),
        ]);
    };
    if !rest.is_empty() {
        sum(format!("{} more crates: see --limit", rest.len()), rest);
    }
    if entries.len() > 1 {
        sum(format!("all {} crates", entries.len()), entries);
    }
    table
}

/// `serde_json 1.0.3 (registry)`: the crate, and the package if it has another name.
fn crate_words(entry: &CrateEntry) -> String {
    let Some(package) = &entry.package else {
        return entry.krate.clone();
    };
    let PackageEntry {
        name,
        version,
        origin,
        repository: _,
    } = package;
    let krate = if name.replace('-', "_") == entry.krate {
        name.clone()
    } else {
        format!("{} of {name}", entry.krate)
    };
    format!("{krate} {version} ({})", origin_word(*origin))
}
