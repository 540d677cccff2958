//! In: the journal of a run that was interrupted. Out: its files, all old or all new.
//! Left alone: a file that someone has changed since.

use std::fmt;
use std::path::{Path, PathBuf};

use super::error::JournalError;
use super::replacement::Replacement;
use super::store::{read, replace, Store};

/// What is in a file of an interrupted transaction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// What was there before.
    Old,
    /// What was to be there.
    New,
    /// Neither: someone else has changed it since.
    Other,
    /// The file is gone.
    Missing,
}

/// A file of an interrupted transaction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileState {
    /// Its absolute path.
    pub path: PathBuf,
    /// What is in it.
    pub state: State,
}

/// `src/lib.rs (written)`.
impl fmt::Display for FileState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = match self.state {
            State::Old => "as it was",
            State::New => "written",
            State::Other => "changed since",
            State::Missing => "gone",
        };
        write!(f, "{} ({state})", self.path.display())
    }
}

/// A transaction that did not come to its end.
#[derive(Debug)]
pub struct Interrupted {
    store: Store,
    entries: Vec<Replacement>,
    files: Vec<FileState>,
}

/// What was done about an interrupted transaction.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Recovery {
    /// Files that were written.
    pub written: Vec<PathBuf>,
    /// Files that have a third content or are gone; they were left alone.
    pub left: Vec<PathBuf>,
}

impl Interrupted {
    /// Looks which of the `entries` in `store` are written.
    pub(super) fn survey(store: Store, entries: Vec<Replacement>) -> Result<Self, JournalError> {
        let files = entries.iter().map(state).collect::<Result<_, _>>()?;
        Ok(Interrupted {
            store,
            entries,
            files,
        })
    }

    /// The files, in the order in which they were to be written.
    pub fn files(&self) -> &[FileState] {
        &self.files
    }

    /// Whether all files have one content, the old or the new: then the run was killed before
    /// the first or after the last, and there is nothing to decide.
    pub fn is_uniform(&self) -> bool {
        let all = |state| self.files.iter().all(|it| it.state == state);
        all(State::Old) || all(State::New)
    }

    /// Puts the old contents back, the last file first: if this is interrupted, too, new
    /// files still come before old ones. Only the exact new content is replaced.
    pub fn restore(self) -> Result<Recovery, JournalError> {
        let turn = self.entries.iter().rev();
        let recovery = recover(turn.map(|it| (&*it.path, &*it.new, &*it.old)))?;
        self.over(recovery)
    }

    /// Writes the new contents that are missing. Only the exact old content is replaced.
    pub fn finish(self) -> Result<Recovery, JournalError> {
        let turn = self.entries.iter();
        let recovery = recover(turn.map(|it| (&*it.path, &*it.old, &*it.new)))?;
        self.over(recovery)
    }

    /// Leaves all files as they are, and ends the transaction.
    pub fn forget(self) -> Result<(), JournalError> {
        self.over(Recovery::default()).map(|_| ())
    }

    fn over(self, recovery: Recovery) -> Result<Recovery, JournalError> {
        self.store.sweep(&self.entries)?;
        self.store.close()?;
        Ok(recovery)
    }
}

/// Where one content is, puts the other: `(path, from, to)`.
fn recover<'a>(
    turn: impl Iterator<Item = (&'a Path, &'a [u8], &'a [u8])>,
) -> Result<Recovery, JournalError> {
    let mut recovery = Recovery::default();
    for (path, from, to) in turn {
        match read(path)? {
            Some(now) if now == from => {
                replace(path, to)?;
                recovery.written.push(path.to_owned());
            }
            Some(now) if now == to => {}
            _ => recovery.left.push(path.to_owned()),
        }
    }
    Ok(recovery)
}

fn state(entry: &Replacement) -> Result<FileState, JournalError> {
    let state = match read(&entry.path)? {
        None => State::Missing,
        Some(now) if now == entry.old => State::Old,
        Some(now) if now == entry.new => State::New,
        Some(_) => State::Other,
    };
    Ok(FileState {
        path: entry.path.clone(),
        state,
    })
}
