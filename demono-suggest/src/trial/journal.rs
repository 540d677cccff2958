//! In: files, what is in them and what is to be. Out: all of them written, or told which.
//! Refused: a file that no longer is as it was, and a folder in which another transaction
//! runs or was killed.
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
//! is removed, and with that the transaction is over. So whatever kills the process, the
//! files are a row of new ones before a row of old ones, and the journal is there unless
//! all are the same.

mod store;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::lock::{Lock, Refusal};
use store::{Entry, Store};

/// One file to be replaced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replacement {
    /// The file; it exists.
    pub path: PathBuf,
    /// What must be in it now.
    pub old: Vec<u8>,
    /// What is to be in it.
    pub new: Vec<u8>,
}

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
    /// An earlier run was killed while it wrote, and that is not settled yet.
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
    /// The journal is damaged; it is never half written, so not by a kill.
    #[error("cannot understand the journal `{}`: {why}; remove it", journal.display())]
    Damaged {
        /// The journal.
        journal: PathBuf,
        /// What is wrong with it.
        why: String,
    },
    /// A file could not be read or written.
    #[error("cannot {doing} `{}`", path.display())]
    File {
        /// `read`, `write`, ...
        doing: &'static str,
        /// Which file.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
}

impl JournalError {
    fn file(doing: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| JournalError::File {
            doing,
            path,
            source,
        }
    }
}

/// How a transaction ended that no error ended.
#[derive(Debug)]
#[must_use = "files may be half old and half new"]
pub enum Ended {
    /// All files are new.
    Complete,
    /// The user asked to stop in between.
    Interrupted(Interrupted),
}

/// Files that are about to be replaced. Dropped without [`commit`](Transaction::commit) it
/// leaves them and a journal that says so.
#[derive(Debug)]
pub struct Transaction {
    store: Store,
    entries: Vec<Entry>,
}

impl Transaction {
    /// Writes the journal, after a look at all of the files. Files whose content does not
    /// change are not part of it.
    pub fn begin(state: &Path, files: Vec<Replacement>) -> Result<Self, JournalError> {
        let store = open(state)?;
        if store.journal().exists() {
            return Err(JournalError::Pending {
                journal: store.journal(),
            });
        }
        let mut entries: Vec<Entry> = Vec::new();
        for Replacement { path, old, new } in files {
            // The journal may be read from another directory, and what a link points to is
            // what is replaced.
            let real = fs::canonicalize(&path).map_err(JournalError::file("find", &path))?;
            if entries.iter().any(|it| it.path == real) {
                return Err(JournalError::Twice { path });
            }
            let now = fs::read(&real).map_err(JournalError::file("read", &path))?;
            if now != old {
                return Err(JournalError::Changed { path });
            }
            if old != new {
                entries.push(Entry {
                    path: real,
                    old,
                    new,
                });
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
                let files = survey(&entries)?;
                return Ok(Ended::Interrupted(Interrupted {
                    store,
                    entries,
                    files,
                }));
            }
            let now = fs::read(&entry.path).map_err(JournalError::file("read", &entry.path))?;
            if now != entry.old {
                return Err(JournalError::Changed {
                    path: entry.path.clone(),
                });
            }
            write(&entry.path, &entry.new)?;
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
        let store = open(state)?;
        let Some(entries) = store.load()? else {
            return Ok(None);
        };
        let files = survey(&entries)?;
        Ok(Some(Interrupted {
            store,
            entries,
            files,
        }))
    }
}

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

/// A transaction that did not come to its end.
#[derive(Debug)]
pub struct Interrupted {
    store: Store,
    entries: Vec<Entry>,
    files: Vec<FileState>,
}

/// What was done about an interrupted transaction.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Mended {
    /// Files that were written.
    pub written: Vec<PathBuf>,
    /// Files with a third content, or none, which were left alone.
    pub left: Vec<PathBuf>,
}

impl Interrupted {
    /// The files, in the order in which they were to be written.
    pub fn files(&self) -> &[FileState] {
        &self.files
    }

    /// Puts the old contents back, the last file first, so that the row of new files before
    /// old ones only gets shorter. Only the exact new content is replaced.
    pub fn restore(self) -> Result<Mended, JournalError> {
        let turn = self.entries.iter().rev();
        let mended = mend(turn.map(|it| (&*it.path, &*it.new, &*it.old)))?;
        self.over(mended)
    }

    /// Writes the new contents that are missing. Only the exact old content is replaced.
    pub fn finish(self) -> Result<Mended, JournalError> {
        let turn = self.entries.iter();
        let mended = mend(turn.map(|it| (&*it.path, &*it.old, &*it.new)))?;
        self.over(mended)
    }

    /// Leaves all files as they are, and takes that for the end of the transaction.
    pub fn forget(self) -> Result<(), JournalError> {
        self.over(Mended::default()).map(|_| ())
    }

    fn over(self, mended: Mended) -> Result<Mended, JournalError> {
        self.store.sweep(&self.entries)?;
        self.store.close()?;
        Ok(mended)
    }
}

fn open(state: &Path) -> Result<Store, JournalError> {
    fs::create_dir_all(state).map_err(JournalError::file("make", state))?;
    let path = state.join("lock");
    match Lock::take(&path) {
        Ok(lock) => Ok(Store::new(state, lock)),
        Err(Refusal::Held) => Err(JournalError::Locked { path }),
        Err(Refusal::Io(source)) => Err(JournalError::file("lock", &path)(source)),
    }
}

fn write(path: &Path, content: &[u8]) -> Result<(), JournalError> {
    demono_size::files::replace(path, content).map_err(JournalError::file("write", path))
}

/// Where one content is, puts the other: `(path, from, to)`.
fn mend<'a>(
    turn: impl Iterator<Item = (&'a Path, &'a [u8], &'a [u8])>,
) -> Result<Mended, JournalError> {
    let mut mended = Mended::default();
    for (path, from, to) in turn {
        match content(path)? {
            Some(now) if now == from => {
                write(path, to)?;
                mended.written.push(path.to_owned());
            }
            Some(now) if now == to => {}
            _ => mended.left.push(path.to_owned()),
        }
    }
    Ok(mended)
}

fn survey(entries: &[Entry]) -> Result<Vec<FileState>, JournalError> {
    let state = |entry: &Entry| {
        let state = match content(&entry.path)? {
            None => State::Missing,
            Some(now) if now == entry.old => State::Old,
            Some(now) if now == entry.new => State::New,
            Some(_) => State::Other,
        };
        Ok(FileState {
            path: entry.path.clone(),
            state,
        })
    };
    entries.iter().map(state).collect()
}

fn content(path: &Path) -> Result<Option<Vec<u8>>, JournalError> {
    match fs::read(path) {
        Ok(content) => Ok(Some(content)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(JournalError::file("read", path)(error)),
    }
}
