//! In: what a report says about functions. Out: groups of tiles, each with a weight and a
//! colour, and what is too small to be seen pooled. Refused: nothing; what weighs nothing
//! is left out.

use super::words::{bytes, counted, percent, signed};

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
    /// Copies, if that says something.
    pub(crate) copies: Option<usize>,
    pub(crate) value: Value,
}

/// What a tile stands for. Its area is the [`weight`](Value::weight).
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Value {
    /// Bytes, of which some are in further copies.
    Wasted { bytes: u64, wasted: u64 },
    /// Bytes that cannot be wasted: padding, what has no name.
    Plain { bytes: u64 },
    /// Bytes before, and how many less there are after.
    Saved { before: u64, saved: i64 },
    /// Bytes more, or less if it is negative. The area is its amount.
    Delta { by: i64, share: Share },
}

/// How much of a function a change is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Share {
    /// Less than a tenth.
    Small,
    /// Less than half.
    Medium,
    /// More, or it is new or gone.
    Large,
}

/// What the colours of a map mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Legend {
    Wasted,
    Saved,
    Delta,
    /// Some would be [`Saved`](Value::Saved), others are [`Wasted`](Value::Wasted).
    Suggested,
}

impl Legend {
    /// Classes with their meaning, whether hatched.
    pub(crate) fn entries(self) -> &'static [(&'static str, &'static str, bool)] {
        match self {
            Legend::Wasted => &[
                ("dm-w0", "no further copies", false),
                ("dm-w1", "under 25 % wasted", false),
                ("dm-w2", "25 to 50 %", false),
                ("dm-w3", "50 to 75 %", false),
                ("dm-w4", "75 % and more", false),
                ("dm-rest", "without a symbol", false),
            ],
            Legend::Saved => &[
                ("dm-less1", "saves less than 30 %", false),
                ("dm-less2", "30 to 60 %", false),
                ("dm-less3", "60 % and more", false),
                ("dm-w0", "even", false),
                ("dm-more2", "costs", true),
            ],
            Legend::Suggested => &[
                ("dm-less1", "a split saves less than 30 %", false),
                ("dm-less2", "30 to 60 %", false),
                ("dm-less3", "60 % and more", false),
                ("dm-w1", "not proposed: under 25 % wasted", false),
                ("dm-w2", "25 to 50 %", false),
                ("dm-w3", "50 to 75 %", false),
                ("dm-w4", "75 % and more", false),
            ],
            Legend::Delta => &[
                ("dm-less1", "shrank by less than 10 %", false),
                ("dm-less2", "10 to 50 %", false),
                ("dm-less3", "50 %, or gone", false),
                ("dm-more1", "grew by less than 10 %", true),
                ("dm-more2", "10 to 50 %", true),
                ("dm-more3", "50 %, or new", true),
            ],
        }
    }
}

impl Share {
    pub(crate) fn of(by: u64, before: u64) -> Share {
        let (by, before) = (by as f64, before as f64);
        if before == 0.0 || by >= before * 0.5 {
            Share::Large
        } else if by >= before * 0.1 {
            Share::Medium
        } else {
            Share::Small
        }
    }
}

impl Value {
    /// What the area of the tile is in proportion to.
    pub(crate) fn weight(self) -> u64 {
        match self {
            Value::Wasted { bytes, .. } | Value::Plain { bytes } => bytes,
            Value::Saved { before, .. } => before,
            Value::Delta { by, .. } => by.unsigned_abs(),
        }
    }

    /// The class of its colour.
    pub(crate) fn class(self) -> &'static str {
        match self {
            Value::Plain { .. } => "dm-rest",
            Value::Wasted { wasted: 0, .. } => "dm-w0",
            Value::Wasted { bytes, wasted } => match wasted as f64 / bytes as f64 {
                share if share < 0.25 => "dm-w1",
                share if share < 0.5 => "dm-w2",
                share if share < 0.75 => "dm-w3",
                _ => "dm-w4",
            },
            Value::Saved { saved: 0, .. } => "dm-w0",
            Value::Saved { saved, .. } if saved < 0 => "dm-more2",
            Value::Saved { before, saved } => match saved as f64 / before as f64 {
                share if share < 0.3 => "dm-less1",
                share if share < 0.6 => "dm-less2",
                _ => "dm-less3",
            },
            Value::Delta { by, share } => match (by > 0, share) {
                (false, Share::Small) => "dm-less1",
                (false, Share::Medium) => "dm-less2",
                (false, Share::Large) => "dm-less3",
                (true, Share::Small) => "dm-more1",
                (true, Share::Medium) => "dm-more2",
                (true, Share::Large) => "dm-more3",
            },
        }
    }

    /// Whether the tile shows a growth.
    pub(crate) fn is_hatched(self) -> bool {
        match self {
            Value::Saved { saved, .. } => saved < 0,
            Value::Delta { by, .. } => by > 0,
            Value::Wasted { .. } | Value::Plain { .. } => false,
        }
    }

    /// The number that a tile shows.
    pub(crate) fn number(self) -> String {
        match self {
            Value::Delta { by, .. } => signed(by),
            _ => bytes(self.weight()),
        }
    }

    /// What the colour says, in words.
    pub(crate) fn remark(self) -> Option<String> {
        match self {
            Value::Plain { .. } | Value::Delta { .. } => None,
            Value::Wasted { wasted: 0, .. } => None,
            Value::Wasted { .. } => self.share().map(|share| format!("{share} wasted")),
            Value::Saved { saved: 0, .. } => Some("even".to_owned()),
            Value::Saved { saved, .. } if saved < 0 => {
                Some(format!("costs {}", bytes(saved.unsigned_abs())))
            }
            Value::Saved { saved, .. } => Some(format!("saves {}", bytes(saved.unsigned_abs()))),
        }
    }

    /// The same where there is less room.
    pub(crate) fn share(self) -> Option<String> {
        match self {
            Value::Wasted { bytes, wasted } if wasted > 0 => percent(wasted as f64, bytes as f64),
            _ => None,
        }
    }

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

/// The largest first, and by name where that does not decide.
fn sort(tiles: &mut [Tile]) {
    tiles.sort_by(|a, b| {
        (b.value.weight().cmp(&a.value.weight()))
            .then_with(|| a.name.cmp(&b.name))
            .then_with(|| a.row.cmp(&b.row))
    });
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

    /// The same with at most `most` tiles that weigh at least `least` each, and groups of
    /// at least `least_group`. All others are pooled with their like, so that every area
    /// stays in proportion.
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
