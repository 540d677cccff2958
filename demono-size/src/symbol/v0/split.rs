//! In: a path of a v0 symbol. Out: the function that demono split, if the path is an inner
//! that demono made of it.

use super::tree::{Id, Nested, Node, Tree};
use crate::symbol::inner::{is_ours, FACADE, INNER, SIBLING};

impl Tree<'_> {
    /// If this is the inner of a function that holds it, that function.
    ///
    /// Input:  `f::<T>::__demono_inner`, `f::<T>::{closure#0}::__demono_inner` (async),
    ///         `<Foo as f::__DemonoInner>::__demono_inner`, the method of a helper trait
    ///         in `f`, there or in its impl
    /// Output: `f`
    pub(crate) fn split_nested(&self, path: Id) -> Option<Id> {
        let inner = self.value(path).filter(|it| it.name == INNER)?;
        let parent = self.bare(inner.parent);
        let (of, holder) = match *self.node(parent) {
            Node::Impl {
                parent,
                of: Some(of),
                ..
            } => (of, Some(parent)),
            Node::Provided { of, .. } => (of, None),
            _ => return self.function(parent),
        };
        let own = self.nested(self.bare(of)).filter(|it| is_ours(&it.name))?;
        self.function(holder.unwrap_or(own.parent))
    }

    /// The path without the inners at its end, see [`split_nested`](Tree::split_nested).
    pub(crate) fn unsplit(&self, path: Id) -> Id {
        match self.split_nested(path) {
            Some(function) => self.unsplit(function),
            None => path,
        }
    }

    fn value(&self, path: Id) -> Option<&Nested<'_>> {
        self.nested(path).filter(|it| it.namespace == 'v')
    }

    /// The named function that this is, or that it is a closure in.
    fn function(&self, path: Id) -> Option<Id> {
        let path = self.bare(path);
        match self.nested(path)? {
            Nested { namespace: 'v', .. } => Some(path),
            nested if nested.is_unnamed() => self.function(nested.parent),
            _ => None,
        }
    }

    /// If this is an inner that stands beside its function, the name of that function.
    /// None stands in the impl of a trait: such a method is one of the traits with which
    /// demono makes objects, and has a copy for each type.
    pub(crate) fn split_sibling(&self, path: Id) -> Option<&str> {
        let inner = self.value(path)?;
        let function = inner.name.strip_prefix(SIBLING)?;
        match self.node(self.bare(inner.parent)) {
            Node::Impl { of: Some(_), .. } | Node::Provided { .. } => None,
            _ if self.split_nested(path).is_some() || self.krate(path) == FACADE => None,
            _ => Some(function),
        }
    }

    /// Whether this function is the inner of a split.
    pub(crate) fn is_inner(&self, path: Id) -> bool {
        self.split_nested(path).is_some() || self.split_sibling(path).is_some()
    }
}
