//! In: a manifest and what the user selected of it. Out: the programs whose size
//! `#[demono]` can change, that is, whose package depends on `demono`, directly or
//! through other packages. Programs are binaries, cdylibs and examples. Refused: names that are not there, and a selection in which
//! no program depends on `demono`.

mod graph;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::PathBuf;

use cargo_metadata::{CargoOpt, Metadata, MetadataCommand, Package};
use cargo_metadata::{Target, TargetKind};

use crate::build::{Artifact, Build, Features, ProgramKind, Targets};
use graph::Graph;

/// What to measure, in cargo's words.
#[derive(Debug, Clone)]
pub struct Selection {
    /// `--manifest-path`; `None`: found from the current directory upwards.
    pub manifest_path: Option<PathBuf>,
    /// `--package`; empty: the current package, or the default members of the workspace.
    pub packages: Vec<String>,
    /// `--workspace`.
    pub workspace: bool,
    /// All binaries, or the named binaries and examples.
    pub targets: Targets,
    /// Features to resolve and build with.
    pub features: Features,
}

/// A binary, cdylib or example.
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

/// `package/name`, or one of the two where they are equal.
impl fmt::Display for Program {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.package == self.name {
            true => f.write_str(&self.name)?,
            false => write!(f, "{}/{}", self.package, self.name)?,
        }
        // A library may well have the name of a binary.
        match self.kind {
            ProgramKind::Cdylib => f.write_str(" (cdylib)"),
            ProgramKind::Bin | ProgramKind::Example => Ok(()),
        }
    }
}

/// Which programs are worth a look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Interest {
    /// Those that depend on `demono`.
    Demono,
    /// All that are selected.
    Any,
    /// All of the selected packages, examples too, whichever targets are selected; maybe
    /// none.
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
        let packages = select_packages(selection, &metadata)?;
        let (programs, demono) = select_programs(selection, &metadata, &packages, interest)?;
        let gated = gated(&metadata, &packages);
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
    #[error("cannot inspect {}", manifest.as_deref().map_or_else(
        || "the package in the current directory".to_owned(),
        |path| format!("`{}`", path.display()),
    ))]
    Metadata {
        /// The manifest, if one was named.
        manifest: Option<PathBuf>,
        /// What cargo said.
        source: Box<cargo_metadata::Error>,
    },
    /// No member of the workspace has this name.
    #[error("no package `{name}` in this workspace; it has: {}", known.join(", "))]
    NoSuchPackage {
        /// What was asked for.
        name: String,
        /// The members.
        known: Vec<String>,
    },
    /// No selected package has a binary or example of this name.
    #[error(
        "no {kind} `{name}` in the selected packages; they have: {}",
        list(known)
    )]
    NoSuchTarget {
        /// `binary` or `example`.
        kind: &'static str,
        /// What was asked for.
        name: String,
        /// The targets of that kind.
        known: Vec<String>,
    },
    /// The selected packages are libraries only.
    #[error(
        "nothing to measure: {} no binary and no cdylib; name a package that has one with \
         `--package`, or an example with `--example`",
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
    if let Some(manifest) = &selection.manifest_path {
        command.manifest_path(manifest);
    }
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
    command.exec().map_err(|source| WorkspaceError::Metadata {
        manifest: selection.manifest_path.clone(),
        source: Box::new(source),
    })
}

/// The programs whose `required-features` are not all enabled.
fn gated(metadata: &Metadata, packages: &[&Package]) -> BTreeSet<Program> {
    let mut gated = BTreeSet::new();
    for package in packages {
        let nodes = metadata.resolve.iter().flat_map(|resolve| &resolve.nodes);
        let enabled: BTreeSet<String> = nodes
            .filter(|node| node.id == package.id)
            .flat_map(|node| &node.features)
            .map(ToString::to_string)
            .collect();
        for kind in [ProgramKind::Bin, ProgramKind::Example, ProgramKind::Cdylib] {
            for (_, target, _) in targets(&[package], kind) {
                // `dependency/feature` is cargo's to know.
                let mut own = target
                    .required_features
                    .iter()
                    .filter(|it| !it.contains('/'));
                if own.any(|feature| !enabled.contains(feature)) {
                    gated.insert(Program {
                        package: package.name.to_string(),
                        name: target.name.clone(),
                        kind,
                    });
                }
            }
        }
    }
    gated
}

fn root_package(metadata: &Metadata) -> Option<String> {
    let manifest = metadata.workspace_root.join("Cargo.toml");
    let members = metadata.workspace_packages();
    let root = members.iter().find(|it| it.manifest_path == manifest);
    root.map(|it| it.name.to_string())
}

/// As cargo does: `--workspace` is all members, `--package` those named; else the
/// package one stands in, or from the root of a workspace its default members.
fn select_packages<'a>(
    selection: &Selection,
    metadata: &'a Metadata,
) -> Result<Vec<&'a Package>, WorkspaceError> {
    let members = metadata.workspace_packages();
    if selection.workspace {
        return Ok(members);
    }
    if !selection.packages.is_empty() {
        let find = |name: &String| {
            let bare = name.split('@').next().unwrap_or(name);
            members
                .iter()
                .copied()
                .find(|package| package.name.as_str() == bare)
                .ok_or_else(|| WorkspaceError::NoSuchPackage {
                    name: name.clone(),
                    known: members.iter().map(|it| it.name.to_string()).collect(),
                })
        };
        return selection.packages.iter().map(find).collect();
    }
    let current = metadata
        .root_package()
        .filter(|package| package.manifest_path != metadata.workspace_root.join("Cargo.toml"));
    Ok(match current {
        Some(package) => vec![package],
        None if metadata.workspace_default_members.is_available() => {
            metadata.workspace_default_packages()
        }
        None => members,
    })
}

fn select_programs(
    selection: &Selection,
    metadata: &Metadata,
    packages: &[&Package],
    interest: Interest,
) -> Result<(Vec<Program>, BTreeSet<Program>), WorkspaceError> {
    let mut candidates: Vec<(&Package, &Target, ProgramKind)> = Vec::new();
    let cdylibs = || targets(packages, ProgramKind::Cdylib);
    match &selection.targets {
        Targets::Named {
            bins,
            examples,
            lib,
        } if interest != Interest::Every => {
            candidates.extend(named(packages, ProgramKind::Bin, "binary", bins)?);
            candidates.extend(named(packages, ProgramKind::Example, "example", examples)?);
            candidates.extend(lib.then(cdylibs).into_iter().flatten());
        }
        _ => {
            candidates.extend(targets(packages, ProgramKind::Bin));
            candidates.extend(cdylibs());
        }
    }
    if interest == Interest::Every {
        candidates.extend(targets(packages, ProgramKind::Example));
        if let Targets::Named { bins, examples, .. } = &selection.targets {
            named(packages, ProgramKind::Bin, "binary", bins)?;
            named(packages, ProgramKind::Example, "example", examples)?;
        }
    }
    if candidates.is_empty() && interest != Interest::Every {
        return Err(WorkspaceError::NoProgram {
            packages: packages.iter().map(|it| it.name.to_string()).collect(),
        });
    }
    let graph = Graph::new(metadata);
    let program = |(package, target, kind): &(&Package, &Target, ProgramKind)| Program {
        package: package.name.to_string(),
        name: target.name.clone(),
        kind: *kind,
    };
    let demono: BTreeSet<Program> = candidates
        .iter()
        .filter(|(package, _, kind)| {
            graph.reaches_demono(&package.id, *kind == ProgramKind::Example)
        })
        .map(program)
        .collect();
    let mut programs: Vec<Program> = match interest {
        Interest::Demono => demono.iter().cloned().collect(),
        Interest::Any | Interest::Every => candidates.iter().map(program).collect(),
    };
    if programs.is_empty() && interest == Interest::Demono {
        return Err(WorkspaceError::NoDemono {
            programs: candidates
                .iter()
                .map(|(package, target, _)| format!("{}/{}", package.name, target.name))
                .collect(),
        });
    }
    programs.sort();
    Ok((programs, demono))
}

fn targets<'a>(
    packages: &[&'a Package],
    kind: ProgramKind,
) -> Vec<(&'a Package, &'a Target, ProgramKind)> {
    let cargo_kind = match kind {
        ProgramKind::Bin => TargetKind::Bin,
        ProgramKind::Example => TargetKind::Example,
        ProgramKind::Cdylib => TargetKind::CDyLib,
    };
    packages
        .iter()
        .flat_map(|package| (package.targets.iter()).map(move |it| (*package, it, kind)))
        .filter(|(_, target, _)| target.is_kind(cargo_kind.clone()))
        .collect()
}

fn named<'a>(
    packages: &[&'a Package],
    kind: ProgramKind,
    label: &'static str,
    names: &[String],
) -> Result<Vec<(&'a Package, &'a Target, ProgramKind)>, WorkspaceError> {
    let all = targets(packages, kind);
    if let Some(missing) = names
        .iter()
        .find(|name| all.iter().all(|(_, target, _)| target.name != **name))
    {
        return Err(WorkspaceError::NoSuchTarget {
            kind: label,
            name: missing.clone(),
            known: (all.iter().map(|(_, target, _)| target.name.clone())).collect(),
        });
    }
    Ok(all
        .into_iter()
        .filter(|(_, target, _)| names.contains(&target.name))
        .collect())
}
