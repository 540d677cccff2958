//! Without `#[demono]`: the shim, for the inner in `inner.rs`.

use std::fmt::Display;

use crate::Report;

mod inner;

impl Report {
    /// Adds a row. Long names are wrapped; numbers are right-aligned, with digit groups.
    #[inline]
    pub fn row(&mut self, name: impl Display, value: impl Display, note: impl Display) {
        self.row_inner(&name, &value, &note);
    }
}
