//! A map that is collected, and extended, from any iterator.
//!
//! `collect.rs` is what you write with `#[demono(dyn)]` on `impl`, `by_hand.rs` is what you
//! would have to write without it; `inner.rs` has only the bodies, for callers that make
//! the trait object themselves.

use std::fmt;

#[cfg_attr(feature = "by-hand", path = "by_hand.rs")]
#[cfg_attr(all(feature = "limit", not(feature = "by-hand")), path = "inner.rs")]
mod collect;

/// Numbers by name: the names in alphabetical order, the numbers of each in ascending
/// order, without duplicates.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct NumberMap {
    entries: Vec<Entry>,
    nameless: usize,
}

#[derive(Debug, Clone, Default, PartialEq)]
struct Entry {
    name: String,
    numbers: Vec<i64>,
    repeated: usize,
}

impl NumberMap {
    /// The numbers of this name.
    pub fn get(&self, name: &str) -> &[i64] {
        let found = self
            .entries
            .binary_search_by(|entry| entry.name.as_str().cmp(name));
        found.map_or(&[], |at| &self.entries[at].numbers)
    }
}

impl fmt::Display for NumberMap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for entry in &self.entries {
            write!(f, "{} {:?}", entry.name, entry.numbers)?;
            if entry.repeated > 0 {
                write!(f, " ({} repeated)", entry.repeated)?;
            }
            f.write_str(", ")?;
        }
        write!(f, "{} nameless", self.nameless)
    }
}
