//! Lists the files of one kind below a directory.
//!
//! `walk.rs` is what you write with `#[demono]`, `by_hand.rs` is what you would have to
//! write without it; `inner.rs` has only the body, for callers that convert.

use std::fmt;
use std::path::PathBuf;

#[cfg_attr(feature = "by-hand", path = "by_hand.rs")]
#[cfg_attr(all(feature = "limit", not(feature = "by-hand")), path = "inner.rs")]
mod walk;

pub use walk::walk;

/// A file that was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Its path, relative to the directory.
    pub path: PathBuf,
    /// How many directories it is below that.
    pub depth: usize,
    /// How many of its lines are not empty.
    pub lines: usize,
}

impl fmt::Display for Entry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let indent = 2 * self.depth;
        let path = self.path.display();
        write!(f, "{:indent$}{path}: {}", "", self.lines)
    }
}
