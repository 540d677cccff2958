//! Only the body, for callers that convert.

use std::collections::btree_map::Entry;
use std::num::TryFromIntError;

use crate::{ListenError, Listener, Router};

impl Router {
    /// Listens at `host` and `port`; without an alias, under a name made from these. A port
    /// that is in use is taken over only with the tag `force`.
    #[inline(never)]
    pub fn listen_inner(
        &mut self,
        host: &str,
        port: Result<u16, TryFromIntError>,
        alias: Option<String>,
        tags: Vec<String>,
    ) -> Result<usize, ListenError> {
        let port = port.map_err(ListenError::Port)?;
        let host = host.trim().trim_end_matches('.');
        let is_label = |label: &str| {
            (1..64).contains(&label.len())
                && !label.starts_with('-')
                && label
                    .chars()
                    .all(|letter| letter.is_ascii_alphanumeric() || letter == '-')
        };
        if !host.split('.').all(is_label) {
            return Err(ListenError::Host(host.to_owned()));
        }
        let host = host.to_ascii_lowercase();

        let wish = match alias {
            Some(alias) => alias,
            None => {
                let label = host.split('.').next().unwrap_or_default();
                format!("{label}-{port}")
            }
        };
        let mut alias = wish.clone();
        let mut number = 1;
        while self.listeners.values().any(|other| other.alias == alias) {
            number += 1;
            alias = format!("{wish}-{number}");
        }

        let mut words: Vec<String> = Vec::new();
        for tag in tags {
            for word in tag.split([',', ' ']).filter(|word| !word.is_empty()) {
                words.push(word.to_lowercase());
            }
        }
        words.sort_unstable();
        words.dedup();

        let force = words.iter().any(|word| word == "force");
        let listener = Listener { alias, tags: words };
        match self.listeners.entry((host, port)) {
            Entry::Vacant(entry) => _ = entry.insert(listener),
            Entry::Occupied(mut entry) if force => _ = entry.insert(listener),
            Entry::Occupied(entry) => {
                return Err(ListenError::Taken(entry.get().alias.clone()));
            }
        }
        Ok(self.listeners.len())
    }
}
