//! In: the symbols of one binary. Out: per generic function its copies, with their
//! arguments and bytes. Refused: nothing; a binary without symbols has no families.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::name::{FunctionName, Role};
use crate::read::{Binary, Symbol, SymbolKind};

/// The functions of a [`Binary`], the copies of one generic function together.
#[derive(Debug, Clone, Default)]
pub struct Families {
    list: Vec<Family>,
}

/// All copies of one generic function; for a function that is not generic, itself.
///
/// A function that demono split is one family: shims and inner. A closure is a family of its own, apart from the function it was written in, and so
/// is each kind of shim that rustc makes (`{shim:vtable#0}`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Family {
    /// The function without generic arguments, such as `krate::load`,
    /// `<krate::Foo>::get`, `<_ as krate::Store>::put`. Two crates of one name, or two
    /// impl blocks, can lead to equal names; [`key`](Family::key) tells them apart.
    pub name: String,
    /// See [`FunctionName::key`].
    pub key: String,
    /// See [`FunctionName::item`].
    pub item: String,
    /// See [`FunctionName::item_text`].
    pub item_text: String,
    /// See [`FunctionName::part`].
    pub part: String,
    /// What kind of function or data it is.
    pub kind: Kind,
    /// The crate that defines it; `None` for what is not Rust's, and in legacy names.
    pub krate: Option<String>,
    /// The copies that are in the binary, the largest first; of a function that demono
    /// split its shims and its inner.
    pub copies: Vec<Copy>,
    /// Copies whose bytes are those of another function (demangled names): the linker
    /// or LLVM found the two to be identical and kept one.
    pub folded: Vec<String>,
}

/// One copy of a function, as it is in the binary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Copy {
    /// Its demangled name with all arguments.
    pub name: String,
    /// See [`FunctionName::arguments`].
    pub arguments: Vec<String>,
    /// See [`FunctionName::self_type`].
    pub self_type: Option<String>,
    /// See [`FunctionName::instantiated_in`].
    pub instantiated_in: Option<String>,
    /// Address of its first byte.
    pub address: u64,
    /// The bytes that are counted for it ([`Symbol::bytes`]).
    pub bytes: u64,
    /// Whether they are a guess ([`Symbol::estimated`]).
    pub estimated: bool,
    /// Shim or function as written, or inner.
    pub role: Role,
}

/// What the symbols of a [`Family`] are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Kind {
    /// A function or method.
    Function,
    /// A closure, or the body of an `async fn`.
    Closure,
    /// A shim that rustc makes: to call a closure through a vtable, for instance.
    Shim,
    /// `core::ptr::drop_in_place`.
    DropGlue,
    /// Vtables.
    Vtable,
    /// A static or constant.
    Data,
}

impl Family {
    /// Bytes of all copies.
    pub fn bytes(&self) -> u64 {
        self.copies.iter().map(|copy| copy.bytes).sum()
    }

    /// Bytes of those copies that have the role `role`.
    pub fn bytes_of(&self, role: Role) -> u64 {
        let copies = self.copies.iter().filter(|copy| copy.role == role);
        copies.map(|copy| copy.bytes).sum()
    }

    /// Number of copies that have the role `role`.
    pub fn copies_of(&self, role: Role) -> usize {
        let copies = self.copies.iter().filter(|copy| copy.role == role);
        copies.count()
    }

    /// What one copy costs: the bytes of the largest. Of a function that demono split,
    /// its inner and its largest shim.
    pub fn one(&self) -> u64 {
        let largest = |role| {
            let copies = self.copies.iter().filter(|copy| copy.role == role);
            copies.map(|copy| copy.bytes).max().unwrap_or(0)
        };
        largest(Role::Written) + largest(Role::Inner)
    }

    /// What monomorphization costs: all bytes but those of [`one`](Family::one) copy.
    pub fn wasted(&self) -> u64 {
        self.bytes() - self.one()
    }

    /// Whether demono split this function.
    pub fn is_split(&self) -> bool {
        self.copies.iter().any(|copy| copy.role == Role::Inner)
    }
}

impl Families {
    /// Groups the functions of `binary`.
    pub fn of(binary: &Binary) -> Self {
        let mut drafts: BTreeMap<String, Draft> = BTreeMap::new();
        for symbol in &binary.symbols {
            if symbol.kind != SymbolKind::Function {
                continue;
            }
            let name = FunctionName::parse(&symbol.name);
            let draft = drafts.entry(name.key.clone()).or_default();
            draft.copies.push(copy(&name, symbol));
            draft.names.push(name);
            for alias in &symbol.aliases {
                let name = FunctionName::parse(alias);
                let draft = drafts.entry(name.key.clone()).or_default();
                draft.folded.push(name.text.clone());
                draft.names.push(name);
            }
        }
        let mut list: Vec<Family> = drafts.into_values().filter_map(Draft::finish).collect();
        list.sort_by(|a, b| {
            (b.bytes().cmp(&a.bytes()))
                .then_with(|| a.name.cmp(&b.name))
                .then_with(|| a.key.cmp(&b.key))
        });
        Families { list }
    }

    /// All families, the one with the most bytes first.
    pub fn iter(&self) -> std::slice::Iter<'_, Family> {
        self.list.iter()
    }

    /// The family of this [`name`](Family::name), the largest if there are several.
    pub fn get(&self, name: &str) -> Option<&Family> {
        self.list.iter().find(|family| family.name == name)
    }
}

impl<'a> IntoIterator for &'a Families {
    type Item = &'a Family;
    type IntoIter = std::slice::Iter<'a, Family>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

fn copy(name: &FunctionName, symbol: &Symbol) -> Copy {
    Copy {
        name: name.text.clone(),
        arguments: name.arguments.clone(),
        self_type: name.self_type.clone(),
        instantiated_in: name.instantiated_in.clone(),
        address: symbol.address,
        bytes: symbol.bytes,
        estimated: symbol.estimated,
        role: name.role,
    }
}

/// A family while its symbols are being collected.
#[derive(Default)]
struct Draft {
    names: Vec<FunctionName>,
    copies: Vec<Copy>,
    folded: Vec<String>,
}

impl Draft {
    fn finish(self) -> Option<Family> {
        let Draft {
            names,
            mut copies,
            mut folded,
        } = self;
        copies.sort_by(|a, b| {
            (b.bytes.cmp(&a.bytes))
                .then_with(|| a.name.cmp(&b.name))
                .then_with(|| a.address.cmp(&b.address))
        });
        folded.sort();
        // Where all shims were inlined, the inner is what is left of the function.
        let written = names.iter().find(|name| name.role == Role::Written);
        let first = written.or(names.first())?;
        let one_self = (names.iter())
            .filter(|name| name.role == Role::Written)
            .all(|name| name.function == first.function);
        let name = match (first.role, one_self) {
            (Role::Inner, _) if first.part.is_empty() => first.item_text.clone(),
            (Role::Inner, _) => format!("{}::{}", first.item_text, first.part),
            (Role::Written, true) => first.function.clone(),
            (Role::Written, false) => first.any_self.clone(),
        };
        Some(Family {
            name,
            key: first.key.clone(),
            item: first.item.clone(),
            item_text: first.item_text.clone(),
            part: first.part.clone(),
            kind: Kind::Function,
            krate: None,
            copies,
            folded,
        })
    }
}
