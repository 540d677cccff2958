//! In: a git repository, and the name of a commit. Out: a worktree with its files, which
//! goes when it is dropped. Refused: directories that are in no repository, names that
//! are no commit.

use std::path::{Path, PathBuf};

use super::git::{git, line, GitError};
use super::process::below;

/// A commit, checked out below the target directory.
#[derive(Debug)]
pub struct Revision {
    /// Its hash.
    pub commit: String,
    repository: PathBuf,
    worktree: PathBuf,
    /// Where in the repository the caller stands.
    prefix: PathBuf,
}

/// Why a revision cannot be built.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RevisionError {
    /// Git cannot be run, or fails.
    #[error(transparent)]
    Git(#[from] GitError),
    /// Neither a file nor a commit.
    #[error(
        "`{name}` is neither a file nor a commit: name a binary, a report saved with `--format \
         json`, or a git revision (fetch it, if the clone is shallow){}",
        below(said)
    )]
    NoSuchRevision {
        /// What the user wrote.
        name: String,
        /// What git said.
        said: String,
    },
}

impl Revision {
    /// The hash of the commit `name` in the repository that `directory` is in.
    pub fn resolve(directory: &Path, name: &str) -> Result<String, RevisionError> {
        let spec = format!("{name}^{{commit}}");
        let verify = [
            "rev-parse",
            "--verify",
            "--quiet",
            "--end-of-options",
            &spec,
        ];
        line(directory, &verify).map_err(|error| match error {
            GitError::Failed { said, .. } => RevisionError::NoSuchRevision {
                name: name.to_owned(),
                said,
            },
            error => error.into(),
        })
    }

    /// Checks out the commit `name` of the repository that `directory` is in, at
    /// `worktree`. What an interrupted run left there is removed first.
    pub fn checkout(directory: &Path, name: &str, worktree: &Path) -> Result<Self, RevisionError> {
        let commit = Self::resolve(directory, name)?;
        let prefix = line(directory, &["rev-parse", "--show-prefix"])?;
        let repository = line(directory, &["rev-parse", "--show-toplevel"])?;
        let revision = Revision {
            commit,
            repository: repository.into(),
            worktree: worktree.to_owned(),
            prefix: prefix.into(),
        };
        revision.remove();
        let path = worktree.to_string_lossy();
        git(
            &revision.repository,
            &[
                "worktree",
                "add",
                "--quiet",
                "--force",
                "--detach",
                &path,
                &revision.commit,
            ],
            &[],
        )?;
        Ok(revision)
    }

    /// The directory that corresponds to the one the caller stands in.
    pub fn directory(&self) -> PathBuf {
        self.worktree.join(&self.prefix)
    }

    fn remove(&self) {
        // Nothing to remove is the rule; what stays in the way, `worktree add` reports.
        let path = self.worktree.to_string_lossy();
        let _ = git(
            &self.repository,
            &["worktree", "remove", "--force", "--force", &path],
            &[],
        );
        if self.worktree.exists() {
            let _ = std::fs::remove_dir_all(&self.worktree);
        }
        let _ = git(&self.repository, &["worktree", "prune"], &[]);
    }
}

impl Drop for Revision {
    fn drop(&mut self) {
        self.remove();
    }
}
