//! Without `#[demono(dyn)]`: the shim, for the inner in `inner.rs`.

use std::io::{self, Read, Write};

use crate::Totals;

#[path = "inner.rs"]
#[expect(
    unreachable_pub,
    reason = "it is reachable when the callers make the objects"
)]
mod inner;

/// Writes the rest of `from` to `to`: in each line a position, then sixteen bytes in
/// hexadecimal and in ASCII. A line that equals the one before is only counted.
#[inline]
pub fn dump(mut from: impl Read, mut to: impl Write) -> io::Result<Totals> {
    inner::dump(&mut from, &mut to)
}
