//! In: the files that are to be written. Out: whether version control has what is in them
//! now. Refused: a git that cannot be run, or does not answer.

use std::collections::BTreeSet;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use demono_size::cargo::git::{git, line, GitError};

/// How many paths go on one command line.
const CHUNK: usize = 200;

/// What git says of some files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WorkTree {
    /// They are in no repository.
    NoRepository,
    /// All are as they were committed.
    Clean,
    /// Some are not; absolute paths, sorted.
    Changed {
        /// Changed, untracked or ignored: their content is nowhere else.
        dirty: Vec<PathBuf>,
        /// In the index only.
        staged: Vec<PathBuf>,
    },
}

/// What the user lets be written though version control could not bring it back.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Allowed {
    /// `--allow-no-vcs`.
    pub no_vcs: bool,
    /// `--allow-dirty`.
    pub dirty: bool,
    /// `--allow-staged`.
    pub staged: bool,
}

impl WorkTree {
    /// Asks git about `paths`, files or directories that exist, in the repository that
    /// `directory` is in. An ignored file counts only if it is named itself, not if a
    /// directory above it is.
    pub fn inspect(directory: &Path, paths: &[PathBuf]) -> Result<Self, GitError> {
        let top = match line(directory, &["rev-parse", "--show-toplevel"]) {
            Err(GitError::Failed { .. }) if is_outside(directory) => {
                return Ok(WorkTree::NoRepository)
            }
            top => PathBuf::from(top?),
        };
        let paths: Vec<PathBuf> = paths.iter().map(|it| real(it)).collect();
        let (mut dirty, mut staged) = (BTreeSet::new(), BTreeSet::new());
        for paths in paths.chunks(CHUNK) {
            let arguments = [
                "status",
                "--porcelain=v1",
                "-z",
                "--no-renames",
                "--untracked-files=all",
                "--ignored=matching",
            ];
            let output = git(directory, &arguments, paths)?;
            for entry in output.stdout.split(|byte| *byte == 0) {
                // Two letters, index and work tree, and a blank.
                let Some((state, path)) = entry.split_at_checked(3) else {
                    continue;
                };
                let path = top.join(&*String::from_utf8_lossy(path));
                match (state[0], state[1]) {
                    (b'!', _) => {
                        let named = paths.iter().filter(|it| it.starts_with(&path));
                        dirty.extend(named.cloned());
                    }
                    (_, b' ') => {
                        staged.insert(path);
                    }
                    _ => {
                        dirty.insert(path);
                    }
                }
            }
        }
        let (dirty, staged) = (dirty.into_iter(), staged.into_iter());
        Ok(WorkTree::of(dirty.collect(), staged.collect()))
    }

    fn of(dirty: Vec<PathBuf>, staged: Vec<PathBuf>) -> Self {
        if dirty.is_empty() && staged.is_empty() {
            WorkTree::Clean
        } else {
            WorkTree::Changed { dirty, staged }
        }
    }

    /// Whether nothing could be lost that the user does not let go.
    pub fn is_allowed(&self, allowed: Allowed) -> bool {
        match self {
            WorkTree::Clean => true,
            WorkTree::NoRepository => allowed.no_vcs,
            WorkTree::Changed { dirty, staged } => {
                (dirty.is_empty() || allowed.dirty)
                    && (staged.is_empty() || allowed.staged || allowed.dirty)
            }
        }
    }

    /// The same, limited to the files that are `wanted`.
    pub fn only(self, wanted: &dyn Fn(&Path) -> bool) -> Self {
        let WorkTree::Changed {
            mut dirty,
            mut staged,
        } = self
        else {
            return self;
        };
        dirty.retain(|it| wanted(it));
        staged.retain(|it| wanted(it));
        WorkTree::of(dirty, staged)
    }

    /// The words, after those of `cargo fix`, in which `command` (`cargo demono apply`)
    /// refuses, with paths relative to `directory`; `None` if there is nothing to refuse.
    pub fn objection(&self, command: &str, directory: &Path) -> Option<String> {
        let (dirty, staged) = match self {
            WorkTree::Clean => return None,
            WorkTree::NoRepository => {
                return Some(format!(
                    "no VCS found for this package and `{command}` changes its files; if you'd \
                     like to suppress this error pass `--allow-no-vcs`"
                ))
            }
            WorkTree::Changed { dirty, staged } => (dirty, staged),
        };
        let directory = real(directory);
        let line = |path: &PathBuf, state: &str| {
            let path = path.strip_prefix(&directory).unwrap_or(path);
            format!("  * {} ({state})\n", path.display())
        };
        let files = dirty.iter().map(|it| line(it, "dirty"));
        let files = files.chain(staged.iter().map(|it| line(it, "staged")));
        Some(format!(
            "the working directory of this package has uncommitted changes, and `{command}` \
             changes its files; if you'd like to suppress this error pass `--allow-dirty`, or \
             commit the changes to these files:\n\n{}",
            files.collect::<String>()
        ))
    }
}

/// As git names it: `git rev-parse --show-toplevel` has no links in it.
fn real(path: &Path) -> PathBuf {
    fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())
}

/// Whether git fails because there is no repository, and for no other reason: it looks for
/// one upwards, not into the directories that the user names as ceilings.
fn is_outside(directory: &Path) -> bool {
    let ceilings = env::var_os("GIT_CEILING_DIRECTORIES").unwrap_or_default();
    let ceilings: Vec<PathBuf> = env::split_paths(&ceilings).map(|it| real(&it)).collect();
    let directory = real(directory);
    let above = directory.ancestors().skip(1);
    let above = above.take_while(|it| !ceilings.iter().any(|ceiling| ceiling == it));
    let mut searched = std::iter::once(directory.as_path()).chain(above);
    directory.is_dir() && !searched.any(|it| it.join(".git").exists())
}
