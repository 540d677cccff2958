//! In: a manifest and what the user selected of it. Out: the programs whose size `#[demono]`
//! can change, that is, whose package depends on `demono`, directly or through other
//! packages; and all else that a command has to know of the workspace, from one run of
//! `cargo metadata`. Refused: see [`WorkspaceError`].

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use cargo_metadata::{Metadata, MetadataCommand};
use demono_report::ProgramKind;

use super::build::Build;
use super::metadata::{inspect, Layout};
use super::options::Targets;
use super::packages::{self, PackageInfo};
use super::select::{self, Interest, Program, Selection, WorkspaceError};

/// The outcome of a selection.
#[derive(Debug, Clone)]
pub struct Workspace {
    /// The programs, sorted; never empty, but for [`Interest::Every`].
    pub programs: Vec<Program>,
    /// Those of them that depend on `demono`.
    pub demono: BTreeSet<Program>,
    /// Its members, and the user's target directory.
    pub layout: Layout,
    /// The directory of the workspace's manifest.
    pub root: PathBuf,
    /// The package whose manifest that is; a virtual one has none.
    pub root_package: Option<String>,
    /// Those of [`programs`](Workspace::programs) that cargo does not build, as their
    /// `required-features` are off.
    pub gated: BTreeSet<Program>,
    /// The manifests of the selected packages, by package name.
    pub manifests: BTreeMap<String, PathBuf>,
    /// Every package that the resolve graph of the workspace has, for whichever platform,
    /// by name and version.
    pub packages: Vec<PackageInfo>,
    selection: Selection,
    metadata: Metadata,
}

impl Workspace {
    /// Asks `cargo metadata` and applies `selection`: the programs that depend on
    /// `demono`.
    pub fn load(selection: &Selection) -> Result<Self, WorkspaceError> {
        Self::load_for(selection, Interest::Demono)
    }

    /// The same, for the programs of this interest.
    pub fn load_for(selection: &Selection, interest: Interest) -> Result<Self, WorkspaceError> {
        let mut command = MetadataCommand::new();
        command.other_options(selection.features.cargo_arguments());
        let metadata = inspect(&mut command, selection.manifest_path.as_deref())?;
        Self::of(metadata, selection.clone(), interest)
    }

    /// The same workspace and selection, for the programs of another interest.
    pub fn seen_for(&self, interest: Interest) -> Result<Self, WorkspaceError> {
        Self::of(self.metadata.clone(), self.selection.clone(), interest)
    }

    fn of(
        metadata: Metadata,
        selection: Selection,
        interest: Interest,
    ) -> Result<Self, WorkspaceError> {
        let packages = select::packages(&selection, &metadata)?;
        let (programs, demono) = select::programs(&selection, &metadata, &packages, interest)?;
        let manifests = packages
            .iter()
            .map(|it| (it.name.to_string(), it.manifest_path.clone().into()));
        let root = metadata.workspace_root.join("Cargo.toml");
        let members = metadata.workspace_packages();
        let root_package = members.iter().find(|it| it.manifest_path == root);
        Ok(Workspace {
            programs,
            demono,
            gated: select::gated(&metadata, &packages),
            root: metadata.workspace_root.clone().into(),
            root_package: root_package.map(|it| it.name.to_string()),
            manifests: manifests.collect(),
            packages: packages::packages(&metadata),
            layout: Layout::of(&metadata),
            selection,
            metadata,
        })
    }

    /// What it was loaded for.
    pub fn selection(&self) -> &Selection {
        &self.selection
    }

    /// What `cargo metadata` said.
    pub fn metadata(&self) -> &Metadata {
        &self.metadata
    }

    /// Restricts `build` to the programs of this selection: its manifest, packages,
    /// targets, features and layout are overwritten.
    pub fn apply(&self, build: Build) -> Build {
        let packages: BTreeSet<&String> = self.programs.iter().map(|it| &it.package).collect();
        let has_cdylib = (self.programs.iter()).any(|it| it.kind == ProgramKind::Cdylib);
        let targets = match &self.selection.targets {
            Targets::Bins if has_cdylib => Targets::BinsAndLib,
            targets => targets.clone(),
        };
        Build {
            manifest_path: self.selection.manifest_path.clone(),
            packages: packages.into_iter().cloned().collect(),
            targets,
            features: self.selection.features.clone(),
            layout: Some(self.layout.clone()),
            ..build
        }
    }
}
