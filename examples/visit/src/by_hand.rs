//! Without `#[demono(dyn)]`: the shims, for the inners in `inner.rs`.

use crate::{Flow, Node, ParseError, Visitor};

#[path = "inner.rs"]
#[expect(
    unreachable_pub,
    reason = "it is reachable when the callers make the objects"
)]
mod inner;

/// Walks through `node` and everything in it. Adjacent texts are joined, each run of white
/// space becomes one space, and comments are left out.
#[inline]
pub fn walk<V: Visitor>(node: &Node, visitor: &mut V) -> Flow {
    inner::walk(node, visitor)
}

/// Reads `source` and visits its contents on the way, without building a tree. Returns
/// how many elements were entered.
#[inline]
pub fn parse(source: &str, mut visitor: impl Visitor) -> Result<usize, ParseError> {
    inner::parse(source, &mut visitor)
}
