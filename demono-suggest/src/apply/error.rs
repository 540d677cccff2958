//! Why nothing was applied.

use std::path::PathBuf;

use demono_size::cargo::process::ProcessError;
use demono_size::{BuildError, WorkspaceError};

use crate::binary::program::ProgramError;
use crate::edit::manifest::error::ManifestError;
use crate::edit::text::EditError;
use crate::sandbox::check::CheckError;
use crate::sandbox::copy::error::SandboxError;
use crate::write::error::FileError;

/// Why nothing was applied.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ApplyError {
    /// The packages cannot be inspected.
    #[error(transparent)]
    Workspace(#[from] WorkspaceError),
    /// There is no copy to try edits on.
    #[error(transparent)]
    Sandbox(#[from] SandboxError),
    /// A program does not build as it is.
    #[error(transparent)]
    Build(#[from] BuildError),
    /// A program cannot be read, or does not say what its code came from.
    #[error(transparent)]
    Program(#[from] ProgramError),
    /// Cargo cannot be run.
    #[error(transparent)]
    Process(#[from] ProcessError),
    /// The compiler gave no answer.
    #[error(transparent)]
    Check(#[from] CheckError),
    /// Edits that do not fit together.
    #[error(transparent)]
    Edit(#[from] EditError),
    /// `demono` cannot be added to, or taken from, a manifest.
    #[error("cannot edit `{}`", path.display())]
    Manifest {
        /// The manifest.
        path: PathBuf,
        /// Why not.
        source: ManifestError,
    },
    /// A file cannot be read.
    #[error(transparent)]
    File(#[from] FileError),
    /// Cargo refuses the packages as they are, so that nothing can be compared.
    #[error("cargo cannot check the packages as they are\n{said}")]
    Baseline {
        /// What cargo said.
        said: String,
    },
    /// With the dependency alone the packages do not compile.
    #[error(
        "with `demono` among the dependencies the packages do not compile, without any \
         attribute; `--demono-path` takes it from a directory\n{said}"
    )]
    Dependency {
        /// What cargo and the compiler said.
        said: String,
    },
}
