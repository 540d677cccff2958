//! Without `#[demono]`: the shims, for the inners in `inner.rs`.

use crate::Store;

mod inner;

impl<T: PartialEq> Store<T> {
    /// Sets the value of `key`, and returns how many it had before.
    #[inline]
    pub fn set(&mut self, key: impl Into<String>, value: T) -> usize {
        self.set_inner(key.into(), value)
    }

    /// The value of `key`, or else that of the closest key above it.
    #[inline]
    pub fn get(&self, key: impl AsRef<str>) -> Option<&T> {
        self.get_inner(key.as_ref())
    }

    /// Moves everything at and below `from` to `to`, and leaves an alias behind.
    #[inline]
    pub fn rename(&mut self, from: impl AsRef<str>, to: impl Into<String>) -> usize {
        self.rename_inner(from.as_ref(), to.into())
    }
}
