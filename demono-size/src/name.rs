//! In: a symbol name as it stands in the symbol table. Out: the generic function it is a
//! copy of, the arguments of this copy, and the crate that made it. Refused: nothing; a
//! name that is not Rust's stands for itself.
//!
//! Rust's v0 names say all of this and are taken apart by the grammar. Legacy names
//! (`_ZN..17h<hash>E`; a prebuilt std may have them) only say the function, and no
//! arguments.

mod constant;
mod path;
mod punycode;
mod types;
mod v0;

use serde::{Deserialize, Serialize};

use path::{Detail, Path, Position};

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
}

/// What a function is to a split.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// A function as written: not split, or a shim.
    Written,
    /// The inner of a split, or a closure in it.
    Inner,
}

impl FunctionName {
    /// Takes `symbol` apart.
    pub fn parse(symbol: &str) -> Self {
        match v0::parse(symbol) {
            Some(Ok(name)) => Self::from_v0(&name),
            _ => Self::from_text(symbol),
        }
    }

    fn from_v0(name: &v0::Name) -> Self {
        let path = &name.path;
        let (item, part) = split_part(path);
        let show = |path: &Path, detail| path.text(detail, Position::Value);
        let text = show(path, Detail::Full);
        FunctionName {
            text,
            function: show(path, Detail::NoArguments),
            any_self: show(path, Detail::NoSelf),
            key: path.key(),
            item: item.key(),
            item_text: show(&item.without_split(), Detail::NoArguments),
            part,
            arguments: path.arguments().into_iter().cloned().collect(),
            self_type: path
                .self_type()
                .map(|self_type| self_type.text(Detail::Full)),
            instantiated_in: name
                .instantiated_in
                .as_ref()
                .map(|path| show(path, Detail::Full)),
            role: if item.is_inner() {
                Role::Inner
            } else {
                Role::Written
            },
        }
    }

    /// A legacy name, or one of another language.
    fn from_text(symbol: &str) -> Self {
        let text = format!("{:#}", rustc_demangle::demangle(symbol));
        FunctionName {
            function: text.clone(),
            any_self: text.clone(),
            key: text.clone(),
            item: text.clone(),
            item_text: text.clone(),
            text,
            part: String::new(),
            arguments: Vec::new(),
            self_type: None,
            instantiated_in: None,
            role: Role::Written,
        }
    }
}

/// Input:  `krate::f::<T>::{closure#1}::{shim:vtable#0}`
/// Output: `krate::f`, `{closure#1}::{shim:vtable#0}`
fn split_part(path: &Path) -> (&Path, String) {
    let mut segments = Vec::new();
    let mut item = path.bare();
    while let Path::Nested {
        parent, namespace, ..
    } = item
    {
        if namespace.is_ascii_lowercase() {
            break;
        }
        segments.extend(item.segment());
        item = parent.bare();
    }
    segments.reverse();
    (item, segments.join("::"))
}
