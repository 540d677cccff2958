//! A family of methods of a generic struct.
//!
//! `methods.rs` is what one writes with `#[demono]`, `by_hand.rs` what one would have to
//! write without; `inner.rs` is the body alone, for callers that convert.

use std::collections::BTreeMap;

#[cfg_attr(feature = "by-hand", path = "by_hand.rs")]
#[cfg_attr(all(feature = "limit", not(feature = "by-hand")), path = "inner.rs")]
mod methods;

/// Values by a key such as `house/kitchen/light`, each with what it was before.
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

    /// Values that were set and keys that were moved, so far.
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
