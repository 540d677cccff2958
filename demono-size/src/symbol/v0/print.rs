//! In: the path of a v0 symbol. Out: its text with or without generic arguments, and that
//! of its parts.

use std::ops::Range;

use super::tree::{Form, Id, Node, Tree, Type};

/// What is printed of the types in a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Detail {
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
        match self.node(path) {
            Node::Crate { name, .. } => out.text().push_str(name),
            Node::Nested {
                parent,
                name,
                namespace,
                ..
            } => {
                let mut name: &str = name;
                if detail == Detail::Item {
                    if let Some(function) = self.split_nested(path) {
                        return self.write(function, out, detail, position);
                    }
                    name = self.split_sibling(path).unwrap_or(name);
                }
                let start = out.text().len();
                self.write(*parent, out, detail, position);
                if *namespace == 'C' {
                    out.closure(start, *parent);
                }
                self.write_segment(path, name, out.text());
            }
            Node::Inherent { self_type, .. } => {
                out.text().push('<');
                self.write_self(*self_type, out, detail);
                out.text().push('>');
            }
            Node::Provided { of, .. } if detail == Detail::Item => {
                self.write(*of, out, detail, position);
            }
            Node::TraitImpl { self_type, of, .. } | Node::Provided { self_type, of } => {
                out.text().push('<');
                self.write_self(*self_type, out, detail);
                out.text().push_str(" as ");
                self.write(*of, out, detail.inside(), Position::Type);
                out.text().push('>');
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

    fn write_self(&self, self_type: Type, out: &mut impl Out, detail: Detail) {
        if detail == Detail::NoSelf {
            out.text().push('_');
        } else {
            self.write_type(self_type, out, detail.inside());
        }
    }

    pub(super) fn write_type(&self, type_: Type, out: &mut impl Out, detail: Detail) {
        match type_ {
            Type::Path(path) => self.write(path, out, detail, Position::Type),
            Type::Other(place) => {
                let other = &self.types[place];
                if detail == Detail::Shape {
                    write_shape(other.form, &self.text[other.text.clone()], out.text());
                } else {
                    self.write_text(&other.text, out);
                }
            }
        }
    }

    fn write_text(&self, text: &Range<usize>, out: &mut impl Out) {
        out.type_(self, text);
        out.text().push_str(&self.text[text.clone()]);
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

    /// Input:  `krate::f::<T>::{closure#1}::{shim:vtable#0}`
    /// Output: `krate::f`, `{closure#1}::{shim:vtable#0}`
    pub(crate) fn split_item(&self, path: Id) -> (Id, String) {
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
fn write_shape(form: Form, text: &str, out: &mut String) {
    match form {
        Form::Pointer(pointer) => {
            out.push_str(pointer);
            out.push('_');
        }
        Form::Slice => out.push_str("[_]"),
        Form::Array => out.push_str("[_; _]"),
        Form::Tuple(fields) => {
            out.push('(');
            for field in 0..fields {
                out.push_str(if field == 0 { "_" } else { ", _" });
            }
            out.push(')');
        }
        Form::Plain => out.push_str(text),
    }
}

// `write!` costs as much as the rest of a key.
pub(crate) fn write_number(number: u64, out: &mut String) {
    if number >= 10 {
        write_number(number / 10, out);
    }
    out.push(char::from(b'0' + (number % 10) as u8));
}
