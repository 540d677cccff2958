//! In: a directory. Out: whether a tool has tagged it as a cache.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

/// How a `CACHEDIR.TAG` begins (<https://bford.info/cachedir/>).
pub(super) const SIGNATURE: &str = "Signature: 8a477f597d28d172789f06886806bc55";

/// Whether nobody would miss what is in it.
pub(super) fn is_cache(directory: &Path) -> bool {
    let mut start = [0; SIGNATURE.len()];
    let read =
        File::open(directory.join("CACHEDIR.TAG")).and_then(|mut file| file.read_exact(&mut start));
    read.is_ok() && start == *SIGNATURE.as_bytes()
}
