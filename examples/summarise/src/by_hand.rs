//! Without `#[demono(dyn)]`: the shim, for the inner in `inner.rs`.

use crate::{Row, Summary};

#[path = "inner.rs"]
#[expect(
    unreachable_pub,
    reason = "it is reachable when the callers make the object"
)]
mod inner;

/// Sums up `rows` by shop. Shops with less than a twentieth of the sales are combined
/// into one.
#[inline]
pub fn summarise(rows: impl IntoIterator<Item = Row>) -> Summary {
    inner::summarise(&mut rows.into_iter())
}
