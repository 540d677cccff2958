//! Without `#[demono]`: the shims, for the inners in `inner.rs`.

use std::fmt::Display;

use crate::Error;

mod inner;

impl Error {
    /// What went wrong, in one line; a leading `E` with four digits is its code.
    #[inline]
    pub fn new(message: impl Into<String>) -> Self {
        Self::new_inner(message.into())
    }

    /// What was being done. Repetitions of the same context are counted.
    #[inline]
    pub fn context(self, context: impl Display) -> Self {
        self.context_inner(&context)
    }

    /// A value that helps to understand it. Values of the same name are listed.
    #[inline]
    pub fn with(self, key: impl Into<String>, value: impl Display) -> Self {
        self.with_inner(key.into(), &value)
    }
}
