//! In: the path of a v0 symbol. Out: what it says, in parts: its item, its types.

use super::print::Detail;
use super::tree::{Id, Node, Tree, Type};
use crate::symbol::path::{Block, PathSegment, SymbolPath, TypeName};

impl Tree<'_> {
    /// The arguments of the path's own segments, from left to right.
    pub(crate) fn arguments(&self, path: Id, all: &mut Vec<TypeName>) {
        match self.node(path) {
            Node::Generic { path, arguments } => {
                self.arguments(*path, all);
                let arguments = self.arguments[arguments.clone()].iter();
                all.extend(arguments.map(|argument| TypeName {
                    text: self.text[argument.text.clone()].to_owned(),
                    is_closure: argument.is_closure,
                    has_arguments: argument.has_arguments,
                }));
            }
            Node::Nested { parent, .. } => self.arguments(*parent, all),
            _ => {}
        }
    }

    /// The type of the block that the path goes through.
    pub(crate) fn self_type(&self, path: Id, scratch: &mut String) -> Option<TypeName> {
        match self.node(path) {
            Node::Crate { .. } => None,
            Node::Nested { parent, .. } => self.self_type(*parent, scratch),
            Node::Generic { path, .. } => self.self_type(*path, scratch),
            Node::Inherent { self_type, .. }
            | Node::TraitImpl { self_type, .. }
            | Node::Provided { self_type, .. } => {
                scratch.clear();
                self.write_type(*self_type, scratch, Detail::Full);
                let (is_closure, has_arguments) = match *self_type {
                    Type::Path(path) => (self.is_closure(path), self.has_arguments(path)),
                    Type::Other(place) => {
                        let other = &self.types[place];
                        (other.is_closure, other.has_arguments)
                    }
                };
                Some(TypeName {
                    text: scratch.as_str().to_owned(),
                    is_closure,
                    has_arguments,
                })
            }
        }
    }

    fn is_closure(&self, path: Id) -> bool {
        matches!(self.node(path), Node::Nested { namespace: 'C', .. })
    }

    /// Whether there are arguments or a block in the path of a type.
    fn has_arguments(&self, path: Id) -> bool {
        match self.node(path) {
            Node::Crate { .. } => false,
            Node::Nested { parent, .. } => self.has_arguments(*parent),
            _ => true,
        }
    }

    /// The path as [`Detail::Item`] has it, in parts.
    pub(crate) fn item_path(&self, path: Id) -> SymbolPath {
        self.path(path, Detail::Item)
    }

    fn path(&self, path: Id, detail: Detail) -> SymbolPath {
        match self.node(path) {
            Node::Crate { name, .. } => SymbolPath::of(name),
            Node::Generic { path, .. } => self.path(*path, detail),
            Node::Nested {
                parent,
                namespace,
                name,
                ..
            } => {
                let mut name: &str = name;
                if detail == Detail::Item {
                    if let Some(function) = self.split_nested(path) {
                        return self.path(function, detail);
                    }
                    name = self.split_sibling(path).unwrap_or(name);
                }
                let mut path = self.path(*parent, detail);
                path.segments.push(match namespace {
                    'C' => PathSegment::Closure,
                    'S' => PathSegment::Shim(name.to_owned()),
                    other if other.is_ascii_uppercase() => PathSegment::Other(other.to_string()),
                    _ => PathSegment::Named(name.to_owned()),
                });
                path
            }
            Node::Provided { of, .. } if detail == Detail::Item => self.path(*of, detail),
            Node::Inherent { self_type, .. } => self.block(*self_type, None),
            Node::TraitImpl { self_type, of, .. } | Node::Provided { self_type, of } => {
                self.block(*self_type, Some(*of))
            }
        }
    }

    fn block(&self, self_type: Type, of: Option<Id>) -> SymbolPath {
        let self_type = match self_type {
            Type::Path(path) => Some(path),
            Type::Other(place) => self.types[place].target,
        };
        let inside = |path| Box::new(self.path(path, Detail::NoArguments));
        SymbolPath {
            block: Some(Block {
                self_type: self_type.map(inside),
                of: of.map(inside),
            }),
            segments: Vec::new(),
        }
    }
}
