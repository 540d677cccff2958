//! Only the bodies, for callers that make the trait object.

use crate::{Entry, NumberMap};

/// `Iterator<Item = (String, i64)>`, without `nth` and `advance_by`, which a vtable of
/// `Iterator` also has.
pub trait Pairs {
    /// The next pair.
    fn next(&mut self) -> Option<(String, i64)>;

    /// How many there are, as far as known.
    fn size_hint(&self) -> (usize, Option<usize>);
}

impl<I: Iterator<Item = (String, i64)>> Pairs for I {
    #[inline]
    fn next(&mut self) -> Option<(String, i64)> {
        Iterator::next(self)
    }

    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        Iterator::size_hint(self)
    }
}

/// The object as an iterator.
struct Iter<'a>(&'a mut dyn Pairs);

impl Iterator for Iter<'_> {
    type Item = (String, i64);

    #[inline]
    fn next(&mut self) -> Option<(String, i64)> {
        self.0.next()
    }

    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        self.0.size_hint()
    }
}

impl NumberMap {
    /// A map of these pairs.
    #[inline(never)]
    pub fn from_iter_inner(pairs: &mut dyn Pairs) -> Self {
        let pairs = Iter(pairs);
        let mut sorted = Vec::with_capacity(Iterator::size_hint(&pairs).0);
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

    /// Adds these pairs.
    #[inline(never)]
    pub fn extend_inner(&mut self, pairs: &mut dyn Pairs) {
        let pairs = Iter(pairs);
        self.entries.reserve(Iterator::size_hint(&pairs).0);
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
