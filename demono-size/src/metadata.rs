//! In: a question to `cargo metadata`. Out: its answer. Refused: no such manifest, or one
//! that does not parse.

use std::path::{Path, PathBuf};

use cargo_metadata::{Metadata, MetadataCommand};

/// `cargo metadata` failed: no such manifest, or one that does not parse.
#[derive(Debug, thiserror::Error)]
#[error("cannot inspect {}", manifest.as_deref().map_or_else(
    || "the package in the current directory".to_owned(),
    |path| format!("`{}`", path.display()),
))]
pub struct MetadataError {
    /// The manifest, if one was named.
    pub manifest: Option<PathBuf>,
    /// What cargo said.
    pub source: Box<cargo_metadata::Error>,
}

/// Asks `command` of `manifest`, or of the one that cargo finds from the current directory
/// upwards.
pub fn inspect(
    command: &mut MetadataCommand,
    manifest: Option<&Path>,
) -> Result<Metadata, MetadataError> {
    if let Some(manifest) = manifest {
        command.manifest_path(manifest);
    }
    command.exec().map_err(|source| MetadataError {
        manifest: manifest.map(Path::to_owned),
        source: Box::new(source),
    })
}
