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

use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};

use demono_size::cargo::command::{cargo, plain_output};
use demono_size::cargo::process::{self, Group, Streams};
use demono_size::Console;

use self::error::SandboxError;
use self::files::WorkspaceFiles;
use crate::write::error::FileError;
use crate::write::lock::lock;

/// A copy of a workspace, locked against other runs until dropped.
#[derive(Debug)]
pub struct Sandbox {
    workspace: WorkspaceFiles,
    folder: PathBuf,
    tree: PathBuf,
    _lock: File,
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
        let folder = std::path::absolute(into).map_err(FileError::when("find", into))?;
        fs::create_dir_all(&folder).map_err(FileError::when("make", &folder))?;
        // Through a link the same file has two names. On Windows the real name is a verbatim
        // path (`\\?\`), in which `include!` does not find its way.
        let folder = if cfg!(windows) {
            folder
        } else {
            fs::canonicalize(&folder).map_err(FileError::when("find", &folder))?
        };
        let tree = folder.join("target").join("package").join("copy");
        let path = folder.join("lock");
        if !path.exists() && tree.exists() {
            return Err(SandboxError::NotOurs { folder });
        }
        let lock = match lock(&path) {
            Err(TryLockError::WouldBlock) => return Err(SandboxError::Locked { folder }),
            Err(TryLockError::Error(error)) => Err(FileError::when("lock", &path)(error))?,
            Ok(lock) => lock,
        };
        let tag = folder.join("CACHEDIR.TAG");
        let signature = format!("{}\n# Made by demono.\n", cache::SIGNATURE);
        fs::write(&tag, signature).map_err(FileError::when("write", &tag))?;
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
        Ok(mirror::sync(&self.workspace.base, &self.tree, &entries)?)
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
        // The user may stand there by way of a link.
        let real = fs::canonicalize(&absolute).ok();
        let base = &self.workspace.base;
        let named = real.as_ref().and_then(|real| {
            let below = real.strip_prefix(fs::canonicalize(base).ok()?).ok()?;
            Some(base.join(below))
        });
        let mut names = [Some(absolute), real, named].into_iter().flatten();
        names.find(|it| within(it)).map(|it| self.place(&it))
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
        demono_size::files::replace(&path, content).map_err(FileError::when("write", &path))?;
        Ok(Written::Changed)
    }

    fn place(&self, original: &Path) -> PathBuf {
        let relative = original.strip_prefix(&self.workspace.base);
        self.tree.join(relative.unwrap_or(original))
    }

    /// The copy of `original`, if writing to it cannot reach the user's files through a
    /// link.
    fn inside(&self, original: &Path) -> Result<PathBuf, SandboxError> {
        let Some(path) = self.path_of(original) else {
            let path = original.to_owned();
            return Err(SandboxError::Outside { path });
        };
        // A file that does not exist yet is where its directory is.
        let directory = path.parent().filter(|_| path.symlink_metadata().is_err());
        let known = directory.unwrap_or(&path);
        let target = fs::canonicalize(known).map_err(FileError::when("find", known))?;
        let tree = fs::canonicalize(&self.tree).map_err(FileError::when("find", &self.tree))?;
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
        let manifest = self.manifest();
        let said = match String::from_utf8_lossy(&done.stderr).trim() {
            "" => format!("it takes `{found}`"),
            said => said.to_owned(),
        };
        Err(SandboxError::Claimed { manifest, said })
    }
}
