//! In: a map. Out: the same map with what is too small to be seen pooled, so that every area
//! stays in proportion; what weighs nothing is left out.

use super::map::{Group, Map, Order, Tile};
use super::value::Value;
use crate::render::words::bytes;

impl Map {
    /// The same with at most `most` tiles that weigh at least `least` each, and groups of
    /// at least `least_group`. All others are pooled with their like.
    pub(crate) fn pooled(&self, most: usize, least: u64, least_group: u64) -> Map {
        let mut weights: Vec<u64> = (self.groups.iter())
            .flat_map(|group| group.tiles.iter().map(|tile| tile.value.weight()))
            .collect();
        weights.sort_unstable_by(|a, b| b.cmp(a));
        let least = least
            .max(weights.get(most).map_or(0, |&weight| weight + 1))
            .max(1);
        let (large, small): (Vec<&Group>, Vec<&Group>) = (self.groups.iter())
            .filter(|group| group.weight() > 0)
            .partition(|group| group.weight() >= least_group);
        let mut groups: Vec<Group> = large.iter().map(|group| pool(group, least)).collect();
        match small.as_slice() {
            [] => {}
            [one] => groups.push(pool(one, least)),
            _ => groups.push(Group {
                order: Order::Pooled,
                name: format!("{} smaller", bytes(small.len() as u64)),
                tiles: pool_tiles(small.iter().flat_map(|group| &group.tiles), "in all"),
            }),
        }
        groups.sort_by(|a, b| {
            (a.order.cmp(&b.order))
                .then_with(|| b.weight().cmp(&a.weight()))
                .then_with(|| a.name.cmp(&b.name))
        });
        Map {
            groups,
            ..self.clone()
        }
    }
}

impl Value {
    fn add(self, other: Value) -> Value {
        match (self, other) {
            (
                Value::Wasted { bytes, wasted },
                Value::Wasted {
                    bytes: more,
                    wasted: further,
                },
            ) => Value::Wasted {
                bytes: bytes.saturating_add(more),
                wasted: wasted.saturating_add(further),
            },
            (
                Value::Saved { before, saved },
                Value::Saved {
                    before: more,
                    saved: further,
                },
            ) => Value::Saved {
                before: before.saturating_add(more),
                saved: saved.saturating_add(further),
            },
            (
                Value::Delta { by, share },
                Value::Delta {
                    by: further,
                    share: other,
                },
            ) => Value::Delta {
                by: by.saturating_add(further),
                share: share.max(other),
            },
            (one, other) => Value::Plain {
                bytes: one.weight().saturating_add(other.weight()),
            },
        }
    }

    /// Values of one kind can be pooled without losing what their colour says. What grew
    /// and what shrank must not cancel each other out.
    fn pool(self) -> u8 {
        match self {
            Value::Wasted { .. } => 0,
            Value::Plain { .. } => 1,
            Value::Saved { saved, .. } => 2 + u8::from(saved < 0),
            Value::Delta { by, .. } => 4 + u8::from(by > 0),
        }
    }
}

fn pool(group: &Group, least: u64) -> Group {
    let (large, small): (Vec<&Tile>, Vec<&Tile>) = (group.tiles.iter())
        .filter(|tile| tile.value.weight() > 0)
        .partition(|tile| tile.value.weight() >= least);
    let mut tiles: Vec<Tile> = large.into_iter().cloned().collect();
    sort(&mut tiles);
    if let [one] = small.as_slice() {
        tiles.push((*one).clone());
    } else {
        tiles.extend(pool_tiles(small.into_iter(), "more"));
    }
    Group {
        name: group.name.clone(),
        order: group.order,
        tiles,
    }
}

/// One tile for each kind of value.
fn pool_tiles<'a>(tiles: impl Iterator<Item = &'a Tile>, word: &str) -> Vec<Tile> {
    let mut pools: Vec<(u8, u64, Value)> = Vec::new();
    for tile in tiles.filter(|tile| tile.value.weight() > 0) {
        let kind = tile.value.pool();
        match pools.iter_mut().find(|pool| pool.0 == kind) {
            Some(pool) => {
                pool.1 += 1;
                pool.2 = pool.2.add(tile.value);
            }
            None => pools.push((kind, 1, tile.value)),
        }
    }
    let mut tiles: Vec<Tile> = pools
        .into_iter()
        .map(|(_, count, value)| Tile {
            name: format!("{} {word}", bytes(count)),
            row: None,
            pooled: Some(count),
            copies: None,
            value,
        })
        .collect();
    sort(&mut tiles);
    tiles
}

/// The largest first, and by name where that does not decide.
fn sort(tiles: &mut [Tile]) {
    tiles.sort_by(|a, b| {
        (b.value.weight().cmp(&a.value.weight()))
            .then_with(|| a.name.cmp(&b.name))
            .then_with(|| a.row.cmp(&b.row))
    });
}
