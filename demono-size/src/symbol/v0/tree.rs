//! The path of a v0 symbol, parsed, and what it says of the function.
//!
//! A binary has a hundred thousand names, so one tree takes them all, one after the other:
//! nodes are in a list, and the texts of types, which are shown but never compared in
//! parts, in one buffer.

use std::borrow::Cow;
use std::ops::Range;

/// The nodes of one name, and the texts of the types in it.
#[derive(Debug, Default)]
pub(crate) struct Tree<'s> {
    pub(crate) nodes: Vec<Node<'s>>,
    /// Texts of types and constants.
    pub(crate) text: String,
    /// Generic arguments.
    pub(crate) arguments: Vec<TypeText>,
    /// The types that [`Type::Other`] counts.
    pub(crate) types: Vec<Other>,
    /// The closures in `text`, an inner one before the one it is in.
    pub(crate) closures: Vec<Closure>,
}

/// A node's place in [`Tree::nodes`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Id(pub(super) usize);

/// The path of an item, with every generic argument in its place.
#[derive(Debug)]
pub(crate) enum Node<'s> {
    /// `C`: a crate.
    Crate { name: Cow<'s, str>, hash: &'s str },
    /// `N`: an item in `parent`.
    Nested(Nested<'s>),
    /// `M`: an inherent impl, `<self_type>`; `X`: that of a trait, `<self_type as of>`.
    Impl {
        /// Where it stands, and which of those that stand there it is.
        parent: Id,
        disambiguator: u64,
        self_type: Type,
        of: Option<Id>,
    },
    /// `Y`: a trait's own item (a provided method) for one type, `<self_type as of>`.
    Provided { self_type: Type, of: Id },
    /// `I`: `path` with arguments, a range of [`Tree::arguments`].
    Generic { path: Id, arguments: Range<usize> },
}

/// An item in another one.
#[derive(Debug)]
pub(crate) struct Nested<'s> {
    pub(crate) parent: Id,
    /// `v` value, `t` type, upper case for what has no name of its own: `C` closure, `S`
    /// shim.
    pub(crate) namespace: char,
    pub(crate) disambiguator: u64,
    pub(crate) name: Cow<'s, str>,
}

/// The type of a block, parsed as far as grouping needs it.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Type {
    Path(Id),
    /// A place in [`Tree::types`].
    Other(usize),
}

/// A type that is no path.
#[derive(Debug)]
pub(crate) struct Other {
    pub(crate) text: TypeText,
    /// What it is built with, `[_]` of `[u8]`; `None` if of nothing: `u8`.
    pub(crate) shape: Option<Cow<'static, str>>,
    /// Where the type begins in the symbol.
    pub(crate) at: usize,
    /// The path of what it refers to, once that was read.
    pub(crate) target: Option<Id>,
}

/// The text of a type or constant.
#[derive(Debug)]
pub(crate) struct TypeText {
    /// A range of [`Tree::text`].
    pub(crate) text: Range<usize>,
    pub(crate) is_closure: bool,
    pub(crate) has_arguments: bool,
}

/// A closure in the text of a type.
#[derive(Debug)]
pub(crate) struct Closure {
    /// The text of the path that it stands in, a range of [`Tree::text`].
    pub(crate) within: Range<usize>,
    /// Where that path begins in the symbol, and the lifetimes bound there.
    pub(crate) at: usize,
    pub(crate) bound: u64,
    /// The path, once it was read.
    pub(crate) parent: Option<Id>,
}

impl<'s> Tree<'s> {
    pub(crate) fn clear(&mut self) {
        self.nodes.clear();
        self.text.clear();
        self.arguments.clear();
        self.types.clear();
        self.closures.clear();
    }

    pub(crate) fn add(&mut self, node: Node<'s>) -> Id {
        self.nodes.push(node);
        Id(self.nodes.len() - 1)
    }

    pub(crate) fn node(&self, id: Id) -> &Node<'s> {
        &self.nodes[id.0]
    }

    pub(crate) fn nested(&self, id: Id) -> Option<&Nested<'s>> {
        match self.node(id) {
            Node::Nested(nested) => Some(nested),
            _ => None,
        }
    }

    /// The path without the arguments at its end.
    pub(crate) fn bare(&self, path: Id) -> Id {
        match self.node(path) {
            Node::Generic { path, .. } => self.bare(*path),
            _ => path,
        }
    }

    /// The named function that this one is in, if it has no name of its own.
    pub(crate) fn item(&self, path: Id) -> Id {
        let path = self.bare(path);
        match self.nested(path) {
            Some(nested) if nested.is_unnamed() => self.item(nested.parent),
            _ => path,
        }
    }

    /// The type of the impl or trait that the path goes through.
    pub(crate) fn block_type(&self, path: Id) -> Option<Type> {
        match self.node(path) {
            Node::Crate { .. } => None,
            Node::Nested(Nested { parent: path, .. }) | Node::Generic { path, .. } => {
                self.block_type(*path)
            }
            Node::Impl { self_type, .. } | Node::Provided { self_type, .. } => Some(*self_type),
        }
    }

    /// Whether this is the module of this path, its crate first.
    pub(crate) fn is_module(&self, path: Id, segments: &[&str]) -> bool {
        let Some((&last, before)) = segments.split_last() else {
            return false;
        };
        match self.node(path) {
            Node::Crate { name, .. } => before.is_empty() && name == last,
            Node::Nested(Nested { parent, name, .. }) => {
                !before.is_empty() && name == last && self.is_module(*parent, before)
            }
            _ => false,
        }
    }

    /// Whether the path shows that it is a copy of something generic. A copy of
    /// `impl<T> Trait for T` does not: it is known by the other copies.
    pub(crate) fn is_generic(&self, path: Id) -> bool {
        match self.node(path) {
            Node::Crate { .. } => false,
            // Lifetimes are erased, but `<>` is there for late-bound ones.
            Node::Generic { path, arguments } => !arguments.is_empty() || self.is_generic(*path),
            Node::Nested(nested) => self.is_generic(nested.parent),
            Node::Impl { self_type, of, .. } => {
                matches!(self_type, Type::Path(path) if self.is_generic(*path))
                    || of.is_some_and(|of| self.is_generic(of))
            }
            Node::Provided { .. } => true,
        }
    }

    /// The crate that defines the item: of an impl, the one the impl stands in; of a
    /// provided method, the trait's.
    pub(crate) fn krate(&self, path: Id) -> &str {
        match self.node(path) {
            Node::Crate { name, .. } => name,
            Node::Nested(Nested { parent: path, .. })
            | Node::Generic { path, .. }
            | Node::Impl { parent: path, .. }
            | Node::Provided { of: path, .. } => self.krate(*path),
        }
    }
}

impl Nested<'_> {
    /// Whether it is a closure, a shim or the like.
    pub(crate) fn is_unnamed(&self) -> bool {
        self.namespace.is_ascii_uppercase()
    }
}
