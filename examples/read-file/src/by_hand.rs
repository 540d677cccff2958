//! Without `#[demono]`: the shim, for the inner in `inner.rs`.

use std::io;
use std::path::PathBuf;

#[path = "inner.rs"]
#[expect(unreachable_pub, reason = "it is reachable when the callers convert")]
mod inner;

/// Reads the file at `path`.
#[inline]
pub fn read_file(path: impl Into<PathBuf>) -> io::Result<String> {
    inner::read_file(path.into())
}
