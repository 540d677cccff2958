//! In: a symbol name. Out: all that it says about its function.

use demono_report::{FamilyKind, Role};

use super::parts::Spelling;
use super::path::{ClosureOf, SymbolPath, TypeName};
use super::reader::{ReadDetail, Reader};

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
    /// The functions whose closures are named in it, each once. Legacy names have none.
    pub closures: Vec<ClosureOf>,
    /// The arguments of the function and of what it is nested in, without those of its
    /// impl: `["&str"]`.
    pub arguments: Vec<TypeName>,
    /// The type whose impl the function belongs to: `krate::Foo<u8>`.
    pub self_type: Option<TypeName>,
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
    /// Parses `symbol`.
    pub fn parse(symbol: &str) -> Self {
        let mut reader = Reader::new(symbol.len(), ReadDetail::Closures);
        let reading = reader.read(symbol);
        let mut key = String::new();
        reading.write_key(&mut key);
        let scratch = &mut String::new();
        let copy = reading.copy(scratch);
        let family = reading.family(&key, scratch);
        FunctionName {
            text: copy.text,
            function: reading.function(Spelling::Exact, scratch),
            any_self: reading.function(Spelling::AnySelf, scratch),
            key,
            part: family.part,
            item: family.item,
            item_text: family.item_text,
            closures: reading.closures(),
            arguments: copy.arguments,
            self_type: copy.self_type,
            instantiated_in: copy.instantiated_in,
            role: copy.role,
            kind: family.kind,
            krate: family.krate,
            generic: copy.generic,
        }
    }
}

impl SymbolPath {
    /// The path of [`FunctionName::item`] of `symbol`, in parts.
    pub fn parse(symbol: &str) -> Self {
        Reader::new(symbol.len(), ReadDetail::Paths)
            .read(symbol)
            .path()
    }
}
