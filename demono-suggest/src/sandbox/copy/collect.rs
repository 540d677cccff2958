//! In: the directories of a workspace. Out: what in them is to be copied. Refused: what
//! cannot be read.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::cache::is_cache;
use super::files::WorkspaceFiles;
use crate::write::error::FileError;

/// What is to be at a place of the copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Entry {
    Directory,
    File,
    Link(PathBuf),
}

/// By path relative to the base, so that a directory comes before what is in it.
pub(super) type Entries = BTreeMap<PathBuf, Entry>;

/// Everything that belongs into the copy, which itself lies in `folder`.
pub(super) fn entries(workspace: &WorkspaceFiles, folder: &Path) -> Result<Entries, FileError> {
    let mut walk = Walk {
        workspace,
        folder,
        entries: Entries::new(),
    };
    for directory in &workspace.directories {
        let above = directory.ancestors();
        for directory in above.take_while(|it| *it != workspace.base) {
            walk.add(directory, Entry::Directory);
        }
        walk.descend(directory)?;
    }
    Ok(walk.entries)
}

struct Walk<'a> {
    workspace: &'a WorkspaceFiles,
    folder: &'a Path,
    entries: Entries,
}

impl Walk<'_> {
    fn add(&mut self, path: &Path, entry: Entry) {
        if let Ok(relative) = path.strip_prefix(&self.workspace.base) {
            self.entries.insert(relative.to_owned(), entry);
        }
    }

    fn descend(&mut self, directory: &Path) -> Result<(), FileError> {
        let failed = |source| FileError::when("read", directory)(source);
        for entry in fs::read_dir(directory).map_err(failed)? {
            let entry = entry.map_err(failed)?;
            let path = entry.path();
            let kind = entry.file_type().map_err(failed)?;
            // A file in a worktree and in a submodule.
            if entry.file_name() == ".git" {
                continue;
            }
            if kind.is_symlink() {
                let target = fs::read_link(&path).map_err(FileError::when("read", &path))?;
                let target = self.link(&path, target);
                self.add(&path, Entry::Link(target));
            } else if kind.is_dir() {
                if !self.is_made(&path) {
                    self.add(&path, Entry::Directory);
                    self.descend(&path)?;
                }
            } else if kind.is_file() {
                self.add(&path, Entry::File);
            }
        }
        Ok(())
    }

    /// What a link in the copy is to point to: a relative one out of everything that is
    /// copied would lead to nowhere.
    fn link(&self, path: &Path, target: PathBuf) -> PathBuf {
        if target.is_absolute() {
            return target;
        }
        let parent = path.parent().unwrap_or(path);
        let Ok(real) = fs::canonicalize(parent.join(&target)) else {
            return target;
        };
        let mut copied = self.workspace.directories.iter();
        if copied.any(|it| fs::canonicalize(it).is_ok_and(|it| real.starts_with(it))) {
            target
        } else {
            real
        }
    }

    fn is_made(&self, directory: &Path) -> bool {
        let real = |path: &Path| fs::canonicalize(path).ok();
        let same = |other: &Path| {
            directory == other
                || directory.file_name() == other.file_name()
                    && real(directory).is_some_and(|it| real(other) == Some(it))
        };
        self.workspace.made.iter().any(|it| same(it)) || same(self.folder) || is_cache(directory)
    }
}
