//! With `#[demono]`.

use std::ops::Bound;

use demono::demono;

use crate::{normalize, Store};

impl<T: PartialEq> Store<T> {
    /// Sets the value of `key`, and returns how many it had before.
    #[demono]
    pub fn set(&mut self, key: impl Into<String>, value: T) -> usize {
        let mut key: String = key.into();
        if key.contains("//") || key.starts_with('/') || key.ends_with('/') {
            key = normalize(&key);
        } else {
            key.make_ascii_lowercase();
        }
        if let Some(target) = self.aliases.get(&key) {
            key.clone_from(target);
        }
        let values = self.entries.entry(key).or_default();
        if values.last() == Some(&value) {
            return values.len();
        }
        self.changes += 1;
        values.push(value);
        values.len() - 1
    }

    /// The value of `key`, or else that of the closest key above it.
    #[demono]
    pub fn get(&self, key: impl AsRef<str>) -> Option<&T> {
        let mut key = normalize(key.as_ref());
        loop {
            if let Some(target) = self.aliases.get(&key) {
                key.clone_from(target);
            }
            if let Some(value) = self.entries.get(&key).and_then(|values| values.last()) {
                return Some(value);
            }
            let above = key.rfind('/')?;
            key.truncate(above);
        }
    }

    /// Moves everything at and below `from` to `to`, and leaves an alias behind.
    #[demono]
    pub fn rename(&mut self, from: impl AsRef<str>, to: impl Into<String>) -> usize {
        let from = normalize(from.as_ref());
        let to = normalize(&to.into());
        if from == to {
            return 0;
        }
        let below = (Bound::Included(from.clone()), Bound::Unbounded);
        let moved: Vec<String> = self
            .entries
            .range(below)
            .map(|(key, _)| key)
            .take_while(|key| key.starts_with(&from))
            .filter(|key| key.len() == from.len() || key[from.len()..].starts_with('/'))
            .cloned()
            .collect();
        for key in &moved {
            if let Some(values) = self.entries.remove(key) {
                let target = format!("{to}{}", &key[from.len()..]);
                self.entries
                    .entry(target.clone())
                    .or_default()
                    .extend(values);
                self.aliases.insert(key.clone(), target);
                self.changes += 1;
            }
        }
        moved.len()
    }
}
