//! In: the path of a v0 symbol. Out: its text with or without generic arguments, and that
//! of its parts.

use std::ops::Range;

use super::tree::{Id, Nested, Node, Tree, Type};
use crate::symbol::parts::Spelling;

/// What is printed of the types in a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Detail {
    /// `<Foo<u8>>::f::<u16>`
    Full,
    /// `<Foo>::f`, `<&_>::f`, `<_>::f`
    Bare(Spelling),
    /// As [`Spelling::Exact`], but without what demono adds: of an inner, its shim. A default
    /// method is its trait's, whichever type takes it: there the inner stands.
    Item,
}

/// Whether `::` precedes the arguments.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Position {
    Value,
    Type,
}

/// What a path is written to.
pub(crate) trait Out {
    fn text(&mut self) -> &mut String;

    /// The text of a type, a range of [`Tree::text`], is going to be written.
    fn type_(&mut self, _tree: &Tree<'_>, _text: &Range<usize>) {}

    /// A path, which began at `start` and is `within`, is written, and the name of a closure
    /// in it is next.
    fn closure(&mut self, _start: usize, _within: Id) {}
}

impl Out for String {
    fn text(&mut self) -> &mut String {
        self
    }
}

impl Tree<'_> {
    /// The text of `path`; `scratch` spares it from growing.
    pub(crate) fn show(&self, path: Id, detail: Detail, scratch: &mut String) -> String {
        scratch.clear();
        self.write(path, scratch, detail, Position::Value);
        scratch.as_str().to_owned()
    }

    pub(crate) fn write(&self, path: Id, out: &mut impl Out, detail: Detail, position: Position) {
        let path = self.shown(path, detail);
        match self.node(path) {
            Node::Crate { name, .. } => out.text().push_str(name),
            Node::Nested(nested) => {
                let start = out.text().len();
                self.write(nested.parent, out, detail, position);
                if nested.namespace == 'C' {
                    out.closure(start, nested.parent);
                }
                let name = self.shown_name(path, nested, detail);
                write_segment(nested.namespace, nested.disambiguator, name, out.text());
            }
            Node::Impl { self_type, of, .. } => self.write_block(*self_type, *of, out, detail),
            Node::Provided { of, .. } if detail == Detail::Item => {
                self.write(*of, out, detail, position);
            }
            Node::Provided { self_type, of } => {
                self.write_block(*self_type, Some(*of), out, detail);
            }
            Node::Generic { path, arguments } => {
                self.write(*path, out, detail, position);
                if detail != Detail::Full {
                    return;
                }
                if position == Position::Value {
                    out.text().push_str("::");
                }
                out.text().push('<');
                for (number, argument) in self.arguments[arguments.clone()].iter().enumerate() {
                    if number > 0 {
                        out.text().push_str(", ");
                    }
                    self.write_text(&argument.text, out);
                }
                out.text().push('>');
            }
        }
    }

    fn write_block(&self, self_type: Type, of: Option<Id>, out: &mut impl Out, detail: Detail) {
        out.text().push('<');
        match self_type {
            _ if detail == Detail::Bare(Spelling::AnySelf) => out.text().push('_'),
            Type::Path(path) => self.write(path, out, detail.inside(), Position::Type),
            Type::Other(place) => {
                let other = &self.types[place];
                match &other.shape {
                    Some(shape) if detail == Detail::Bare(Spelling::Shape) => {
                        out.text().push_str(shape);
                    }
                    _ => self.write_text(&other.text.text, out),
                }
            }
        }
        if let Some(of) = of {
            out.text().push_str(" as ");
            self.write(of, out, detail.inside(), Position::Type);
        }
        out.text().push('>');
    }

    /// What of `path` is shown.
    pub(super) fn shown(&self, path: Id, detail: Detail) -> Id {
        if detail == Detail::Item {
            self.unsplit(path)
        } else {
            path
        }
    }

    /// The name that is shown of `path`, which is `nested`.
    pub(super) fn shown_name<'t>(
        &'t self,
        path: Id,
        nested: &'t Nested<'_>,
        detail: Detail,
    ) -> &'t str {
        let sibling = (detail == Detail::Item).then(|| self.split_sibling(path));
        sibling.flatten().unwrap_or(&nested.name)
    }

    fn write_text(&self, text: &Range<usize>, out: &mut impl Out) {
        out.type_(self, text);
        out.text().push_str(&self.text[text.clone()]);
    }

    /// Input:  `krate::f::<T>::{closure#1}::{shim:vtable#0}`
    /// Output: `krate::f`, `{closure#1}::{shim:vtable#0}`
    pub(crate) fn split_item(&self, path: Id) -> (Id, String) {
        let path = self.bare(path);
        let Some(nested) = self.nested(path).filter(|it| it.is_unnamed()) else {
            return (path, String::new());
        };
        let (item, mut part) = self.split_item(nested.parent);
        let start = part.len();
        write_segment(
            nested.namespace,
            nested.disambiguator,
            &nested.name,
            &mut part,
        );
        if start == 0 {
            part.replace_range(.."::".len(), "");
        }
        (item, part)
    }
}

impl Detail {
    /// The detail of the types in a path: only the path itself has an item, or a self
    /// type to leave open.
    fn inside(self) -> Self {
        match self {
            Detail::Item => Detail::Bare(Spelling::Exact),
            Detail::Bare(Spelling::AnySelf) => Detail::Bare(Spelling::Shape),
            other => other,
        }
    }
}

/// Writes `::` and a segment under the name `name`; nothing for one without a name in a
/// namespace that is not printed.
pub(super) fn write_segment(namespace: char, number: u64, name: &str, out: &mut String) {
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
        other => out.push(other),
    }
    if !name.is_empty() {
        out.push(':');
        out.push_str(name);
    }
    out.push('#');
    write_number(number, out);
    out.push('}');
}

// `write!` costs as much as the rest of a key.
pub(crate) fn write_number(number: u64, out: &mut String) {
    if number >= 10 {
        write_number(number / 10, out);
    }
    out.push(char::from(b'0' + (number % 10) as u8));
}
