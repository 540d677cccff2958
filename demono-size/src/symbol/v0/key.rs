//! In: the path of a v0 symbol, parsed. Out: the key that all copies of one generic function
//! share.

use super::print::write_number;
use super::tree::{Id, Node, Tree};

impl Tree<'_> {
    /// Writes a text that is equal for all copies of one generic function, and differs
    /// for different functions.
    ///
    /// Input:  `<krate::Foo<u8>>::get::<&str>`, `<krate::Foo<u16>>::get::<String>`
    /// Output: `krate[1f]::{impl#0}::v0get` for both
    ///
    /// Impl blocks are named by their place, not by their self type: in
    /// `impl<T> Trait for T` it is the self type that differs from copy to copy. What
    /// demono adds to a path is left out, so that items inside a split function have the
    /// key they have without the split.
    pub(crate) fn write_key(&self, path: Id, out: &mut String) {
        let path = self.unsplit(path);
        match self.node(path) {
            Node::Crate { name, hash } => {
                out.push_str(name);
                out.push('[');
                out.push_str(hash);
                out.push(']');
            }
            Node::Generic { path, .. } => self.write_key(*path, out),
            Node::Nested(nested) => {
                self.write_key(nested.parent, out);
                out.push_str("::");
                out.push(nested.namespace);
                write_number(nested.disambiguator, out);
                out.push_str(self.split_sibling(path).unwrap_or(&nested.name));
            }
            Node::Impl {
                parent,
                disambiguator,
                of,
                ..
            } => {
                self.write_key(*parent, out);
                out.push_str("::{impl#");
                write_number(*disambiguator, out);
                out.push('}');
                if let Some(of) = of {
                    out.push(' ');
                    self.write_key(*of, out);
                }
            }
            // As items inside the method have it: `krate::Trait::method`.
            Node::Provided { of, .. } => self.write_key(*of, out),
        }
    }
}
