//! In: a manifest and what the user selected of it. Out: the programs whose size
//! `#[demono]` can change, that is, whose package depends on `demono`, directly or
//! through other packages. Programs are binaries, cdylibs, examples, integration tests and
//! benchmarks. Refused: names that are not there, and a selection in which no program
//! depends on `demono`.

mod graph;
mod packages;
mod select;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::PathBuf;

use cargo_metadata::{CargoOpt, Metadata, MetadataCommand};

use demono_report::{program_label, ProgramKind};

use crate::build::{Artifact, Build, Features, Targets};
use crate::metadata::{inspect, MetadataError};

pub use packages::{CrateKind, CrateRoot, PackageInfo};

/// What to measure, in cargo's words.
#[derive(Debug, Clone)]
pub struct Selection {
    /// `--manifest-path`; `None`: found from the current directory upwards.
    pub manifest_path: Option<PathBuf>,
    /// `--package`; empty: the current package, or the default members of the workspace.
    pub packages: Vec<String>,
    /// `--workspace`.
    pub workspace: bool,
    /// All binaries, or those that are named.
    pub targets: Targets,
    /// Features to resolve and build with.
    pub features: Features,
}

/// A binary, cdylib, example, integration test or benchmark.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Program {
    /// Name of the package.
    pub package: String,
    /// Name of the target.
    pub name: String,
    /// What it is.
    pub kind: ProgramKind,
}

impl Program {
    /// Whether `artifact` is this program, built.
    pub fn is(&self, artifact: &Artifact) -> bool {
        self.package == artifact.package && self.name == artifact.name && self.kind == artifact.kind
    }
}

/// See [`program_label`].
impl fmt::Display for Program {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&program_label(&self.package, &self.name, self.kind))
    }
}

/// Which programs are worth a look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Interest {
    /// Those that depend on `demono`.
    Demono,
    /// All that are selected.
    Any,
    /// All of the selected packages, examples too, but neither tests nor benchmarks,
    /// whichever targets are selected; maybe none.
    Every,
}

/// The outcome of a selection.
#[derive(Debug, Clone)]
pub struct Workspace {
    /// The programs, sorted; never empty, but for [`Interest::Every`].
    pub programs: Vec<Program>,
    /// Those of them that depend on `demono`.
    pub demono: BTreeSet<Program>,
    /// The user's target directory.
    pub target_directory: PathBuf,
    /// The directory of the workspace's manifest.
    pub root: PathBuf,
    /// The package whose manifest that is; a virtual one has none.
    pub root_package: Option<String>,
    /// The names of all its packages.
    pub members: BTreeSet<String>,
    /// Those of [`programs`](Workspace::programs) that cargo does not build, as their
    /// `required-features` are off.
    pub gated: BTreeSet<Program>,
    /// The manifests of the selected packages, by package name.
    pub manifests: BTreeMap<String, PathBuf>,
    /// Every package that the resolve graph of the workspace has, for whichever platform,
    /// by name and version.
    pub packages: Vec<PackageInfo>,
    selection: Selection,
}

impl Workspace {
    /// Asks `cargo metadata` and applies `selection`: the programs that depend on
    /// `demono`.
    pub fn load(selection: &Selection) -> Result<Self, WorkspaceError> {
        Self::load_for(selection, Interest::Demono)
    }

    /// The same, for the programs of this interest.
    pub fn load_for(selection: &Selection, interest: Interest) -> Result<Self, WorkspaceError> {
        let metadata = metadata(selection)?;
        let packages = select::packages(selection, &metadata)?;
        let (programs, demono) = select::programs(selection, &metadata, &packages, interest)?;
        let gated = select::gated(&metadata, &packages);
        let members = metadata.workspace_packages().into_iter();
        let members = members.map(|it| it.name.to_string()).collect();
        let manifests = packages
            .iter()
            .map(|it| (it.name.to_string(), it.manifest_path.clone().into()));
        Ok(Workspace {
            programs,
            demono,
            gated,
            members,
            root: metadata.workspace_root.clone().into(),
            root_package: root_package(&metadata),
            manifests: manifests.collect(),
            packages: packages::packages(&metadata),
            target_directory: metadata.target_directory.into(),
            selection: selection.clone(),
        })
    }

    /// Restricts `build` to the programs of this selection: its manifest, packages,
    /// targets and features are overwritten.
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
            ..build
        }
    }
}

/// Why nothing can be measured.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum WorkspaceError {
    /// `cargo metadata` failed: no manifest, or one that does not parse.
    #[error(transparent)]
    Metadata(#[from] MetadataError),
    /// No member of the workspace has this name.
    #[error("no package `{name}` in this workspace; it has: {}", known.join(", "))]
    NoSuchPackage {
        /// What was asked for.
        name: String,
        /// The members.
        known: Vec<String>,
    },
    /// No selected package has a target of this kind and name.
    #[error(
        "no {kind} `{name}` in the selected packages; they have: {}",
        list(known)
    )]
    NoSuchTarget {
        /// `binary`, `example`, `integration test` or `benchmark`.
        kind: &'static str,
        /// What was asked for.
        name: String,
        /// The targets of that kind.
        known: Vec<String>,
    },
    /// The selected packages are libraries only.
    #[error(
        "nothing to measure: {} no binary and no cdylib; name a package that has one with \
         `--package`, or an example, test or benchmark of this one with `--example`, `--test` or \
         `--bench`",
        have(packages)
    )]
    NoProgram {
        /// The selected packages.
        packages: Vec<String>,
    },
    /// One program is needed.
    #[error(
        "there are several programs, and one is needed: name it with `--package` and `--bin` \
         ({})",
        programs.join(", ")
    )]
    SeveralPrograms {
        /// The selected programs, as `package/name`.
        programs: Vec<String>,
    },
    /// There are programs, but `#[demono]` cannot have changed them.
    #[error(
        "nothing to measure: no selected program depends on `demono`, neither directly nor \
         through another package ({}); run `cargo add demono` in the package whose generic \
         functions you want to split, or select another one with `--package`",
        programs.join(", ")
    )]
    NoDemono {
        /// The selected programs, as `package/name`.
        programs: Vec<String>,
    },
}

fn list(names: &[String]) -> String {
    if names.is_empty() {
        "none".to_owned()
    } else {
        names.join(", ")
    }
}

fn have(packages: &[String]) -> String {
    match packages {
        [one] => format!("package `{one}` has"),
        many => format!("the packages {} have", many.join(", ")),
    }
}

fn metadata(selection: &Selection) -> Result<Metadata, WorkspaceError> {
    let mut command = MetadataCommand::new();
    let Features {
        list,
        all,
        no_default,
    } = &selection.features;
    if !list.is_empty() {
        command.features(CargoOpt::SomeFeatures(list.clone()));
    }
    if *all {
        command.features(CargoOpt::AllFeatures);
    }
    if *no_default {
        command.features(CargoOpt::NoDefaultFeatures);
    }
    let metadata = inspect(&mut command, selection.manifest_path.as_deref())?;
    Ok(metadata)
}

fn root_package(metadata: &Metadata) -> Option<String> {
    let manifest = metadata.workspace_root.join("Cargo.toml");
    let members = metadata.workspace_packages();
    let root = members.iter().find(|it| it.manifest_path == manifest);
    root.map(|it| it.name.to_string())
}
