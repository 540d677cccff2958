//! Why there is no copy.

use std::path::PathBuf;

use demono_size::cargo::metadata::MetadataError;
use demono_size::cargo::process::ProcessError;

use crate::write::error::FileError;

/// Why there is no copy.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SandboxError {
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
        /// The folder for the sandbox.
        folder: PathBuf,
    },
    /// What is there was not made here, so it is not overwritten.
    #[error("`{}` is not a copy that demono has made: remove it", folder.display())]
    NotOurs {
        /// The folder for the sandbox.
        folder: PathBuf,
    },
    /// A file could not be read or written.
    #[error(transparent)]
    File(#[from] FileError),
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
