//! A trait with generic methods, three types that implement it, and a trait with a
//! default method for all of them.
//!
//! `backends.rs` is what you write with `#[demono]` on `impl` and `trait`, `by_hand.rs` is
//! what you would have to write without it; `inner.rs` has only the bodies, for callers
//! that convert.

use std::collections::BTreeMap;
use std::fmt;

#[cfg_attr(feature = "by-hand", path = "by_hand.rs")]
#[cfg_attr(all(feature = "limit", not(feature = "by-hand")), path = "inner.rs")]
mod backends;

pub use backends::*;

/// Something that was recorded.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// What it is about: `network/dns`.
    pub topic: String,
    /// What happened.
    pub message: String,
}

/// Stores entries.
pub trait Backend {
    /// Its name.
    const NAME: &'static str;

    /// The entries that it still has, oldest first.
    fn entries(&self) -> Vec<&Entry>;

    /// How many were recorded in total.
    fn recorded(&self) -> usize;
}

/// Keeps the last entries.
#[derive(Debug, Clone, Default)]
pub struct Ring {
    slots: Vec<Entry>,
    next: usize,
    recorded: usize,
}

/// Keeps all entries, by topic.
#[derive(Debug, Clone, Default)]
pub struct Tree {
    topics: BTreeMap<String, Vec<Entry>>,
}

/// Keeps the longest entry of each kind, and how many there were.
#[derive(Debug, Clone, Default)]
pub struct Digest {
    kinds: Vec<(u64, Entry, usize)>,
}

/// Where [`Tree`] put an entry.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// Under which topic.
    pub topic: String,
    /// At which position.
    pub position: usize,
}

impl Backend for Ring {
    const NAME: &'static str = "ring";

    fn entries(&self) -> Vec<&Entry> {
        let (new, old) = self.slots.split_at(self.next);
        old.iter().chain(new).collect()
    }

    fn recorded(&self) -> usize {
        self.recorded
    }
}

impl Backend for Tree {
    const NAME: &'static str = "tree";

    fn entries(&self) -> Vec<&Entry> {
        self.topics.values().flatten().collect()
    }

    fn recorded(&self) -> usize {
        self.topics.values().map(Vec::len).sum()
    }
}

impl Backend for Digest {
    const NAME: &'static str = "digest";

    fn entries(&self) -> Vec<&Entry> {
        self.kinds.iter().map(|(_, entry, _)| entry).collect()
    }

    fn recorded(&self) -> usize {
        self.kinds.iter().map(|(_, _, count)| count).sum()
    }
}

impl fmt::Display for Entry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.topic, self.message)
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} of {}", self.position + 1, self.topic)
    }
}
