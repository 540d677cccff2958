//! In: which files a workspace is made of, and a folder. Out: a copy of them in that
//! folder, which cargo builds like the original. Refused: a folder that another run has,
//! one that is not ours, and a place where cargo takes the copy for part of another
//! workspace.
//!
//! The copy has the shape of the original from the common ancestor of all copied
//! directories downwards, so that relative paths in manifests hold. It lies in
//! `<folder>/target/package/`: cargo looks for the root of a workspace in all parent
//! directories, and so would find the user's own manifest above a sandbox in the user's
//! target directory, and refuse a package that is no member there. That search ends at
//! `target/package`, where `cargo package` puts what it verifies, for the same reason
//! (<https://github.com/rust-lang/cargo/pull/4021>). As nothing promises that, the copy
//! is asked for its root before it is used.
//!
//! Cargo's configuration and the toolchain file go by directory. Those inside of the
//! workspace are copied; those above it hold for the sandbox, too, as long as the target
//! directory is where cargo puts it. If it is elsewhere, what lies above the workspace
//! does not apply to the sandbox.

mod cache;
mod collect;
pub mod error;
pub mod files;
mod mirror;

use std::fs;
use std::path::{Path, PathBuf};

use demono_size::cargo::command::{cargo, plain_output};
use demono_size::cargo::process::{self, Group, Streams};
use demono_size::Console;

use self::error::SandboxError;
use self::files::WorkspaceFiles;
use crate::write::lock::{Lock, LockError};

/// A copy of a workspace, locked against other runs until dropped.
#[derive(Debug)]
pub struct Sandbox {
    workspace: WorkspaceFiles,
    folder: PathBuf,
    tree: PathBuf,
    _lock: Lock,
}

/// Whether a file of the sandbox has been written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Written {
    /// It has a new content, and a new time of change.
    Changed,
    /// It had this content already, and was not touched.
    Same,
}

impl Sandbox {
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
    pub fn copy(workspace: &WorkspaceFiles, into: &Path) -> Result<Self, SandboxError> {
        let folder = std::path::absolute(into).map_err(SandboxError::file("find", into))?;
        fs::create_dir_all(&folder).map_err(SandboxError::file("make", &folder))?;
        // Through a link the same file has two names. On Windows the real name is a verbatim
        // path (`\\?\`), in which `include!` does not find its way.
        let folder = if cfg!(windows) {
            folder
        } else {
            fs::canonicalize(&folder).map_err(SandboxError::file("find", &folder))?
        };
        let tree = folder.join("target").join("package").join("copy");
        let lock = folder.join("lock");
        if !lock.exists() && tree.exists() {
            return Err(SandboxError::NotOurs { folder });
        }
        let lock = Lock::take(&lock).map_err(|refusal| match refusal {
            LockError::Held => SandboxError::Locked {
                folder: folder.clone(),
            },
            LockError::Io(source) => SandboxError::file("lock", &lock)(source),
        })?;
        let tag = folder.join("CACHEDIR.TAG");
        let signature = format!("{}\n# Made by demono.\n", cache::SIGNATURE);
        fs::write(&tag, signature).map_err(SandboxError::file("write", &tag))?;
        let sandbox = Sandbox {
            workspace: workspace.clone(),
            folder,
            tree,
            _lock: lock,
        };
        sandbox.refresh()?;
        sandbox.verify()?;
        Ok(sandbox)
    }

    /// Makes the copy equal to the user's files again, whatever was done to it.
    pub fn refresh(&self) -> Result<(), SandboxError> {
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
    pub fn write(&self, original: &Path, content: &[u8]) -> Result<Written, SandboxError> {
        let path = self.inside(original)?;
        if fs::read(&path).is_ok_and(|it| it == content) {
            return Ok(Written::Same);
        }
        demono_size::files::replace(&path, content).map_err(SandboxError::file("write", &path))?;
        Ok(Written::Changed)
    }

    fn place(&self, original: &Path) -> PathBuf {
        let relative = original.strip_prefix(&self.workspace.base);
        self.tree.join(relative.unwrap_or(original))
    }

    /// The copy of `original`, if writing to it cannot reach the user's files through a
    /// link.
    fn inside(&self, original: &Path) -> Result<PathBuf, SandboxError> {
        let path = self.path_of(original);
        let path = path.ok_or_else(|| SandboxError::Outside {
            path: original.to_owned(),
        })?;
        // A file that does not exist yet is where its directory is.
        let exists = path.symlink_metadata().is_ok();
        let known = if exists {
            &path
        } else {
            path.parent().unwrap_or(&path)
        };
        let target = fs::canonicalize(known).map_err(SandboxError::file("find", known))?;
        let tree = fs::canonicalize(&self.tree).map_err(SandboxError::file("find", &self.tree))?;
        if !target.starts_with(tree) {
            return Err(SandboxError::Escapes {
                path: original.to_owned(),
                target,
            });
        }
        Ok(path)
    }

    fn verify(&self) -> Result<(), SandboxError> {
        let mut command = cargo(&self.root());
        plain_output(&mut command);
        command.args(["locate-project", "--workspace", "--message-format=plain"]);
        let mut console = Console {
            report: &mut |_| {},
            interrupted: &|| false,
        };
        let done = process::run(command, Streams::Apart, Group::Ours, &mut console)?.answered()?;
        let found = String::from_utf8_lossy(&done.stdout).trim().to_owned();
        let same = fs::canonicalize(&found).ok() == fs::canonicalize(self.manifest()).ok();
        if done.success() && same {
            return Ok(());
        }
        let said = String::from_utf8_lossy(&done.stderr).trim().to_owned();
        Err(SandboxError::Claimed {
            manifest: self.manifest(),
            said: if said.is_empty() {
                format!("it takes `{found}`")
            } else {
                said
            },
        })
    }
}
