//! With `#[demono(dyn)]`.

use demono::demono;

use crate::{Entry, NumberMap};

#[demono(dyn)]
impl FromIterator<(String, i64)> for NumberMap {
    fn from_iter<I: IntoIterator<Item = (String, i64)>>(pairs: I) -> Self {
        let pairs = pairs.into_iter();
        let mut sorted = Vec::with_capacity(pairs.size_hint().0);
        let mut map = Self::default();
        for (name, number) in pairs {
            let words: Vec<&str> = name.split_whitespace().collect();
            if words.is_empty() {
                map.nameless += 1;
            } else {
                sorted.push((words.join(" "), number));
            }
        }
        sorted.sort_unstable();
        for (name, number) in sorted {
            match map.entries.last_mut() {
                Some(entry) if entry.name == name => {
                    if entry.numbers.last() == Some(&number) {
                        entry.repeated += 1;
                    } else {
                        entry.numbers.push(number);
                    }
                }
                _ => map.entries.push(Entry {
                    name,
                    numbers: vec![number],
                    repeated: 0,
                }),
            }
        }
        map
    }
}

#[demono(dyn)]
impl Extend<(String, i64)> for NumberMap {
    fn extend<I: IntoIterator<Item = (String, i64)>>(&mut self, pairs: I) {
        let pairs = pairs.into_iter();
        self.entries.reserve(pairs.size_hint().0);
        for (name, number) in pairs {
            let words: Vec<&str> = name.split_whitespace().collect();
            let name = words.join(" ");
            if name.is_empty() {
                self.nameless += 1;
                continue;
            }
            let place = self.entries.binary_search_by(|entry| entry.name.cmp(&name));
            let entry = match place {
                Ok(at) => &mut self.entries[at],
                Err(at) => {
                    let entry = Entry {
                        name,
                        ..Entry::default()
                    };
                    self.entries.insert(at, entry);
                    &mut self.entries[at]
                }
            };
            match entry.numbers.binary_search(&number) {
                Ok(_) => entry.repeated += 1,
                Err(at) => entry.numbers.insert(at, number),
            }
        }
    }
}
