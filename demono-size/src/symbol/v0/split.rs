//! In: a path of a v0 symbol. Out: the function that demono split, if the path is an inner
//! that demono made of it.

use super::tree::{Id, Node, Tree};
use crate::symbol::inner::{is_ours, INNER, SIBLING};

impl Tree<'_> {
    /// If this is the inner of a function that holds it, that function.
    ///
    /// Input:  `f::<T>::__demono_inner`, `f::<T>::{closure#0}::__demono_inner` (async),
    ///         `<Foo as f::__DemonoInner>::__demono_inner`, the method of a helper trait
    ///         in `f`, there or in its impl
    /// Output: `f`
    pub(crate) fn split_nested(&self, path: Id) -> Option<Id> {
        let Node::Nested {
            parent,
            namespace: 'v',
            name,
            ..
        } = self.node(path)
        else {
            return None;
        };
        if name != INNER {
            return None;
        }
        let parent = self.bare(*parent);
        match self.node(parent) {
            Node::TraitImpl { block, of, .. } => {
                let of = self.node(self.bare(*of));
                let own = matches!(of, Node::Nested { name, .. } if is_ours(name));
                own.then(|| self.function(block.parent)).flatten()
            }
            Node::Provided { of, .. } => match self.node(self.bare(*of)) {
                Node::Nested { parent, name, .. } if is_ours(name) => self.function(*parent),
                _ => None,
            },
            _ => self.function(parent),
        }
    }

    /// The named function that this is, or that it is a closure in.
    fn function(&self, path: Id) -> Option<Id> {
        let path = self.bare(path);
        match self.node(path) {
            Node::Nested { namespace: 'v', .. } => Some(path),
            Node::Nested {
                parent, namespace, ..
            } if namespace.is_ascii_uppercase() => self.function(*parent),
            _ => None,
        }
    }

    /// If this is an inner that stands beside its function, the name of that function.
    /// None stands in the impl of a trait: such a method is one of the traits with which
    /// demono makes objects, and has a copy for each type.
    pub(crate) fn split_sibling(&self, path: Id) -> Option<&str> {
        let Node::Nested {
            parent,
            namespace: 'v',
            name,
            ..
        } = self.node(path)
        else {
            return None;
        };
        let function = name.strip_prefix(SIBLING)?;
        match self.node(self.bare(*parent)) {
            Node::TraitImpl { .. } | Node::Provided { .. } => None,
            _ if self.split_nested(path).is_some() => None,
            _ => Some(function),
        }
    }

    /// Whether this function is the inner of a split.
    pub(crate) fn is_inner(&self, path: Id) -> bool {
        self.split_nested(path).is_some() || self.split_sibling(path).is_some()
    }
}
