//! In: the files of a transaction. Out: the state folder that says so, and the files
//! again. Refused: a journal that is not ours.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::JournalError;
use crate::trial::lock::Lock;

/// A file whose content changes.
#[derive(Debug)]
pub(super) struct Entry {
    /// Absolute, without links.
    pub(super) path: PathBuf,
    pub(super) old: Vec<u8>,
    pub(super) new: Vec<u8>,
}

#[derive(Serialize, Deserialize)]
struct Journal {
    schema: u32,
    files: Vec<Line>,
}

/// What is in `saved/<number>.old` and `.new` belongs to `path`; the lengths tell whether
/// it still does.
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
    _lock: Lock,
}

impl Store {
    pub(super) fn new(folder: &Path, lock: Lock) -> Self {
        Store {
            folder: folder.to_owned(),
            _lock: lock,
        }
    }

    pub(super) fn journal(&self) -> PathBuf {
        self.folder.join("journal.json")
    }

    fn saved(&self, number: usize, which: &str) -> PathBuf {
        self.folder.join("saved").join(format!("{number}.{which}"))
    }

    /// The contents first, the journal last: that it is there means that all is there.
    pub(super) fn save(&self, entries: &[Entry]) -> Result<(), JournalError> {
        // From a run that was killed before its journal.
        self.clear()?;
        let folder = self.folder.join("saved");
        fs::create_dir(&folder).map_err(JournalError::file("make", &folder))?;
        let mut files = Vec::new();
        for (number, entry) in entries.iter().enumerate() {
            for (which, content) in [("old", &entry.old), ("new", &entry.new)] {
                let path = self.saved(number, which);
                durable(&path, content).map_err(JournalError::file("write", &path))?;
            }
            files.push(Line {
                path: entry.path.clone(),
                old: entry.old.len(),
                new: entry.new.len(),
            });
        }
        sync_folder(&folder);
        let journal = Journal {
            schema: SCHEMA,
            files,
        };
        let path = self.journal();
        let failed = |source| JournalError::file("write", &path)(source);
        let text = serde_json::to_vec_pretty(&journal).map_err(|error| failed(error.into()))?;
        demono_size::files::replace(&path, &text).map_err(failed)?;
        sync_folder(&self.folder);
        Ok(())
    }

    /// The journal; `None` if there is none.
    pub(super) fn load(&self) -> Result<Option<Vec<Entry>>, JournalError> {
        let path = self.journal();
        let text = match fs::read(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(JournalError::file("read", &path)(error)),
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
            let read = |which, length| {
                let path = self.saved(number, which);
                let content = fs::read(&path).map_err(JournalError::file("read", &path))?;
                match content.len() == length {
                    true => Ok(content),
                    false => Err(damaged(format!(
                        "`{}` is not {length} bytes",
                        path.display()
                    ))),
                }
            };
            entries.push(Entry {
                old: read("old", line.old)?,
                new: read("new", line.new)?,
                path: line.path,
            });
        }
        Ok(Some(entries))
    }

    /// Removes the journal, and with that ends the transaction; then what it saved.
    pub(super) fn close(&self) -> Result<(), JournalError> {
        let path = self.journal();
        fs::remove_file(&path).map_err(JournalError::file("remove", &path))?;
        sync_folder(&self.folder);
        self.clear()
    }

    fn clear(&self) -> Result<(), JournalError> {
        // Half a journal.
        for found in fs::read_dir(&self.folder).into_iter().flatten().flatten() {
            if is_temporary(&found.file_name().to_string_lossy()) {
                let path = found.path();
                fs::remove_file(&path).map_err(JournalError::file("remove", &path))?;
            }
        }
        let folder = self.folder.join("saved");
        match fs::remove_dir_all(&folder) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                Err(JournalError::file("remove", &folder)(error))
            }
            _ => Ok(()),
        }
    }

    /// Removes the temporary file that a kill left beside a file it was to replace: named
    /// as `files::replace` names them, and with the beginning of what was to be written
    /// there.
    pub(super) fn sweep(&self, entries: &[Entry]) -> Result<(), JournalError> {
        let folders: BTreeSet<&Path> = entries.iter().filter_map(|it| it.path.parent()).collect();
        for folder in folders {
            let Ok(found) = fs::read_dir(folder) else {
                continue;
            };
            for found in found.flatten() {
                let name = found.file_name();
                let name = name.to_string_lossy();
                let is_file = found.file_type().is_ok_and(|it| it.is_file());
                if !is_file || !is_temporary(&name) {
                    continue;
                }
                let path = found.path();
                let content = fs::read(&path).map_err(JournalError::file("read", &path))?;
                let here = entries.iter().filter(|it| it.path.parent() == Some(folder));
                if here
                    .flat_map(|it| [&it.old, &it.new])
                    .any(|it| it.starts_with(&content))
                {
                    fs::remove_file(&path).map_err(JournalError::file("remove", &path))?;
                }
            }
        }
        Ok(())
    }
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
