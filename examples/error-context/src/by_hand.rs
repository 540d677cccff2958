//! Without `#[demono]`: the shims, for the inners in `inner.rs`.

use std::fmt::Display;

use crate::Error;

mod inner;

impl Error {
    /// What went wrong, in one line; `E` and four digits in front are its code.
    #[inline]
    pub fn new(message: impl Into<String>) -> Self {
        Self::new_inner(message.into())
    }

    /// What was being done. The same context twice in a row is counted.
    #[inline]
    pub fn context(self, context: impl Display) -> Self {
        self.context_inner(&context)
    }

    /// A value that helps to understand it. Several of one name are listed.
    #[inline]
    pub fn with(self, key: impl Into<String>, value: impl Display) -> Self {
        self.with_inner(key.into(), &value)
    }
}
