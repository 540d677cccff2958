//! In: the names of one family, read one after the other. Out: the family.

use std::collections::HashMap;

use demono_report::{FamilyKind, Role};

use super::model::{Copy, Family};
use super::names::Occurrence;
use crate::binary::model::SymbolKind;
use crate::symbol::parts::{FamilyName, Spelling};
use crate::symbol::reader::Reading;

/// A family while its symbols are being collected.
pub(super) struct Draft<'b> {
    name: FamilyName,
    /// Of the function as written; `None` where only the inner of a split is left, as all
    /// its shims were inlined.
    spellings: Option<Spellings>,
    /// What one copy has that another does not have if both are of something generic.
    instance: Option<String>,
    generic: bool,
    copies: Vec<Copy>,
    /// The symbols of `copies`.
    symbols: Vec<Counted<'b>>,
    folded: Vec<String>,
}

/// A symbol that is a copy, or a part of one.
struct Counted<'b> {
    symbol: &'b str,
    /// The symbol that this one was split off.
    whole: Option<&'b str>,
}

impl<'b> Draft<'b> {
    /// `key` is the one that the name alone has.
    pub(super) fn new(
        reading: &Reading<'_, 'b>,
        key: &str,
        kind: SymbolKind,
        scratch: &mut String,
    ) -> Self {
        let mut name = reading.family(key, scratch);
        if kind == SymbolKind::Data && name.kind != FamilyKind::Vtable {
            name.kind = FamilyKind::Data;
        }
        Draft {
            name,
            spellings: None,
            instance: None,
            generic: false,
            copies: Vec::new(),
            symbols: Vec::new(),
            folded: Vec::new(),
        }
    }

    /// Adds the symbols of `occurrences`, which have the name that was read.
    pub(super) fn add(
        &mut self,
        reading: &Reading<'_, 'b>,
        occurrences: impl Iterator<Item = Occurrence<'b>>,
        scratch: &mut String,
    ) {
        let name = reading.copy(scratch);
        if name.role == Role::Written {
            match &mut self.spellings {
                Some(spellings) => spellings.meet(reading, scratch),
                none => *none = Some(Spellings::new(reading, scratch)),
            }
        }
        self.generic |= name.generic;
        if !self.generic {
            let instance = reading.instance(&name.text);
            match &self.instance {
                Some(other) => self.generic = other != instance,
                None => self.instance = Some(instance.to_owned()),
            }
        }
        let (symbol, whole, role) = (reading.symbol(), reading.whole(), name.role);
        let mut first = Some(name);
        for occurrence in occurrences {
            let name = first.take().unwrap_or_else(|| reading.copy(scratch));
            if !occurrence.counted {
                self.folded.push(name.text);
                continue;
            }
            self.symbols.push(Counted { symbol, whole });
            self.copies.push(Copy {
                name: name.text,
                arguments: name.arguments.into_iter().map(|it| it.text).collect(),
                self_type: name.self_type.map(|it| it.text),
                instantiated_in: name.instantiated_in,
                address: occurrence.symbol.address,
                bytes: occurrence.symbol.bytes,
                estimated: occurrence.symbol.estimated,
                role,
            });
        }
    }

    /// Takes the symbols of `other`, which has the same key.
    pub(super) fn absorb(&mut self, other: Draft<'b>) {
        match (&mut self.spellings, other.spellings) {
            (Some(own), Some(other)) => own.meet_all(&other),
            (own @ None, other) => *own = other,
            (Some(_), None) => {}
        }
        self.generic |= other.generic || self.instance != other.instance;
        self.copies.extend(other.copies);
        self.symbols.extend(other.symbols);
        self.folded.extend(other.folded);
    }

    pub(super) fn finish(mut self, key: String) -> Family {
        self.join_parts();
        let mut copies = self.copies;
        copies.sort_by(|a, b| {
            (b.bytes.cmp(&a.bytes))
                .then_with(|| a.name.cmp(&b.name))
                .then_with(|| a.address.cmp(&b.address))
        });
        self.folded.sort();
        let data = matches!(self.name.kind, FamilyKind::Data | FamilyKind::Vtable);
        let name = match self.spellings {
            Some(spellings) => spellings.common().to_owned(),
            None if self.name.part.is_empty() => self.name.item_text.clone(),
            None => format!("{}::{}", self.name.item_text, self.name.part),
        };
        Family {
            name,
            key,
            item: self.name.item,
            item_text: self.name.item_text,
            part: self.name.part,
            kind: self.name.kind,
            krate: self.name.krate,
            generic: self.generic && !data,
            copies,
            folded: self.folded,
        }
    }

    /// Counts the parts that were split off a copy (`f.cold`) for that copy. If the copy
    /// itself is gone, a part stands for it.
    fn join_parts(&mut self) {
        if self.symbols.iter().all(|it| it.whole.is_none()) {
            return;
        }
        let mut wholes: HashMap<&str, usize> = HashMap::new();
        let mut joined: Vec<Copy> = Vec::new();
        let symbols = std::mem::take(&mut self.symbols).into_iter();
        let (parts, others): (Vec<_>, Vec<_>) = symbols
            .zip(std::mem::take(&mut self.copies))
            .partition(|(symbol, _)| symbol.whole.is_some());
        for (Counted { symbol, whole }, copy) in others.into_iter().chain(parts) {
            let name = whole.unwrap_or(symbol);
            match wholes.get(name) {
                Some(&index) if whole.is_some() => {
                    joined[index].bytes += copy.bytes;
                    joined[index].estimated |= copy.estimated;
                }
                _ => {
                    wholes.insert(name, joined.len());
                    joined.push(copy);
                }
            }
        }
        self.copies = joined;
    }
}

/// The names under which the family can be shown: the most exact one on which all copies
/// agree.
struct Spellings {
    exact: String,
    /// `None` if it is no other than `exact`.
    shape: Option<String>,
    any_self: Option<String>,
    common: Spelling,
}

impl Spellings {
    fn new(reading: &Reading<'_, '_>, scratch: &mut String) -> Self {
        let exact = reading.function(Spelling::Exact, scratch);
        let mut other = |spelling| {
            let text = reading
                .has_spellings()
                .then(|| reading.function(spelling, scratch));
            text.filter(|text| *text != exact)
        };
        Spellings {
            shape: other(Spelling::Shape),
            any_self: other(Spelling::AnySelf),
            common: Spelling::Exact,
            exact,
        }
    }

    fn get(&self, spelling: Spelling) -> &str {
        let other = match spelling {
            Spelling::Exact => None,
            Spelling::Shape => self.shape.as_deref(),
            Spelling::AnySelf => self.any_self.as_deref(),
        };
        other.unwrap_or(&self.exact)
    }

    /// Falls back to the spelling that `same` holds for.
    fn settle(&mut self, mut same: impl FnMut(&Self, Spelling) -> bool) {
        while self.common != Spelling::AnySelf && !same(self, self.common) {
            self.common = match self.common {
                Spelling::Exact => Spelling::Shape,
                Spelling::Shape | Spelling::AnySelf => Spelling::AnySelf,
            };
        }
    }

    fn meet(&mut self, reading: &Reading<'_, '_>, scratch: &mut String) {
        // Without a self type there is one spelling.
        if self.any_self.is_none() {
            return;
        }
        self.settle(|this, spelling| {
            scratch.clear();
            reading.write_function(scratch, spelling);
            scratch == this.get(spelling)
        });
    }

    fn meet_all(&mut self, other: &Spellings) {
        self.common = self.common.max(other.common);
        self.settle(|this, spelling| this.get(spelling) == other.get(spelling));
    }

    fn common(&self) -> &str {
        self.get(self.common)
    }
}
