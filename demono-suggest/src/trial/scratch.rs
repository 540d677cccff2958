//! In: which files a workspace is made of, and a folder. Out: a copy of them in that
//! folder, which cargo builds like the original. Refused: a folder that another run has,
//! one that is not ours, and a place where cargo takes the copy for part of another
//! workspace.
//!
//! The copy has the shape of the original from the common ancestor of all copied
//! directories downwards, so that relative paths in manifests hold. It lies in
//! `<folder>/target/package/`: cargo looks for the root of a workspace in all parent
//! directories, and so would find the user's own manifest above a scratch in the user's
//! target directory, and refuse a package that is no member there. That search ends at
//! `target/package`, where `cargo package` puts what it verifies, for the same reason
//! (<https://github.com/rust-lang/cargo/pull/4021>). As nothing promises that, the copy
//! is asked for its root before it is used.
//!
//! Cargo's configuration and the toolchain file go by directory. Those inside of the
//! workspace are copied; those above it hold for the scratch, too, as long as the target
//! directory is where cargo puts it. If it is elsewhere, what lies above the workspace
//! does not apply to the scratch.

mod collect;
mod files;
mod mirror;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use demono_size::metadata::MetadataError;

use super::ground;
use super::process::{self, Console, Exit, Group, ProcessError, Streams};
use crate::write::lock::{Lock, LockError};

pub use files::WorkspaceFiles;

/// A copy of a workspace, locked against other runs until dropped.
#[derive(Debug)]
pub struct Scratch {
    workspace: WorkspaceFiles,
    folder: PathBuf,
    tree: PathBuf,
    _lock: Lock,
}

/// Whether a file of the scratch has been written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Written {
    /// It has a new content, and a new time of change.
    Changed,
    /// It had this content already, and was not touched.
    Same,
}

/// Why there is no copy.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ScratchError {
    /// `cargo metadata` failed.
    #[error(transparent)]
    Metadata(#[from] MetadataError),
    /// Path packages on several drives.
    #[error("`{}` and `{}` have no directory in common", one.display(), other.display())]
    NothingInCommon {
        /// The workspace.
        one: PathBuf,
        /// A package it depends on.
        other: PathBuf,
    },
    /// Two runs at once.
    #[error("another run of demono uses `{}`: wait for it to end", folder.display())]
    Locked {
        /// The folder for the scratch.
        folder: PathBuf,
    },
    /// What is there was not made here, so it is not overwritten.
    #[error("`{}` is not a scratch of demono: remove it", folder.display())]
    NotOurs {
        /// The folder for the scratch.
        folder: PathBuf,
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
    /// A file to be written is not among the copied ones.
    #[error("`{}` is not in the copy of the workspace", path.display())]
    Outside {
        /// The user's file.
        path: PathBuf,
    },
    /// A file to be written is a link to one outside of the copy.
    #[error(
        "`{}` leads out of the copy of the workspace, to `{}`", path.display(), target.display()
    )]
    Escapes {
        /// The user's file.
        path: PathBuf,
        /// Where its copy points.
        target: PathBuf,
    },
    /// Cargo could not be run.
    #[error(transparent)]
    Process(#[from] ProcessError),
    /// Cargo takes the copy for part of another workspace.
    #[error(
        "cargo does not take `{}` for the root of a workspace: put the target directory \
         elsewhere with `--target-dir`\n{said}", manifest.display()
    )]
    Claimed {
        /// The manifest of the copy.
        manifest: PathBuf,
        /// What cargo said.
        said: String,
    },
}

impl ScratchError {
    fn file(doing: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| ScratchError::File {
            doing,
            path,
            source,
        }
    }
}

impl Scratch {
    /// Copies `workspace` into the folder `into`.
    ///
    /// What an earlier run left there is brought up to date: files with the right content
    /// are not touched, so that cargo finds what it made of them fresh; others are
    /// replaced; those that the workspace does not have are removed. A file that is
    /// written gets the time of writing, not that of the original: cargo compares times
    /// only, and an original older than the last build of an edit would pass for it.
    ///
    /// Not copied: `.git`, the target and build directory, any directory tagged as a cache
    /// (`CACHEDIR.TAG`, as cargo tags its own), and what is neither file, directory nor
    /// link.
    pub fn copy(workspace: &WorkspaceFiles, into: &Path) -> Result<Self, ScratchError> {
        let folder = std::path::absolute(into).map_err(ScratchError::file("find", into))?;
        fs::create_dir_all(&folder).map_err(ScratchError::file("make", &folder))?;
        // Through a link the same file has two names. On Windows the real name is a verbatim
        // path (`\\?\`), in which `include!` does not find its way.
        let folder = match cfg!(windows) {
            true => folder,
            false => fs::canonicalize(&folder).map_err(ScratchError::file("find", &folder))?,
        };
        let tree = folder.join("target").join("package").join("copy");
        let lock = folder.join("lock");
        if !lock.exists() && tree.exists() {
            return Err(ScratchError::NotOurs { folder });
        }
        let lock = Lock::take(&lock).map_err(|refusal| match refusal {
            LockError::Held => ScratchError::Locked {
                folder: folder.clone(),
            },
            LockError::Io(source) => ScratchError::file("lock", &lock)(source),
        })?;
        let tag = folder.join("CACHEDIR.TAG");
        let signature = format!("{}\n# Made by demono.\n", collect::SIGNATURE);
        fs::write(&tag, signature).map_err(ScratchError::file("write", &tag))?;
        let scratch = Scratch {
            workspace: workspace.clone(),
            folder,
            tree,
            _lock: lock,
        };
        scratch.refresh()?;
        scratch.verify()?;
        Ok(scratch)
    }

    /// Makes the copy equal to the user's files again, whatever was done to it.
    pub fn refresh(&self) -> Result<(), ScratchError> {
        let entries = collect::entries(&self.workspace, &self.folder)?;
        mirror::sync(&self.workspace.base, &self.tree, &entries)
    }

    /// The folder that was named for it, without links. Beside `lock`, `CACHEDIR.TAG` and
    /// `target/package`, there is room for more of the caller's.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The root of the copied workspace.
    pub fn root(&self) -> PathBuf {
        self.place(&self.workspace.root)
    }

    /// Its manifest.
    pub fn manifest(&self) -> PathBuf {
        self.root().join("Cargo.toml")
    }

    /// Where the user's file or directory `original` is in the copy; `None` if it lies
    /// outside of everything that was copied. Relative paths are those from the current
    /// directory.
    pub fn path_of(&self, original: &Path) -> Option<PathBuf> {
        let absolute = std::path::absolute(original).ok()?;
        let within = |path: &Path| {
            let roots = &self.workspace.directories;
            roots.iter().any(|it| path.starts_with(it))
        };
        if within(&absolute) {
            return Some(self.place(&absolute));
        }
        // The user may stand there by way of a link.
        let absolute = fs::canonicalize(absolute).ok()?;
        if within(&absolute) {
            return Some(self.place(&absolute));
        }
        let canonical = fs::canonicalize(&self.workspace.base).ok()?;
        let path = self
            .workspace
            .base
            .join(absolute.strip_prefix(canonical).ok()?);
        within(&path).then(|| self.place(&path))
    }

    /// The user's file or directory whose copy is `path`; `None` if that is not in the
    /// copy. Relative paths are those from the root of the copied workspace.
    pub fn original_of(&self, path: &Path) -> Option<PathBuf> {
        let path = self.root().join(path);
        let relative = path.strip_prefix(&self.tree).ok()?;
        Some(self.workspace.base.join(relative))
    }

    /// Gives the copy of the user's file `original` this content.
    pub fn write(&self, original: &Path, content: &[u8]) -> Result<Written, ScratchError> {
        let path = self.inside(original)?;
        if fs::read(&path).is_ok_and(|it| it == content) {
            return Ok(Written::Same);
        }
        demono_size::files::replace(&path, content).map_err(ScratchError::file("write", &path))?;
        Ok(Written::Changed)
    }

    /// Gives the copy of the user's file `original` the content that it has now.
    pub fn reset(&self, original: &Path) -> Result<Written, ScratchError> {
        let content = fs::read(original).map_err(ScratchError::file("read", original))?;
        self.write(original, &content)
    }

    fn place(&self, original: &Path) -> PathBuf {
        let relative = original.strip_prefix(&self.workspace.base);
        self.tree.join(relative.unwrap_or(original))
    }

    /// The copy of `original`, if writing to it cannot reach the user's files through a
    /// link.
    fn inside(&self, original: &Path) -> Result<PathBuf, ScratchError> {
        let path = self.path_of(original);
        let path = path.ok_or_else(|| ScratchError::Outside {
            path: original.to_owned(),
        })?;
        // A file that does not exist yet is where its directory is.
        let exists = path.symlink_metadata().is_ok();
        let known = if exists {
            &path
        } else {
            path.parent().unwrap_or(&path)
        };
        let target = fs::canonicalize(known).map_err(ScratchError::file("find", known))?;
        let tree = fs::canonicalize(&self.tree).map_err(ScratchError::file("find", &self.tree))?;
        if !target.starts_with(tree) {
            return Err(ScratchError::Escapes {
                path: original.to_owned(),
                target,
            });
        }
        Ok(path)
    }

    fn verify(&self) -> Result<(), ScratchError> {
        let mut command = ground::cargo(&self.root());
        command.args(["locate-project", "--workspace", "--message-format=plain"]);
        let mut console = Console {
            report: &mut |_| {},
            interrupted: &|| false,
        };
        let done = process::run(command, Streams::Apart, Group::Ours, &mut console)?;
        let found = String::from_utf8_lossy(&done.stdout).trim().to_owned();
        let same = fs::canonicalize(&found).ok() == fs::canonicalize(self.manifest()).ok();
        if matches!(done.exit, Exit::Status(status) if status.success()) && same {
            return Ok(());
        }
        let said = String::from_utf8_lossy(&done.stderr).trim().to_owned();
        Err(ScratchError::Claimed {
            manifest: self.manifest(),
            said: match said.is_empty() {
                true => format!("it takes `{found}`"),
                false => said,
            },
        })
    }
}
