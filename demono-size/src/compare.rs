//! In: one program twice, built with the attribute off and on. Out: bytes before and
//! after, in total, per section, and per function that demono split. Refused: a binary
//! without symbols, and an "off" that is split nevertheless.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use demono_report::{Change, FamilyKind, NamedChange, OtherEntry, Role, Sizes};

use crate::binary::model::{Binary, SymbolKind};
use crate::family::model::Family;
use crate::family::Families;

/// What the splits changed in one program.
#[derive(Debug, Clone)]
pub struct Comparison {
    /// Of the whole program.
    pub sizes: Sizes,
    /// Every section that one of the two has, by name.
    pub sections: Vec<NamedChange>,
    /// Every function that demono split, the largest saving first. A split whose inner
    /// has no symbol (inlined into its shims) is not among them, but under `others`.
    pub splits: Vec<Split>,
    /// Every other function whose copies or bytes differ, the largest difference first:
    /// callers into which shims were inlined, drop glue, functions of std that the
    /// copies called.
    pub others: Vec<OtherEntry>,
}

/// One function that demono split, before and after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Split {
    /// The function without generic arguments: `krate::load`, `<krate::Client>::get`.
    pub function: String,
    /// As written.
    pub before: Written,
    /// As split.
    pub after: Parts,
}

/// A function that is not split.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Written {
    /// Copies of its body: of the function, or of the closure in it that became the
    /// largest part of the inner (the body of an `async fn` is a closure). Copies that
    /// were inlined into their callers have no symbol and are not among them.
    pub copies: usize,
    /// Bytes of all copies and of the closures in them.
    pub bytes: u64,
}

/// A function that is split.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Parts {
    /// Copies of the body, counted as in [`Written::copies`]: 1, unless `partial` left a
    /// generic on the inner, or `inline` let copies of it be inlined.
    pub copies: usize,
    /// Bytes of the inner and of the closures in it.
    pub inner_bytes: u64,
    /// Copies of the shim; 0 where it was inlined into all its callers.
    pub shims: usize,
    /// Bytes of the shims and of the closures in them.
    pub shim_bytes: u64,
}

impl Parts {
    /// Shims and inner together.
    pub fn bytes(self) -> u64 {
        self.inner_bytes + self.shim_bytes
    }
}

/// Whether a split pays, as far as the symbols of the function tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// This many bytes less.
    Saves(u64),
    /// This many bytes more, unless copies were inlined into callers before.
    Costs(u64),
    /// As many as before.
    Even,
    /// Before, every copy was inlined into its caller, so there is nothing to compare
    /// with but the totals.
    Inlined,
}

impl Split {
    /// Sum of the old copies against shims and inner.
    pub fn bytes(&self) -> Change {
        Change {
            before: self.before.bytes,
            after: self.after.bytes(),
        }
    }

    /// What the split does for this function alone. What it does to the callers is in
    /// [`Comparison::sizes`] only.
    pub fn verdict(&self) -> Verdict {
        let bytes = self.bytes();
        if self.before.copies == 0 {
            return Verdict::Inlined;
        }
        match bytes.saved() {
            0 => Verdict::Even,
            saved if saved > 0 => Verdict::Saves(saved.unsigned_abs()),
            saved => Verdict::Costs(saved.unsigned_abs()),
        }
    }
}

/// Why two binaries cannot be compared.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CompareError {
    /// Nothing says which bytes belong to which function.
    #[error(
        "`{}` has no symbols of functions: build it with `strip = false`", path.display()
    )]
    NoSymbols {
        /// The file.
        path: PathBuf,
    },
    /// The "before" holds inners of demono's, so `DEMONO=off` did not reach the macro.
    #[error(
        "`{}` was to be built with `DEMONO=off`, but `{function}` in it is split: \
         remove the directory the file is in and measure again", path.display()
    )]
    StillSplit {
        /// The file.
        path: PathBuf,
        /// A split function in it.
        function: String,
    },
}

impl Comparison {
    /// Compares `off`, the program with `DEMONO=off`, with `on`.
    pub fn new(off: &Binary, on: &Binary) -> Result<Self, CompareError> {
        let before = families(off)?;
        let after = families(on)?;
        if let Some(split) = before.iter().find(|family| family.is_split()) {
            return Err(CompareError::StillSplit {
                path: off.path.clone(),
                function: split.item_text.clone(),
            });
        }
        let of = |size: fn(&Binary) -> u64| Change {
            before: size(off),
            after: size(on),
        };
        Ok(Comparison {
            sizes: Sizes {
                text: of(Binary::text),
                allocated: of(Binary::allocated),
                file: of(|binary| binary.file),
                stripped: (off.stripped.zip(on.stripped))
                    .map(|(before, after)| Change { before, after }),
            },
            sections: NamedChange::pair(of_binary(off), of_binary(on)),
            splits: splits(&before, &after),
            others: others(&before, &after),
        })
    }
}

fn families(binary: &Binary) -> Result<Families, CompareError> {
    if (binary.symbols.iter()).any(|symbol| symbol.kind == SymbolKind::Function) {
        Ok(Families::of(binary))
    } else {
        Err(CompareError::NoSymbols {
            path: binary.path.clone(),
        })
    }
}

fn of_binary(binary: &Binary) -> impl Iterator<Item = (&String, u64)> {
    binary.sections.iter().map(|it| (&it.name, it.size))
}

/// The keys of the functions that demono split.
fn split_items(after: &Families) -> BTreeSet<&str> {
    after
        .iter()
        .filter(|family| family.is_split())
        .map(|family| family.item.as_str())
        .collect()
}

fn splits(before: &Families, after: &Families) -> Vec<Split> {
    let mut splits: Vec<Split> = split_items(after)
        .into_iter()
        .filter_map(|item| {
            let function = after.iter().find(|family| family.item == item)?;
            let written = Parted::of(before, item, Role::Written);
            let inner = Parted::of(after, item, Role::Inner);
            let shims = Parted::of(after, item, Role::Written);
            let body = inner.largest()?;
            Some(Split {
                function: function.item_text.clone(),
                before: Written {
                    copies: written.copies(body),
                    bytes: written.bytes(),
                },
                after: Parts {
                    copies: inner.copies(body),
                    inner_bytes: inner.bytes(),
                    shims: shims.copies(""),
                    shim_bytes: shims.bytes(),
                },
            })
        })
        .collect();
    splits.sort_by(|a, b| {
        (b.bytes().saved().cmp(&a.bytes().saved())).then_with(|| a.function.cmp(&b.function))
    });
    splits
}

/// A function and the closures in it, as far as their copies have one role.
struct Parted<'a> {
    families: Vec<&'a Family>,
    role: Role,
}

impl<'a> Parted<'a> {
    fn of(all: &'a Families, item: &str, role: Role) -> Self {
        let of_item = |family: &&Family| family.item == item && family.copies_of(role) > 0;
        Parted {
            families: all.iter().filter(of_item).collect(),
            role,
        }
    }

    fn bytes(&self) -> u64 {
        let families = self.families.iter();
        families.map(|family| family.bytes_of(self.role)).sum()
    }

    fn copies(&self, part: &str) -> usize {
        let of_part = self.families.iter().filter(|family| family.part == part);
        of_part.map(|family| family.copies_of(self.role)).sum()
    }

    /// The part that holds the body: of a plain function the function itself, of an
    /// `async fn` the closure that rustc makes of it. Small closures can survive where
    /// the body was inlined, so the number of all parts would say nothing.
    fn largest(&self) -> Option<&'a str> {
        let families = self.families.iter();
        let largest = families.max_by_key(|family| family.bytes_of(self.role))?;
        Some(&largest.part)
    }
}

fn others(before: &Families, after: &Families) -> Vec<OtherEntry> {
    let split = split_items(after);
    let mut pairs: BTreeMap<&str, (Option<&Family>, Option<&Family>)> = BTreeMap::new();
    for family in before {
        pairs.entry(&family.key).or_default().0 = Some(family);
    }
    for family in after {
        pairs.entry(&family.key).or_default().1 = Some(family);
    }
    let mut changes: Vec<OtherEntry> = pairs
        .into_values()
        .filter_map(|(off, on)| {
            let either = on.or(off)?;
            // Constants have no names: a pool of them says nothing, and would come first.
            let data = matches!(either.kind, FamilyKind::Data | FamilyKind::Vtable);
            if data || split.contains(either.item.as_str()) {
                return None;
            }
            let copies = |family: Option<&Family>| family.map_or(0, |it| it.copies.len());
            let bytes = |family: Option<&Family>| family.map_or(0, Family::bytes);
            let change = OtherEntry {
                name: either.name.clone(),
                copies_before: copies(off),
                copies_after: copies(on),
                bytes: Change {
                    before: bytes(off),
                    after: bytes(on),
                },
            };
            let same = change.bytes.saved() == 0 && change.copies_before == change.copies_after;
            (!same).then_some(change)
        })
        .collect();
    changes.sort_by(|a, b| {
        let size = |change: &OtherEntry| change.bytes.saved().unsigned_abs();
        (size(b).cmp(&size(a))).then_with(|| a.name.cmp(&b.name))
    });
    changes
}
