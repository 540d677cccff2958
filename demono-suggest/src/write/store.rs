//! In: the files of a transaction. Out: the state folder that records them, and from it
//! the files again. Refused: a folder that another process has locked, and a journal that
//! is not demono's.

use std::collections::BTreeSet;
use std::fs::{self, File, TryLockError};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::error::{FileError, JournalError};
use super::lock::lock;
use super::replacement::Replacement;

#[derive(Serialize, Deserialize)]
struct Journal {
    schema: u32,
    files: Vec<Line>,
}

/// `saved/<number>.old` and `.new` hold what belongs in `path`; the lengths show whether
/// they still do.
#[derive(Serialize, Deserialize)]
struct Line {
    path: PathBuf,
    old: usize,
    new: usize,
}

const SCHEMA: u32 = 1;

/// The state folder, locked.
#[derive(Debug)]
pub(super) struct Store {
    folder: PathBuf,
    _lock: File,
}

impl Store {
    /// Locks the folder, which is made if need be.
    pub(super) fn open(folder: &Path) -> Result<Self, JournalError> {
        fs::create_dir_all(folder).map_err(FileError::when("make", folder))?;
        let path = folder.join("lock");
        let _lock = match lock(&path) {
            Err(TryLockError::WouldBlock) => return Err(JournalError::Locked { path }),
            Err(TryLockError::Error(error)) => Err(FileError::when("lock", &path)(error))?,
            Ok(lock) => lock,
        };
        let folder = folder.to_owned();
        Ok(Store { folder, _lock })
    }

    pub(super) fn journal(&self) -> PathBuf {
        self.folder.join("journal.json")
    }

    fn saved(&self, number: usize, which: &str) -> PathBuf {
        self.folder.join("saved").join(format!("{number}.{which}"))
    }

    /// The contents first, the journal last: if that is there, all is there.
    pub(super) fn save(&self, entries: &[Replacement]) -> Result<(), JournalError> {
        // From a run that was killed before its journal.
        self.clear()?;
        let folder = self.folder.join("saved");
        fs::create_dir(&folder).map_err(FileError::when("make", &folder))?;
        let mut files = Vec::new();
        for (number, entry) in entries.iter().enumerate() {
            for (which, content) in [("old", &entry.old), ("new", &entry.new)] {
                let path = self.saved(number, which);
                durable(&path, content).map_err(FileError::when("write", &path))?;
            }
            files.push(Line {
                path: entry.path.clone(),
                old: entry.old.len(),
                new: entry.new.len(),
            });
        }
        sync_folder(&folder);
        let schema = SCHEMA;
        let path = self.journal();
        let text = serde_json::to_vec_pretty(&Journal { schema, files })
            .map_err(|error| FileError::when("write", &path)(error.into()))?;
        replace(&path, &text)?;
        sync_folder(&self.folder);
        Ok(())
    }

    /// The journal; `None` if there is none.
    pub(super) fn load(&self) -> Result<Option<Vec<Replacement>>, JournalError> {
        let path = self.journal();
        let Some(text) = read(&path)? else {
            return Ok(None);
        };
        let damaged = |why: String| JournalError::Damaged {
            journal: path.clone(),
            why,
        };
        let journal: Journal =
            serde_json::from_slice(&text).map_err(|error| damaged(error.to_string()))?;
        if journal.schema != SCHEMA {
            return Err(damaged(format!("schema {} is not known", journal.schema)));
        }
        let mut entries = Vec::new();
        for (number, line) in journal.files.into_iter().enumerate() {
            let saved = |which, length| {
                let path = self.saved(number, which);
                let content = fs::read(&path).map_err(FileError::when("read", &path))?;
                if content.len() != length {
                    let why = format!("`{}` is not {length} bytes", path.display());
                    return Err(damaged(why));
                }
                Ok(content)
            };
            entries.push(Replacement {
                old: saved("old", line.old)?,
                new: saved("new", line.new)?,
                path: line.path,
            });
        }
        Ok(Some(entries))
    }

    /// Removes the journal, which ends the transaction; then what was saved for it.
    pub(super) fn close(&self) -> Result<(), JournalError> {
        let path = self.journal();
        fs::remove_file(&path).map_err(FileError::when("remove", &path))?;
        sync_folder(&self.folder);
        self.clear()
    }

    fn clear(&self) -> Result<(), JournalError> {
        // Half-written journals.
        for found in fs::read_dir(&self.folder).into_iter().flatten().flatten() {
            if is_temporary(&found.file_name().to_string_lossy()) {
                let path = found.path();
                fs::remove_file(&path).map_err(FileError::when("remove", &path))?;
            }
        }
        let folder = self.folder.join("saved");
        match fs::remove_dir_all(&folder) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            done => Ok(done.map_err(FileError::when("remove", &folder))?),
        }
    }

    /// Removes the temporary file that a kill left beside a file that it was to replace:
    /// one that is named as `files::replace` names them, and that holds the beginning of
    /// what was to be written.
    pub(super) fn sweep(&self, entries: &[Replacement]) -> Result<(), JournalError> {
        let folders: BTreeSet<&Path> = entries.iter().filter_map(|it| it.path.parent()).collect();
        for folder in folders {
            for found in fs::read_dir(folder).into_iter().flatten().flatten() {
                let is_file = found.file_type().is_ok_and(|it| it.is_file());
                if !is_file || !is_temporary(&found.file_name().to_string_lossy()) {
                    continue;
                }
                let path = found.path();
                let content = fs::read(&path).map_err(FileError::when("read", &path))?;
                let here = entries.iter().filter(|it| it.path.parent() == Some(folder));
                let mut contents = here.flat_map(|it| [&it.old, &it.new]);
                if contents.any(|it| it.starts_with(&content)) {
                    fs::remove_file(&path).map_err(FileError::when("remove", &path))?;
                }
            }
        }
        Ok(())
    }
}

/// What is in a file; `None` if it is gone.
pub(super) fn read(path: &Path) -> Result<Option<Vec<u8>>, JournalError> {
    match fs::read(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        done => Ok(Some(done.map_err(FileError::when("read", path))?)),
    }
}

/// Replaces the user's file, or the journal, whole or not at all.
pub(super) fn replace(path: &Path, content: &[u8]) -> Result<(), JournalError> {
    demono_size::files::replace(path, content).map_err(FileError::when("write", path))?;
    Ok(())
}

/// `.demono-` and the six letters and digits that tempfile adds.
fn is_temporary(name: &str) -> bool {
    name.strip_prefix(".demono-")
        .is_some_and(|it| it.len() == 6 && it.bytes().all(|b| b.is_ascii_alphanumeric()))
}

fn durable(path: &Path, content: &[u8]) -> io::Result<()> {
    let mut file = File::create(path)?;
    file.write_all(content)?;
    file.sync_all()
}

/// So that the names survive a loss of power, where directories can be synced at all.
fn sync_folder(folder: &Path) {
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
}
