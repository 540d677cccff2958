//! With `#[demono]`.

use std::collections::btree_map::Entry;
use std::collections::BTreeMap;
use std::fmt::Display;

use demono::demono;

use crate::Error;

impl Error {
    /// What went wrong, in one line; a leading `E` with four digits is its code.
    #[demono]
    pub fn new(message: impl Into<String>) -> Self {
        let message: String = message.into();
        let mut code = None;
        let mut rest = message.trim();
        if let Some((head, tail)) = rest.split_once(':') {
            let digits = head.trim().strip_prefix('E');
            if let Some(digits) = digits.filter(|digits| digits.len() == 4) {
                code = digits.parse().ok();
                rest = tail.trim_start();
            }
        }
        let mut line = String::with_capacity(rest.len());
        for part in rest.lines().map(str::trim).filter(|part| !part.is_empty()) {
            if !line.is_empty() {
                line.push_str("; ");
            }
            line.push_str(part);
        }
        Error {
            code,
            message: line,
            context: Vec::new(),
            fields: BTreeMap::new(),
        }
    }

    /// What was being done. Repetitions of the same context are counted.
    #[demono]
    pub fn context(mut self, context: impl Display) -> Self {
        let mut text = context.to_string();
        if text.chars().count() > 60 {
            let cut = text.char_indices().nth(57).map_or(text.len(), |(at, _)| at);
            text.truncate(text[..cut].rfind(' ').unwrap_or(cut));
            text.push_str("...");
        }
        if text.ends_with(['.', '!', ':']) && !text.ends_with("...") {
            text.pop();
        }
        match self.context.last_mut() {
            Some((last, times)) if *last == text => *times += 1,
            _ => self.context.push((text, 1)),
        }
        self
    }

    /// A value that helps to understand it. Values of the same name are listed.
    #[demono]
    pub fn with(mut self, key: impl Into<String>, value: impl Display) -> Self {
        let mut name = String::new();
        for letter in key.into().chars() {
            match letter {
                letter if letter.is_uppercase() && !name.is_empty() => {
                    name.push('_');
                    name.extend(letter.to_lowercase());
                }
                letter if letter.is_alphanumeric() => name.extend(letter.to_lowercase()),
                _ if name.ends_with('_') => {}
                _ => name.push('_'),
            }
        }
        let mut shown = format!("{value}");
        if shown.is_empty() || shown.contains([' ', ',', '"', '\n']) {
            shown = format!("{shown:?}");
        }
        match self.fields.entry(name) {
            Entry::Vacant(entry) => _ = entry.insert(shown),
            Entry::Occupied(mut entry) => {
                entry.get_mut().push_str(", ");
                entry.get_mut().push_str(&shown);
            }
        }
        self
    }
}
