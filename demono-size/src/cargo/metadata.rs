//! In: a question to `cargo metadata`. Out: its answer. Refused: no such manifest, or one
//! that does not parse.

use std::collections::BTreeMap;
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

/// Where a workspace has its packages, and where cargo puts what it makes of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    /// The user's target directory.
    pub target_directory: PathBuf,
    /// The names of the members, by their manifests.
    pub members: BTreeMap<PathBuf, String>,
}

impl Layout {
    /// Asks cargo, without resolving any dependency.
    pub fn load(manifest: Option<&Path>) -> Result<Self, MetadataError> {
        let mut command = MetadataCommand::new();
        command.no_deps();
        Ok(Self::of(&inspect(&mut command, manifest)?))
    }

    /// As `metadata` has it.
    pub fn of(metadata: &Metadata) -> Self {
        let members = metadata.workspace_packages().into_iter();
        let members = members.map(|it| (it.manifest_path.clone().into(), it.name.to_string()));
        Layout {
            target_directory: metadata.target_directory.clone().into(),
            members: members.collect(),
        }
    }
}
