//! In: the inventories of two binaries. Out: what differs.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::change::{Change, NamedChange};
use crate::inventory::{BinaryInfo, FamilyKind, Inventory};

/// What differs between two binaries.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DiffReport {
    /// The first.
    pub before: Side,
    /// The second.
    pub after: Side,
    /// `text`, `allocated`, `file` and, where both have it, `stripped`.
    pub totals: Vec<NamedChange>,
    /// Every loaded section that is in one of the two, by name.
    pub sections: Vec<NamedChange>,
    /// The families that differ by at least `noise` bytes, the largest difference first.
    pub families: Vec<FamilyChange>,
    /// Differences below this many bytes are in `quiet` only.
    pub noise: u64,
    /// Number of families that differ by less.
    pub quiet_count: usize,
    /// Their bytes.
    pub quiet: Change,
    /// Bytes that no symbol covers, padding included.
    pub unnamed: Change,
}

/// One side of a difference.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Side {
    /// What the user called it: a path, or a git revision.
    pub label: String,
    /// The binary.
    #[serde(flatten)]
    pub binary: BinaryInfo,
}

/// A family that differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FamilyChange {
    /// The function without generic arguments.
    pub name: String,
    /// Function, closure, drop glue, data, ...
    pub kind: FamilyKind,
    /// The crate that defines it.
    #[serde(rename = "crate", default, skip_serializing_if = "Option::is_none")]
    pub krate: Option<String>,
    /// Copies in the first.
    pub copies_before: usize,
    /// Copies in the second.
    pub copies_after: usize,
    /// Bytes of all copies.
    #[serde(flatten)]
    pub bytes: Change,
}

impl DiffReport {
    /// What differs from `before` to `after`, families by `noise` bytes or more.
    pub fn new(before: (&str, &Inventory), after: (&str, &Inventory), noise: u64) -> Self {
        let side = |(label, inventory): (&str, &Inventory)| Side {
            label: label.to_owned(),
            binary: inventory.binary.clone(),
        };
        let (sides, [before, after]) = ((side(before), side(after)), [before.1, after.1]);
        let mut families = families(before, after);
        let is_quiet = |change: &FamilyChange| change.bytes.saved().unsigned_abs() < noise;
        let quiet: Vec<Change> = (families.iter())
            .filter(|change| is_quiet(change))
            .map(|change| change.bytes)
            .collect();
        families.retain(|change| !is_quiet(change));
        DiffReport {
            before: sides.0,
            after: sides.1,
            totals: totals(&before.binary, &after.binary),
            sections: NamedChange::pair(of_inventory(before), of_inventory(after)),
            families,
            noise,
            quiet_count: quiet.len(),
            quiet: quiet.into_iter().fold(Change::default(), Change::plus),
            unnamed: Change {
                before: before.unnamed(),
                after: after.unnamed(),
            },
        }
    }
}

fn totals(before: &BinaryInfo, after: &BinaryInfo) -> Vec<NamedChange> {
    let mut totals = Vec::new();
    let mut add = |name: &str, before, after| {
        totals.push(NamedChange {
            name: name.to_owned(),
            size: Change { before, after },
        });
    };
    add("text", before.text, after.text);
    add("allocated", before.allocated, after.allocated);
    add("file", before.file, after.file);
    if let (Some(before), Some(after)) = (before.stripped, after.stripped) {
        add("stripped", before, after);
    }
    totals
}

fn of_inventory(inventory: &Inventory) -> impl Iterator<Item = (&String, u64)> {
    inventory.sections.iter().map(|it| (&it.name, it.size))
}

/// Families are matched by what is shown of them: a saved report has no more, and the
/// hashes of crates change from build to build.
fn families(before: &Inventory, after: &Inventory) -> Vec<FamilyChange> {
    type Id<'a> = (&'a str, FamilyKind, Option<&'a str>);
    let mut changes: BTreeMap<Id<'_>, FamilyChange> = BTreeMap::new();
    for (inventory, is_after) in [(before, false), (after, true)] {
        for entry in &inventory.families {
            let id = (entry.name.as_str(), entry.kind, entry.krate.as_deref());
            let change = changes.entry(id).or_insert_with(|| FamilyChange {
                name: entry.name.clone(),
                kind: entry.kind,
                krate: entry.krate.clone(),
                copies_before: 0,
                copies_after: 0,
                bytes: Change::default(),
            });
            if is_after {
                change.copies_after += entry.copies.len();
                change.bytes.after += entry.bytes;
            } else {
                change.copies_before += entry.copies.len();
                change.bytes.before += entry.bytes;
            }
        }
    }
    let mut changes: Vec<FamilyChange> = changes
        .into_values()
        .filter(|it| it.bytes.saved() != 0 || it.copies_before != it.copies_after)
        .collect();
    changes.sort_by(|a, b| {
        let size = |change: &FamilyChange| change.bytes.saved().unsigned_abs();
        (size(b).cmp(&size(a)))
            .then_with(|| a.name.cmp(&b.name))
            .then_with(|| (a.kind, &a.krate).cmp(&(b.kind, &b.krate)))
    });
    changes
}
