//! In: a directory. Out: whether what is in it was made, and can be made again.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

/// How a `CACHEDIR.TAG` begins (<https://bford.info/cachedir/>).
pub(super) const SIGNATURE: &str = "Signature: 8a477f597d28d172789f06886806bc55";

/// What cargo notes about rustc in each of its target directories.
const NOTES_OF_CARGO: &str = ".rustc_info.json";

/// Whether nobody would miss what is in it: a tool has tagged it as a cache, or cargo builds
/// in it. Cargo tags only a target directory that it makes itself, and not one that was there
/// already.
pub(super) fn is_cache(directory: &Path) -> bool {
    is_tagged(directory) || directory.join(NOTES_OF_CARGO).is_file()
}

fn is_tagged(directory: &Path) -> bool {
    let mut start = [0; SIGNATURE.len()];
    let read =
        File::open(directory.join("CACHEDIR.TAG")).and_then(|mut file| file.read_exact(&mut start));
    read.is_ok() && start == *SIGNATURE.as_bytes()
}
