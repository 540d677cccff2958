//! In: a path of a v0 symbol, parsed. Out: its text with or without generic arguments,
//! and the key that all copies of one generic function share. Refused: nothing.

use std::fmt::Write;

/// The path of an item, with every generic argument in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Path {
    /// `C`: a crate.
    Crate { name: String, hash: u64 },
    /// `N`: an item in `parent`.
    Nested {
        parent: Box<Path>,
        /// `v` value, `t` type, upper case for what has no name of its own: `C`
        /// closure, `S` shim.
        namespace: char,
        disambiguator: u64,
        name: String,
    },
    /// `M`: an inherent impl, `<self_type>`.
    Inherent { block: Impl, self_type: Box<Type> },
    /// `X`: an impl of a trait, `<self_type as of>`.
    TraitImpl {
        block: Impl,
        self_type: Box<Type>,
        of: Box<Path>,
    },
    /// `Y`: a trait's own item (a provided method) for one type, `<self_type as of>`.
    Provided { self_type: Box<Type>, of: Box<Path> },
    /// `I`: `path` with arguments.
    Generic {
        path: Box<Path>,
        arguments: Vec<String>,
    },
}

/// Which impl block: where it stands, and which of those that stand there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Impl {
    pub(super) parent: Box<Path>,
    pub(super) disambiguator: u64,
}

/// A type, taken apart as far as grouping needs it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Type {
    Path(Path),
    Other(String),
}

/// What is printed of the types in a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Detail {
    /// `<Foo<u8>>::f::<u16>`
    Full,
    /// `<Foo>::f`
    NoArguments,
    /// `<_>::f`: for impls whose self type itself is generic.
    NoSelf,
}

/// Whether `::` precedes the arguments.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Position {
    Value,
    Type,
}

impl Type {
    pub(super) fn text(&self, detail: Detail) -> String {
        match self {
            Type::Path(path) => path.text(detail, Position::Type),
            Type::Other(text) => text.clone(),
        }
    }
}

impl Path {
    pub(super) fn text(&self, detail: Detail, position: Position) -> String {
        let mut out = String::new();
        self.write(&mut out, detail, position);
        out
    }

    fn write(&self, out: &mut String, detail: Detail, position: Position) {
        match self {
            Path::Crate { name, .. } => out.push_str(name),
            Path::Nested { parent, .. } => {
                parent.write(out, detail, position);
                if let Some(segment) = self.segment() {
                    out.push_str("::");
                    out.push_str(&segment);
                }
            }
            Path::Inherent { self_type, .. } => {
                let self_type = self_text(self_type, detail);
                let _ = write!(out, "<{self_type}>");
            }
            Path::TraitImpl { self_type, of, .. } | Path::Provided { self_type, of } => {
                let self_type = self_text(self_type, detail);
                let _ = write!(out, "<{self_type} as {}>", of.text(detail, Position::Type));
            }
            Path::Generic { path, arguments } => {
                path.write(out, detail, position);
                if detail == Detail::Full {
                    if position == Position::Value {
                        out.push_str("::");
                    }
                    let _ = write!(out, "<{}>", arguments.join(", "));
                }
            }
        }
    }

    /// The last segment as it is printed; `None` for an unnamed one of a namespace that
    /// is not printed.
    pub(super) fn segment(&self) -> Option<String> {
        let Path::Nested {
            namespace,
            disambiguator,
            name,
            ..
        } = self
        else {
            return None;
        };
        if namespace.is_ascii_lowercase() {
            return (!name.is_empty()).then(|| name.clone());
        }
        let kind = match namespace {
            'C' => "closure".to_owned(),
            'S' => "shim".to_owned(),
            other => other.to_string(),
        };
        let colon = if name.is_empty() { "" } else { ":" };
        Some(format!("{{{kind}{colon}{name}#{disambiguator}}}"))
    }

    /// The path without the arguments at its end.
    pub(super) fn bare(&self) -> &Path {
        match self {
            Path::Generic { path, .. } => path.bare(),
            other => other,
        }
    }

    /// A text that is equal for all copies of one generic function, and differs for
    /// different functions.
    ///
    /// Input:  `<krate::Foo<u8>>::get::<&str>`, `<krate::Foo<u16>>::get::<String>`
    /// Output: `krate[1f]::{impl#0}::get` for both
    ///
    /// Impl blocks are named by their place, not by their self type: in
    /// `impl<T> Trait for T` it is the self type that differs from copy to copy. What
    /// demono adds to a path is left out, so that items inside a split function have the
    /// key they have without the split.
    pub(super) fn key(&self) -> String {
        match self {
            Path::Crate { name, hash } => format!("{name}[{hash:x}]"),
            Path::Generic { path, .. } => path.key(),
            Path::Nested {
                parent,
                namespace,
                disambiguator,
                name,
            } => {
                if let Some(function) = self.split_nested() {
                    return function.key();
                }
                let name = match self.split_sibling() {
                    Some(function) => function,
                    None => name,
                };
                format!("{}::{namespace}{disambiguator}{name}", parent.key())
            }
            Path::Inherent { block, .. } => block.key(),
            Path::TraitImpl { block, of, .. } => format!("{} {}", block.key(), of.key()),
            // As items inside the method have it: `krate::Trait::method`.
            Path::Provided { of, .. } => of.key(),
        }
    }

    /// If this is the inner of a function that holds it, that function.
    ///
    /// Input:  `f::<T>::__demono_inner`, `f::<T>::{closure#0}::__demono_inner` (async),
    ///         `<Foo as f::__DemonoInner>::__demono_inner`, the method of a helper trait
    ///         in `f`, there or in its impl
    /// Output: `f`
    fn split_nested(&self) -> Option<&Path> {
        let Path::Nested {
            parent,
            namespace: 'v',
            name,
            ..
        } = self
        else {
            return None;
        };
        if name != INNER {
            return None;
        }
        match parent.bare() {
            Path::TraitImpl { block, of, .. } => {
                let own = matches!(of.bare(), Path::Nested { name, .. } if is_ours(name));
                own.then(|| block.parent.function()).flatten()
            }
            Path::Provided { of, .. } => match of.bare() {
                Path::Nested { parent, name, .. } if is_ours(name) => parent.function(),
                _ => None,
            },
            parent => parent.function(),
        }
    }

    /// The named function that this is, or that it is a closure in.
    fn function(&self) -> Option<&Path> {
        match self.bare() {
            function @ Path::Nested { namespace: 'v', .. } => Some(function),
            Path::Nested {
                parent, namespace, ..
            } if namespace.is_ascii_uppercase() => parent.function(),
            _ => None,
        }
    }

    /// If this is an inner that stands beside its function, the name of that function.
    /// None stands in the impl of a trait: such a method is one of the traits with which
    /// demono makes objects, and has a copy for each type.
    fn split_sibling(&self) -> Option<&str> {
        let Path::Nested {
            parent,
            namespace: 'v',
            name,
            ..
        } = self
        else {
            return None;
        };
        match parent.bare() {
            Path::TraitImpl { .. } | Path::Provided { .. } => None,
            _ if self.split_nested().is_some() => None,
            _ => name.strip_prefix(SIBLING),
        }
    }

    /// Whether this function is the inner of a split.
    pub(super) fn is_inner(&self) -> bool {
        self.split_nested().is_some() || self.split_sibling().is_some()
    }

    /// The function without what demono adds: the shim, if this is an inner. A default
    /// method is its trait's, whichever type takes it: there the inner stands.
    pub(super) fn without_split(&self) -> Path {
        if let Some(function) = self.split_nested() {
            return function.without_split();
        }
        match self {
            Path::Nested {
                parent,
                namespace,
                disambiguator,
                name,
            } => Path::Nested {
                parent: Box::new(parent.without_split()),
                namespace: *namespace,
                disambiguator: *disambiguator,
                name: self.split_sibling().unwrap_or(name).to_owned(),
            },
            Path::Generic { path, arguments } => Path::Generic {
                path: Box::new(path.without_split()),
                arguments: arguments.clone(),
            },
            Path::Provided { of, .. } => of.without_split(),
            other => other.clone(),
        }
    }

    /// The arguments of the path's own segments, from left to right.
    pub(super) fn arguments(&self) -> Vec<&String> {
        match self {
            Path::Generic { path, arguments } => {
                let mut all = path.arguments();
                all.extend(arguments);
                all
            }
            Path::Nested { parent, .. } => parent.arguments(),
            _ => Vec::new(),
        }
    }

    /// The self type of the impl or trait that the path goes through.
    pub(super) fn self_type(&self) -> Option<&Type> {
        match self {
            Path::Crate { .. } => None,
            Path::Nested { parent, .. } => parent.self_type(),
            Path::Generic { path, .. } => path.self_type(),
            Path::Inherent { self_type, .. }
            | Path::TraitImpl { self_type, .. }
            | Path::Provided { self_type, .. } => Some(self_type),
        }
    }
}

impl Impl {
    fn key(&self) -> String {
        format!("{}::{{impl#{}}}", self.parent.key(), self.disambiguator)
    }
}

/// The inner of a function, nested in it.
const INNER: &str = "__demono_inner";
/// Before the name of a function whose inner stands beside it.
const SIBLING: &str = "__demono_";

fn is_ours(name: &str) -> bool {
    name.to_ascii_lowercase().starts_with("__demono")
}

fn self_text(self_type: &Type, detail: Detail) -> String {
    match detail {
        Detail::NoSelf => "_".to_owned(),
        detail => self_type.text(detail),
    }
}
