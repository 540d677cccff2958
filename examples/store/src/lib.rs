//! A family of methods of a generic struct.
//!
//! `methods.rs` is what you write with `#[demono]`, `by_hand.rs` is what you would have to
//! write without it; `inner.rs` has only the body, for callers that convert.

use std::collections::BTreeMap;

#[cfg_attr(feature = "by-hand", path = "by_hand.rs")]
#[cfg_attr(all(feature = "limit", not(feature = "by-hand")), path = "inner.rs")]
mod methods;

/// Values by a key such as `house/kitchen/light`, each with its earlier values.
#[derive(Debug, Clone)]
pub struct Store<T> {
    entries: BTreeMap<String, Vec<T>>,
    aliases: BTreeMap<String, String>,
    changes: u64,
}

impl<T> Store<T> {
    /// An empty store.
    pub const fn new() -> Self {
        Store {
            entries: BTreeMap::new(),
            aliases: BTreeMap::new(),
            changes: 0,
        }
    }

    /// How many values were set and keys were moved so far.
    pub fn changes(&self) -> u64 {
        self.changes
    }
}

impl<T> Default for Store<T> {
    fn default() -> Self {
        Self::new()
    }
}

fn normalize(key: &str) -> String {
    let parts = key.split('/').map(str::trim);
    let parts: Vec<String> = parts
        .filter(|part| !part.is_empty())
        .map(str::to_lowercase)
        .collect();
    parts.join("/")
}
