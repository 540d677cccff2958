//! What a treemap is before its layout: groups of tiles, each with a value.

use super::value::{Legend, Value};
use crate::render::words::counted;

/// A treemap before its layout.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Map {
    /// What it shows, in a few words.
    pub(crate) label: String,
    /// In any order.
    pub(crate) groups: Vec<Group>,
    /// What the colours mean.
    pub(crate) legend: Legend,
    /// Its height on a wide screen.
    pub(crate) height: f64,
    /// What to say if there is nothing to show.
    pub(crate) empty: &'static str,
}

/// Tiles that belong together: a crate, a program.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Group {
    pub(crate) name: String,
    pub(crate) order: Order,
    pub(crate) tiles: Vec<Tile>,
}

/// Where a group is among others. The largest group comes first, so what nobody can act
/// on must stand back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Order {
    Named,
    Pooled,
    Nameless,
}

/// A rectangle of a treemap.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Tile {
    pub(crate) name: String,
    /// What it is about, for the page: index of the table and of its row.
    pub(crate) row: Option<(usize, usize)>,
    /// Whether it stands for others, and how many.
    pub(crate) pooled: Option<u64>,
    /// Number of copies, where that is meaningful.
    pub(crate) copies: Option<usize>,
    pub(crate) value: Value,
}

impl Tile {
    /// Everything in one line.
    pub(crate) fn tooltip(&self, group: &str) -> String {
        let mut parts = vec![format!("{} bytes", self.value.number())];
        if let Some(copies) = self.copies {
            parts.push(counted(copies as u64, "copy", "copies"));
        }
        parts.extend(self.value.remark());
        format!("{}\n{group}: {}", self.name, parts.join(", "))
    }
}

impl Group {
    pub(crate) fn weight(&self) -> u64 {
        let weights = self.tiles.iter().map(|tile| tile.value.weight());
        weights.fold(0, u64::saturating_add)
    }
}

impl Map {
    pub(crate) fn weight(&self) -> u64 {
        let weights = self.groups.iter().map(Group::weight);
        weights.fold(0, u64::saturating_add)
    }
}
