//! In: the keys of a list's entries. Out: where in the list a key is. Refused: nothing.
//!
//! A hash map would have a copy of each key, and half a program's names are keys.

use std::collections::hash_map::RandomState;
use std::hash::BuildHasher;

/// Open addressing: the table is at most half full.
pub(super) struct Index {
    /// A place in the list, and the upper half of the key's hash.
    slots: Vec<Option<(u32, u32)>>,
    used: usize,
    hasher: RandomState,
}

impl Index {
    pub(super) fn new(capacity: usize) -> Self {
        Index {
            slots: vec![None; (2 * capacity).next_power_of_two().max(16)],
            used: 0,
            hasher: RandomState::new(),
        }
    }

    /// Where `key` is; if it is nowhere, notes that it will be at `next` and returns
    /// `None`. `key_at` is the key of an entry of the list.
    pub(super) fn find<'l>(
        &mut self,
        key: &str,
        next: usize,
        key_at: impl Fn(usize) -> &'l str,
    ) -> Option<usize> {
        if 2 * self.used >= self.slots.len() {
            self.grow(&key_at);
        }
        let hash = self.hasher.hash_one(key);
        let (mut slot, tag) = (hash as usize, (hash >> 32) as u32);
        loop {
            slot &= self.slots.len() - 1;
            match self.slots[slot] {
                Some((place, other)) if other == tag && key_at(place as usize) == key => {
                    return Some(place as usize);
                }
                Some(_) => slot += 1,
                None => break,
            }
        }
        // A symbol takes 24 bytes of a file or more, so 2^32 are none that fits.
        self.slots[slot] = Some((u32::try_from(next).unwrap_or(u32::MAX), tag));
        self.used += 1;
        None
    }

    fn grow<'l>(&mut self, key_at: impl Fn(usize) -> &'l str) {
        let size = 2 * self.slots.len();
        let old = std::mem::replace(&mut self.slots, vec![None; size]);
        for (place, tag) in old.into_iter().flatten() {
            let mut slot = self.hasher.hash_one(key_at(place as usize)) as usize;
            loop {
                slot &= size - 1;
                if self.slots[slot].is_none() {
                    break;
                }
                slot += 1;
            }
            self.slots[slot] = Some((place, tag));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Index;

    #[test]
    fn finds_what_was_noted() {
        let keys: Vec<String> = (0..1000).map(|number| format!("key {number}")).collect();
        let mut index = Index::new(0);
        for round in 0..2 {
            for (place, key) in keys.iter().enumerate() {
                let found = index.find(key, place, |place| &keys[place]);
                assert_eq!(found, (round == 1).then_some(place));
            }
        }
    }
}
