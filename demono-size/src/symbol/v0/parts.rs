//! In: the path of a v0 symbol. Out: what it says, in parts: its item, its types.

use super::print::{Detail, Position};
use super::tree::{Id, Node, Tree, Type, TypeText};
use crate::symbol::parts::Spelling;
use crate::symbol::path::{PathSegment, SymbolPath, TypeName};

impl Tree<'_> {
    /// The arguments of the path's own segments, from left to right.
    pub(crate) fn arguments(&self, path: Id, all: &mut Vec<TypeName>) {
        match self.node(path) {
            Node::Generic { path, arguments } => {
                self.arguments(*path, all);
                let arguments = self.arguments[arguments.clone()].iter();
                all.extend(arguments.map(|argument| self.type_name(argument)));
            }
            Node::Nested(nested) => self.arguments(nested.parent, all),
            _ => {}
        }
    }

    /// The type of the block that the path goes through.
    pub(crate) fn self_type(&self, path: Id, scratch: &mut String) -> Option<TypeName> {
        Some(match self.block_type(path)? {
            Type::Other(place) => self.type_name(&self.types[place].text),
            Type::Path(path) => {
                scratch.clear();
                self.write(path, scratch, Detail::Full, Position::Type);
                TypeName {
                    text: scratch.as_str().to_owned(),
                    is_closure: self.nested(path).is_some_and(|it| it.namespace == 'C'),
                    has_arguments: self.has_arguments(path),
                }
            }
        })
    }

    fn type_name(&self, type_: &TypeText) -> TypeName {
        TypeName {
            text: self.text[type_.text.clone()].to_owned(),
            is_closure: type_.is_closure,
            has_arguments: type_.has_arguments,
        }
    }

    /// Whether there are arguments or a block in the path of a type.
    fn has_arguments(&self, path: Id) -> bool {
        match self.node(path) {
            Node::Crate { .. } => false,
            Node::Nested(nested) => self.has_arguments(nested.parent),
            _ => true,
        }
    }

    /// The path as [`Detail::Item`] has it, in parts.
    pub(crate) fn item_path(&self, path: Id) -> SymbolPath {
        self.path(path, Detail::Item)
    }

    fn path(&self, path: Id, detail: Detail) -> SymbolPath {
        let path = self.shown(path, detail);
        match self.node(path) {
            Node::Crate { name, .. } => SymbolPath::of(name),
            Node::Generic { path, .. } => self.path(*path, detail),
            Node::Nested(nested) => {
                let name = self.shown_name(path, nested, detail).to_owned();
                let mut path = self.path(nested.parent, detail);
                path.segments.push(match nested.namespace {
                    'C' => PathSegment::Closure,
                    'S' => PathSegment::Shim(name),
                    other if nested.is_unnamed() => PathSegment::Other(other.to_string()),
                    _ => PathSegment::Named(name),
                });
                path
            }
            Node::Provided { of, .. } if detail == Detail::Item => self.path(*of, detail),
            Node::Impl { self_type, of, .. } => self.block(*self_type, *of),
            Node::Provided { self_type, of } => self.block(*self_type, Some(*of)),
        }
    }

    fn block(&self, self_type: Type, of: Option<Id>) -> SymbolPath {
        let self_type = match self_type {
            Type::Path(path) => Some(path),
            Type::Other(place) => self.types[place].target,
        };
        let inside = |path| self.path(path, Detail::Bare(Spelling::Exact));
        SymbolPath::through(self_type.map(inside), of.map(inside))
    }
}
