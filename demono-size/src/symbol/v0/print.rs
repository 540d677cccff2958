//! In: the path of a v0 symbol. Out: its text with or without generic arguments, and that
//! of its parts.

use super::tree::{Id, Node, Tree, Type};

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

impl Tree<'_> {
    /// The text of `path`; `scratch` spares it from growing.
    pub(crate) fn show(&self, path: Id, detail: Detail, scratch: &mut String) -> String {
        scratch.clear();
        self.write(path, scratch, detail, Position::Value);
        scratch.as_str().to_owned()
    }

    pub(crate) fn write(&self, path: Id, out: &mut String, detail: Detail, position: Position) {
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

    /// Collects the arguments of the path's own segments, from left to right.
    pub(crate) fn arguments(&self, path: Id, all: &mut Vec<String>) {
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
    pub(crate) fn self_type(&self, path: Id, scratch: &mut String) -> Option<String> {
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
pub(crate) fn write_number(number: u64, out: &mut String) {
    if number >= 10 {
        write_number(number / 10, out);
    }
    out.push(char::from(b'0' + (number % 10) as u8));
}
