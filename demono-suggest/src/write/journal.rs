//! In: files, what is in them and what is to be. Out: all of them written, or word of
//! which were. Refused: a file that no longer is as it was, and a folder in which another
//! transaction runs or was killed.
//!
//! In the state folder, in this order:
//!
//! ```text
//! lock              held for as long as the process lives
//! saved/0.old ...   contents, complete before the journal is there
//! saved/0.new ...
//! journal.json      from here on, the user's files may be half old and half new
//! ```
//!
//! The files are replaced one after the other, each whole or not at all; then the journal
//! is removed, and the transaction is over. So whatever kills the process, the new files
//! come before the old ones in the order of the journal, and the journal is there unless
//! all are new or all are old.

use std::fs;
use std::path::Path;

use super::error::{FileError, JournalError};
use super::recover::Interrupted;
use super::replacement::Replacement;
use super::store::{replace, Store};

/// How a transaction ended that no error ended.
#[derive(Debug)]
#[must_use = "files may be half old and half new"]
pub enum Ended {
    /// All files are new.
    Complete,
    /// The user asked to stop in between.
    Interrupted(Interrupted),
}

/// Files that are about to be replaced. If it is dropped without
/// [`commit`](Transaction::commit), the files stay as they are, and so does the journal.
#[derive(Debug)]
pub struct Transaction {
    store: Store,
    entries: Vec<Replacement>,
}

impl Transaction {
    /// Looks at all of the files, then writes the journal. Files whose content does not
    /// change are not part of it.
    pub fn begin(state: &Path, files: Vec<Replacement>) -> Result<Self, JournalError> {
        let store = Store::open(state)?;
        let journal = store.journal();
        if journal.exists() {
            return Err(JournalError::Pending { journal });
        }
        let mut entries: Vec<Replacement> = Vec::new();
        for Replacement { path, old, new } in files {
            // The journal may be read from another directory; and it is the file that a
            // link points to that is replaced.
            let real = fs::canonicalize(&path).map_err(FileError::when("find", &path))?;
            if entries.iter().any(|it| it.path == real) {
                return Err(JournalError::Twice { path });
            }
            let now = fs::read(&real).map_err(FileError::when("read", &path))?;
            if now != old {
                return Err(JournalError::Changed { path });
            }
            if old != new {
                let path = real;
                entries.push(Replacement { path, old, new });
            }
        }
        store.save(&entries)?;
        Ok(Transaction { store, entries })
    }

    /// Replaces the files in the order in which they were given. Asks `interrupted` before
    /// each. After an error the journal stays: ask [`Transaction::interrupted`] what to do.
    pub fn commit(self, interrupted: &dyn Fn() -> bool) -> Result<Ended, JournalError> {
        let Transaction { store, entries } = self;
        for entry in &entries {
            if interrupted() {
                return Interrupted::survey(store, entries).map(Ended::Interrupted);
            }
            let now = fs::read(&entry.path).map_err(FileError::when("read", &entry.path))?;
            if now != entry.old {
                let path = entry.path.clone();
                return Err(JournalError::Changed { path });
            }
            replace(&entry.path, &entry.new)?;
        }
        store.close()?;
        Ok(Ended::Complete)
    }

    /// What an earlier run left undone; `None` if nothing.
    pub fn interrupted(state: &Path) -> Result<Option<Interrupted>, JournalError> {
        // Looking must not make a folder.
        if !state.is_dir() {
            return Ok(None);
        }
        let store = Store::open(state)?;
        let entries = store.load()?;
        entries.map(|it| Interrupted::survey(store, it)).transpose()
    }
}
