//! In: what stops a transaction. Out: it in words.

use std::io;
use std::path::{Path, PathBuf};

/// Why files were not written, or not all.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum JournalError {
    /// Another process writes.
    #[error("another run of demono writes files: `{}` is locked", path.display())]
    Locked {
        /// The lock.
        path: PathBuf,
    },
    /// An earlier run was killed while it wrote, and nothing was done about that yet.
    #[error("an earlier run was interrupted while it wrote files: see `{}`", journal.display())]
    Pending {
        /// Its journal.
        journal: PathBuf,
    },
    /// Someone else has changed a file in the meantime; it was left alone.
    #[error("`{}` was changed in the meantime", path.display())]
    Changed {
        /// The file.
        path: PathBuf,
    },
    /// One file twice.
    #[error("`{}` is to be written twice", path.display())]
    Twice {
        /// The file.
        path: PathBuf,
    },
    /// The journal is damaged; it is never half written, so a kill is not the cause.
    #[error("cannot understand the journal `{}`: {why}; remove it", journal.display())]
    Damaged {
        /// The journal.
        journal: PathBuf,
        /// What is wrong with it.
        why: String,
    },
    /// A file could not be read or written.
    #[error(transparent)]
    File(#[from] FileError),
}

/// A file could not be read or written.
#[derive(Debug, thiserror::Error)]
#[error("cannot {doing} `{}`", path.display())]
pub struct FileError {
    doing: &'static str,
    path: PathBuf,
    source: io::Error,
}

impl FileError {
    /// What becomes of the error of `doing` something (`read`, `write`, ...) with `path`.
    pub(crate) fn when(doing: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| FileError {
            doing,
            path,
            source,
        }
    }
}
