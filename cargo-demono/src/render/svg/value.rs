//! What a tile of a treemap stands for, and what its colour means.

use crate::render::words::{bytes, percent, signed};

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
                ("dm-w4", "75 % or more", false),
                ("dm-rest", "without a symbol", false),
            ],
            Legend::Saved => &[
                ("dm-less1", "saves less than 30 %", false),
                ("dm-less2", "30 to 60 %", false),
                ("dm-less3", "60 % or more", false),
                ("dm-w0", "even", false),
                ("dm-more2", "costs", true),
            ],
            Legend::Suggested => &[
                ("dm-less1", "a split saves less than 30 %", false),
                ("dm-less2", "30 to 60 %", false),
                ("dm-less3", "60 % or more", false),
                ("dm-w1", "not proposed: under 25 % wasted", false),
                ("dm-w2", "25 to 50 %", false),
                ("dm-w3", "50 to 75 %", false),
                ("dm-w4", "75 % or more", false),
            ],
            Legend::Delta => &[
                ("dm-less1", "shrank by less than 10 %", false),
                ("dm-less2", "10 to 50 %", false),
                ("dm-less3", "50 % or more, or gone", false),
                ("dm-more1", "grew by less than 10 %", true),
                ("dm-more2", "10 to 50 %", true),
                ("dm-more3", "50 % or more, or new", true),
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

    /// The meaning of the colour, in words.
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

    /// A shorter form, where there is less room.
    pub(crate) fn share(self) -> Option<String> {
        match self {
            Value::Wasted { bytes, wasted } if wasted > 0 => percent(wasted as f64, bytes as f64),
            _ => None,
        }
    }
}
