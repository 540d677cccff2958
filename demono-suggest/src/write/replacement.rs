//! A file whose content changes.

use std::path::PathBuf;

/// One file to be replaced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replacement {
    /// The file; it exists. In a journal absolute, without links.
    pub path: PathBuf,
    /// What must be in it now.
    pub old: Vec<u8>,
    /// What is to be in it.
    pub new: Vec<u8>,
}
