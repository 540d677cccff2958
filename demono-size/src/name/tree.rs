//! In: the path of a v0 symbol, parsed. Out: its text with or without generic arguments,
//! and what it says of the function. Refused: nothing.
//!
//! A binary has a hundred thousand names, so one tree takes them all, one after the
//! other: nodes stand in a list, and the texts of types, which are shown but never
//! compared in parts, in one buffer.

use std::borrow::Cow;
use std::ops::Range;

/// The nodes of one name, and the texts of the types in it.
#[derive(Debug, Default)]
pub(super) struct Tree<'s> {
    pub(super) nodes: Vec<Node<'s>>,
    /// Texts of types and constants.
    pub(super) text: String,
    /// Generic arguments, as ranges of `text`.
    pub(super) arguments: Vec<Range<usize>>,
}

/// A node's place in [`Tree::nodes`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Id(pub(super) usize);

/// The path of an item, with every generic argument in its place.
#[derive(Debug)]
pub(super) enum Node<'s> {
    /// `C`: a crate.
    Crate { name: Cow<'s, str>, hash: &'s str },
    /// `N`: an item in `parent`.
    Nested {
        parent: Id,
        /// `v` value, `t` type, upper case for what has no name of its own: `C`
        /// closure, `S` shim.
        namespace: char,
        disambiguator: u64,
        name: Cow<'s, str>,
    },
    /// `M`: an inherent impl, `<self_type>`.
    Inherent { block: Impl, self_type: Type },
    /// `X`: an impl of a trait, `<self_type as of>`.
    TraitImpl {
        block: Impl,
        self_type: Type,
        of: Id,
    },
    /// `Y`: a trait's own item (a provided method) for one type, `<self_type as of>`.
    Provided { self_type: Type, of: Id },
    /// `I`: `path` with arguments, a range of [`Tree::arguments`].
    Generic { path: Id, arguments: Range<usize> },
}

/// Which impl block: where it stands, and which of those that stand there.
#[derive(Debug, Clone, Copy)]
pub(super) struct Impl {
    pub(super) parent: Id,
    pub(super) disambiguator: u64,
}

/// A type, taken apart as far as grouping needs it.
#[derive(Debug, Clone)]
pub(super) enum Type {
    Path(Id),
    /// A range of [`Tree::text`].
    Other(Range<usize>),
}

/// What is printed of the types in a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Detail {
    /// `<Foo<u8>>::f::<u16>`
    Full,
    /// `<Foo>::f`
    NoArguments,
    /// `<&_>::f`: for impls whose self type is built around a generic one.
    Shape,
    /// `<_>::f`: for impls whose self type itself is generic.
    NoSelf,
    /// As `NoArguments`, but without what demono adds: of an inner, its shim. A default
    /// method is its trait's, whichever type takes it: there the inner stands.
    Item,
}

/// Whether `::` precedes the arguments.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Position {
    Value,
    Type,
}

impl<'s> Tree<'s> {
    pub(super) fn clear(&mut self) {
        self.nodes.clear();
        self.text.clear();
        self.arguments.clear();
    }

    pub(super) fn add(&mut self, node: Node<'s>) -> Id {
        self.nodes.push(node);
        Id(self.nodes.len() - 1)
    }

    pub(super) fn node(&self, id: Id) -> &Node<'s> {
        &self.nodes[id.0]
    }

    /// The text of `path`; `scratch` spares it from growing.
    pub(super) fn show(&self, path: Id, detail: Detail, scratch: &mut String) -> String {
        scratch.clear();
        self.write(path, scratch, detail, Position::Value);
        scratch.as_str().to_owned()
    }

    pub(super) fn write(&self, path: Id, out: &mut String, detail: Detail, position: Position) {
        match self.node(path) {
            Node::Crate { name, .. } => out.push_str(name),
            Node::Nested { parent, name, .. } => {
                let mut name: &str = name;
                if detail == Detail::Item {
                    if let Some(function) = self.split_nested(path) {
                        return self.write(function, out, detail, position);
                    }
                    name = self.split_sibling(path).unwrap_or(name);
                }
                self.write(*parent, out, detail, position);
                self.write_segment(path, name, out);
            }
            Node::Inherent { self_type, .. } => {
                out.push('<');
                self.write_self(self_type, out, detail);
                out.push('>');
            }
            Node::Provided { of, .. } if detail == Detail::Item => {
                self.write(*of, out, detail, position);
            }
            Node::TraitImpl { self_type, of, .. } | Node::Provided { self_type, of } => {
                out.push('<');
                self.write_self(self_type, out, detail);
                out.push_str(" as ");
                self.write(*of, out, detail.inside(), Position::Type);
                out.push('>');
            }
            Node::Generic { path, arguments } => {
                self.write(*path, out, detail, position);
                if detail != Detail::Full {
                    return;
                }
                if position == Position::Value {
                    out.push_str("::");
                }
                out.push('<');
                for (number, argument) in self.arguments[arguments.clone()].iter().enumerate() {
                    if number > 0 {
                        out.push_str(", ");
                    }
                    out.push_str(&self.text[argument.clone()]);
                }
                out.push('>');
            }
        }
    }

    fn write_self(&self, self_type: &Type, out: &mut String, detail: Detail) {
        match detail {
            Detail::NoSelf => out.push('_'),
            detail => self.write_type(self_type, out, detail.inside()),
        }
    }

    fn write_type(&self, type_: &Type, out: &mut String, detail: Detail) {
        match type_ {
            Type::Path(path) => self.write(*path, out, detail, Position::Type),
            Type::Other(text) => {
                let text = &self.text[text.clone()];
                match detail {
                    Detail::Shape => shape(text, out),
                    _ => out.push_str(text),
                }
            }
        }
    }

    /// `::` and the last segment of `path` as it is printed, under the name `name`;
    /// nothing for an unnamed one of a namespace that is not printed.
    fn write_segment(&self, path: Id, name: &str, out: &mut String) {
        let Node::Nested {
            namespace,
            disambiguator,
            ..
        } = self.node(path)
        else {
            return;
        };
        if namespace.is_ascii_lowercase() {
            if !name.is_empty() {
                out.push_str("::");
                out.push_str(name);
            }
            return;
        }
        out.push_str("::{");
        match namespace {
            'C' => out.push_str("closure"),
            'S' => out.push_str("shim"),
            other => out.push(*other),
        }
        if !name.is_empty() {
            out.push(':');
            out.push_str(name);
        }
        out.push('#');
        write_number(*disambiguator, out);
        out.push('}');
    }

    /// The path without the arguments at its end.
    pub(super) fn bare(&self, path: Id) -> Id {
        match self.node(path) {
            Node::Generic { path, .. } => self.bare(*path),
            _ => path,
        }
    }

    /// The named function that this one is in, if it has no name of its own.
    pub(super) fn item(&self, path: Id) -> Id {
        let path = self.bare(path);
        match self.node(path) {
            Node::Nested {
                parent, namespace, ..
            } if namespace.is_ascii_uppercase() => self.item(*parent),
            _ => path,
        }
    }

    /// Input:  `krate::f::<T>::{closure#1}::{shim:vtable#0}`
    /// Output: `krate::f`, `{closure#1}::{shim:vtable#0}`
    pub(super) fn split_item(&self, path: Id) -> (Id, String) {
        let path = self.bare(path);
        match self.node(path) {
            Node::Nested {
                parent,
                namespace,
                name,
                ..
            } if namespace.is_ascii_uppercase() => {
                let (item, mut part) = self.split_item(*parent);
                let start = part.len();
                self.write_segment(path, name, &mut part);
                if start == 0 {
                    part.replace_range(.."::".len(), "");
                }
                (item, part)
            }
            _ => (path, String::new()),
        }
    }

    /// Whether the path goes through an impl or trait.
    pub(super) fn has_self_type(&self, path: Id) -> bool {
        match self.node(path) {
            Node::Crate { .. } => false,
            Node::Nested { parent, .. } => self.has_self_type(*parent),
            Node::Generic { path, .. } => self.has_self_type(*path),
            Node::Inherent { .. } | Node::TraitImpl { .. } | Node::Provided { .. } => true,
        }
    }

    /// Whether this is the module of this path, its crate first.
    pub(super) fn is_module(&self, path: Id, segments: &[&str]) -> bool {
        let Some((&last, before)) = segments.split_last() else {
            return false;
        };
        match self.node(path) {
            Node::Crate { name, .. } => before.is_empty() && name == last,
            Node::Nested { parent, name, .. } => {
                !before.is_empty() && name == last && self.is_module(*parent, before)
            }
            _ => false,
        }
    }

    /// Collects the arguments of the path's own segments, from left to right.
    pub(super) fn arguments(&self, path: Id, all: &mut Vec<String>) {
        match self.node(path) {
            Node::Generic { path, arguments } => {
                self.arguments(*path, all);
                let arguments = self.arguments[arguments.clone()].iter();
                all.extend(arguments.map(|text| self.text[text.clone()].to_owned()));
            }
            Node::Nested { parent, .. } => self.arguments(*parent, all),
            _ => {}
        }
    }

    /// The self type of the impl or trait that the path goes through.
    pub(super) fn self_type(&self, path: Id, scratch: &mut String) -> Option<String> {
        match self.node(path) {
            Node::Crate { .. } => None,
            Node::Nested { parent, .. } => self.self_type(*parent, scratch),
            Node::Generic { path, .. } => self.self_type(*path, scratch),
            Node::Inherent { self_type, .. }
            | Node::TraitImpl { self_type, .. }
            | Node::Provided { self_type, .. } => {
                scratch.clear();
                self.write_type(self_type, scratch, Detail::Full);
                Some(scratch.as_str().to_owned())
            }
        }
    }

    /// Whether the path shows that it is a copy of something generic. A copy of
    /// `impl<T> Trait for T` does not: it is known by the other copies.
    pub(super) fn is_generic(&self, path: Id) -> bool {
        let in_type = |type_: &Type| match type_ {
            Type::Path(path) => self.is_generic(*path),
            Type::Other(_) => false,
        };
        match self.node(path) {
            Node::Crate { .. } => false,
            // Lifetimes are erased, but `<>` is there for late-bound ones.
            Node::Generic { path, arguments } => !arguments.is_empty() || self.is_generic(*path),
            Node::Nested { parent, .. } => self.is_generic(*parent),
            Node::Inherent { self_type, .. } => in_type(self_type),
            Node::TraitImpl { self_type, of, .. } => in_type(self_type) || self.is_generic(*of),
            Node::Provided { .. } => true,
        }
    }

    /// The crate that defines the item: of an impl, the one the impl stands in; of a
    /// provided method, the trait's.
    pub(super) fn krate(&self, path: Id) -> &str {
        match self.node(path) {
            Node::Crate { name, .. } => name,
            Node::Nested { parent, .. } => self.krate(*parent),
            Node::Generic { path, .. } => self.krate(*path),
            Node::Inherent { block, .. } | Node::TraitImpl { block, .. } => {
                self.krate(block.parent)
            }
            Node::Provided { of, .. } => self.krate(*of),
        }
    }
}

impl Detail {
    /// The detail of the types in a path: only the path itself has an item, or a self
    /// type to leave open.
    fn inside(self) -> Self {
        match self {
            Detail::Item => Detail::NoArguments,
            Detail::NoSelf => Detail::Shape,
            other => other,
        }
    }
}

/// Input:  `&mut [u8]`, `[u8]`, `[u8; 4]`, `(u8, fn(u8, u8))`, `u8`
/// Output: `&mut _`, `[_]`, `[_; _]`, `(_, _)`, `u8`
fn shape(text: &str, out: &mut String) {
    let pointers = ["&mut ", "&", "*const ", "*mut "];
    if let Some(pointer) = pointers.iter().find(|it| text.starts_with(**it)) {
        out.push_str(pointer);
        out.push('_');
        return;
    }
    let (separator, end) = match text.as_bytes() {
        [b'[', ..] => ("; ", ']'),
        [b'(', _, _, ..] => (", ", ')'),
        _ => return out.push_str(text),
    };
    out.extend(text.chars().take(1));
    out.push('_');
    let mut depth = 0_usize;
    for (at, c) in text.char_indices() {
        match c {
            '(' | '[' | '{' | '<' => depth += 1,
            ')' | ']' | '}' | '>' => depth = depth.saturating_sub(1),
            _ if depth == 1 && text[at..].starts_with(separator) => {
                out.push_str(separator);
                out.push('_');
            }
            _ => {}
        }
    }
    out.push(end);
}

// `write!` costs as much as the rest of a key.
pub(super) fn write_number(number: u64, out: &mut String) {
    if number >= 10 {
        write_number(number / 10, out);
    }
    out.push(char::from(b'0' + (number % 10) as u8));
}
