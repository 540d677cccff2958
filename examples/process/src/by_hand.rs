//! Without `#[demono]`: the shim, for the inner in `inner.rs`.

use std::fmt::Display;

#[path = "inner.rs"]
#[expect(
    unreachable_pub,
    reason = "it is reachable when the callers make the objects"
)]
mod inner;

/// The items with their numbers, in columns of the same width, and what they add up to.
#[inline]
pub fn process<T: Display>(items: &[T]) -> String {
    let objects: Vec<&dyn Display> = items.iter().map(|item| item as &dyn Display).collect();
    inner::process(&objects)
}
