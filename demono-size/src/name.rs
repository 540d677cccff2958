//! In: a symbol name as it stands in the symbol table. Out: the generic function it is a
//! copy of, the arguments of this copy, and the crate that made it. Refused: nothing; a
//! name that is not Rust's stands for itself.
//!
//! Rust's v0 names say all of this and are taken apart by the grammar. Legacy names
//! (`_ZN..17h<hash>E`; a prebuilt std may have them) only say the function, and no
//! arguments; they are spelled like v0 names as far as the text allows.

mod anonymous;
mod constant;
mod key;
mod legacy;
mod punycode;
mod reader;
mod spelling;
mod split;
mod suffix;
mod tree;
mod types;
mod v0;

use demono_report::{FamilyKind, Role};

pub(crate) use anonymous::is_anonymous;
pub(crate) use reader::{FamilyName, Reader, Reading, Spelling};

/// What a symbol name says about a function.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FunctionName {
    /// The whole name, demangled: `<krate::Foo<u8>>::get::<&str>`.
    pub text: String,
    /// The function without generic arguments: `<krate::Foo>::get`.
    pub function: String,
    /// The same with the self type left open, `<_>::get`: to show functions of
    /// `impl<T> Trait for T`, whose copies differ in their self type.
    pub any_self: String,
    /// Equal for all copies of one generic function and only for them; an inner has the
    /// key of its shim. Not for display.
    pub key: String,
    /// What the function is beyond [`item`](FunctionName::item): `{closure#0}`, ...;
    /// empty for the function itself.
    pub part: String,
    /// The key of the named function that holds this one: the function itself, or for
    /// a closure the function it was written in. An inner has the key of its shim.
    pub item: String,
    /// How `item` is shown.
    pub item_text: String,
    /// The arguments of the function and of what it is nested in, without those of its
    /// impl: `["&str"]`.
    pub arguments: Vec<String>,
    /// The type whose impl the function belongs to: `krate::Foo<u8>`.
    pub self_type: Option<String>,
    /// The crate that asked for this copy; `None` for what is not generic.
    pub instantiated_in: Option<String>,
    /// Whether demono made it.
    pub role: Role,
    /// What it is, as far as the name says: a static has a function's name.
    pub kind: FamilyKind,
    /// The crate that defines it: for a method the one its impl stands in. Legacy names
    /// do not say this: there it is the crate of the self type or, if that is of no
    /// crate (`&T`, `u8`), of the trait. `None` for what is not Rust's.
    pub krate: Option<String>,
    /// Whether the name shows that this is a copy of something generic. Legacy names
    /// show it of drop glue only, and none does of `impl<T> Trait for T`.
    pub generic: bool,
}

impl FunctionName {
    /// Takes `symbol` apart.
    pub fn parse(symbol: &str) -> Self {
        let mut reader = Reader::new(symbol.len());
        let reading = reader.read(symbol);
        let mut key = String::new();
        reading.write_key(&mut key);
        reading.name(key)
    }
}
