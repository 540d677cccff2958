//! In: reports. Out: their treemaps. A ladder, an edit and a check have none.

use std::collections::BTreeMap;

use demono_report::{Candidate, DiffReport, Inventory, ProgramEntry, SuggestReport};

use super::map::{Group, Map, Order, Tile};
use super::value::{Legend, Share, Value};
use crate::render::words::bytes;

/// The group of what belongs to no crate: other languages, and names without a crate.
const NO_CRATE: &str = "no crate";

/// Every byte that is loaded: by crate and family, and per section what has no symbol.
pub(crate) fn inventory(inventory: &Inventory, table: usize) -> Map {
    let mut crates: BTreeMap<&str, Vec<Tile>> = BTreeMap::new();
    for (row, family) in inventory.families.iter().enumerate() {
        let krate = family.krate.as_deref().unwrap_or(NO_CRATE);
        crates.entry(krate).or_default().push(Tile {
            name: family.name.clone(),
            row: Some((table, row)),
            pooled: None,
            copies: Some(family.copies.len()),
            value: Value::Wasted {
                bytes: family.bytes,
                wasted: family.wasted,
            },
        });
    }
    let mut groups = groups(crates);
    let plain = |name: String, bytes| Tile {
        name,
        row: None,
        pooled: None,
        copies: None,
        value: Value::Plain { bytes },
    };
    let mut nameless: Vec<Tile> = (inventory.sections.iter())
        .map(|section| plain(format!("unnamed in {}", section.name), section.unnamed))
        .collect();
    let padding = inventory.sections.iter().map(|section| section.padding);
    nameless.push(plain(
        "padding".to_owned(),
        padding.fold(0, u64::saturating_add),
    ));
    groups.push(Group {
        name: "without a symbol".to_owned(),
        order: Order::Nameless,
        tiles: nameless,
    });
    let wasted = inventory.families.iter().map(|family| family.wasted);
    Map {
        label: format!(
            "{}: {} bytes loaded, {} of them in further copies",
            inventory.binary.path,
            bytes(inventory.binary.allocated),
            bytes(wasted.fold(0, u64::saturating_add))
        ),
        groups,
        legend: Legend::Wasted,
        height: 640.0,
        empty: "Nothing in this file is loaded.",
    }
}

/// The functions of programs that demono split, area by what they were before. A split
/// that was inlined everywhere before has no bytes to show.
pub(crate) fn programs<'a>(
    profile: &str,
    programs: impl Iterator<Item = (usize, &'a ProgramEntry)>,
) -> Map {
    let groups: Vec<Group> = programs
        .map(|(table, program)| Group {
            name: program_name(program),
            order: Order::Named,
            tiles: (program.functions.iter().enumerate())
                .map(|(row, function)| Tile {
                    name: function.name.clone(),
                    row: Some((table, row)),
                    pooled: None,
                    copies: Some(function.copies_before),
                    value: Value::Saved {
                        before: function.bytes.before,
                        saved: function.bytes.saved(),
                    },
                })
                .collect(),
        })
        .collect();
    let names: Vec<&str> = groups.iter().map(|group| group.name.as_str()).collect();
    Map {
        label: format!(
            "Split functions of {} in {profile}, bytes before",
            names.join(", ")
        ),
        groups,
        legend: Legend::Saved,
        height: 360.0,
        empty: "Before the splits, none of these functions had a symbol of its own.",
    }
}

/// `package/name`, once if they are the same.
pub(crate) fn program_name(program: &ProgramEntry) -> String {
    if program.package == program.name {
        program.name.clone()
    } else {
        format!("{}/{}", program.package, program.name)
    }
}

/// What grew and what shrank, by crate.
pub(crate) fn difference(diff: &DiffReport, table: usize) -> Map {
    let delta = |name: &str, row, change: demono_report::Change| Tile {
        name: name.to_owned(),
        row,
        pooled: None,
        copies: None,
        value: Value::Delta {
            by: change.saved().wrapping_neg(),
            share: if change.after == 0 {
                Share::Large
            } else {
                Share::of(change.saved().unsigned_abs(), change.before)
            },
        },
    };
    let mut crates: BTreeMap<&str, Vec<Tile>> = BTreeMap::new();
    for (row, family) in diff.families.iter().enumerate() {
        let krate = family.krate.as_deref().unwrap_or(NO_CRATE);
        let tile = delta(&family.name, Some((table, row)), family.bytes);
        crates.entry(krate).or_default().push(tile);
    }
    let mut groups = groups(crates);
    groups.push(Group {
        name: "other".to_owned(),
        order: Order::Nameless,
        tiles: vec![
            delta("without a symbol", None, diff.unnamed),
            delta("changes below the noise", None, diff.quiet),
        ],
    });
    Map {
        label: format!("From {} to {}", diff.before.label, diff.after.label),
        groups,
        legend: Legend::Delta,
        height: 560.0,
        empty: "Nothing grew or shrank.",
    }
}

/// Generic functions by crate: what a split of them would save, or what they waste. The
/// tables of the page are numbered, without those that have no rows.
pub(crate) fn suggestions(report: &SuggestReport) -> Map {
    let tile = |candidate: &Candidate, row, value| Tile {
        name: candidate.function.clone(),
        row: Some(row),
        pooled: None,
        copies: Some(candidate.copies.len()),
        value,
    };
    let mut crates: BTreeMap<&str, Vec<Tile>> = BTreeMap::new();
    for (row, candidate) in report.candidates.iter().enumerate() {
        let value = Value::Saved {
            before: candidate.bytes,
            saved: candidate.saving(),
        };
        let tile = tile(candidate, (0, row), value);
        crates.entry(&candidate.krate).or_default().push(tile);
    }
    let table = usize::from(!report.candidates.is_empty());
    for (row, candidate) in report.refused.iter().enumerate() {
        let value = Value::Wasted {
            bytes: candidate.bytes,
            wasted: candidate.wasted,
        };
        let tile = tile(candidate, (table, row), value);
        crates.entry(&candidate.krate).or_default().push(tile);
    }
    let programs: Vec<&str> = report.programs.iter().map(|it| it.name.as_str()).collect();
    Map {
        label: format!(
            "Generic functions of {} in {}: splits would save {} bytes",
            programs.join(", "),
            report.profile,
            bytes(report.saving().max(0).unsigned_abs())
        ),
        groups: groups(crates),
        legend: Legend::Suggested,
        height: 560.0,
        empty: "No generic function has a copy to spare.",
    }
}

fn groups(crates: BTreeMap<&str, Vec<Tile>>) -> Vec<Group> {
    let group = |(name, tiles): (&str, _)| Group {
        name: name.to_owned(),
        order: Order::Named,
        tiles,
    };
    crates.into_iter().map(group).collect()
}
