//! In: two sizes. Out: the difference.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// A size before (attribute off) and after (on), in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub struct Change {
    /// With `DEMONO=off`.
    pub before: u64,
    /// With the splits.
    pub after: u64,
}

impl Change {
    /// Bytes saved: `before - after`; negative where the split costs.
    pub fn saved(self) -> i64 {
        // No section is larger than half of the address space.
        self.before.wrapping_sub(self.after) as i64
    }

    /// Both sizes of `self` and `other` together.
    pub fn plus(self, other: Change) -> Change {
        Change {
            before: self.before.saturating_add(other.before),
            after: self.after.saturating_add(other.after),
        }
    }

    /// [`saved`](Change::saved) in percent of `before`; `None` if there was nothing
    /// before.
    pub fn percent(self) -> Option<f64> {
        (self.before != 0).then(|| self.saved() as f64 * 100.0 / self.before as f64)
    }
}

/// A section, or a sum of sections, before and after.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NamedChange {
    /// `.text`, `.rodata`, ...
    pub name: String,
    /// Its bytes.
    #[serde(flatten)]
    pub size: Change,
}

impl NamedChange {
    /// The sizes before and after, by name; those of one name are added up.
    pub fn pair<'a>(
        before: impl Iterator<Item = (&'a String, u64)>,
        after: impl Iterator<Item = (&'a String, u64)>,
    ) -> Vec<NamedChange> {
        let mut sizes: BTreeMap<&String, Change> = BTreeMap::new();
        for (name, size) in before {
            sizes.entry(name).or_default().before += size;
        }
        for (name, size) in after {
            sizes.entry(name).or_default().after += size;
        }
        let named = |(name, size): (&String, Change)| NamedChange {
            name: name.clone(),
            size,
        };
        sizes.into_iter().map(named).collect()
    }
}
