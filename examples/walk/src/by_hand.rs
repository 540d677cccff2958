//! Without `#[demono]`: the shim, for the inner in `inner.rs`.

use std::ffi::OsStr;
use std::io;
use std::path::Path;

use crate::Entry;

#[path = "inner.rs"]
#[expect(unreachable_pub, reason = "it is reachable when the callers convert")]
mod inner;

/// The files below `root` with this extension, sorted by path. Names that start with a
/// dot are left out; links are not followed.
#[inline]
pub fn walk(root: impl AsRef<Path>, extension: impl AsRef<OsStr>) -> io::Result<Vec<Entry>> {
    inner::walk(root.as_ref(), extension.as_ref())
}
