//! In: what `cargo metadata` found, and a selection. Out: its packages, their programs, and
//! which of these are off. Programs are binaries, cdylibs, examples, integration tests and
//! benchmarks. Refused: names that are not there, and a selection without a program of the
//! kind that is looked for.

use std::collections::BTreeSet;
use std::fmt;
use std::path::PathBuf;

use cargo_metadata::{Metadata, Package, Target, TargetKind};
use demono_report::{program_label, ProgramKind};

use super::build::Artifact;
use super::graph::Graph;
use super::metadata::MetadataError;
use super::options::{Features, Targets};

/// What to measure, in cargo's words.
#[derive(Debug, Clone, Default)]
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

/// The names, for an error that says what there is.
pub(crate) fn list(names: &[String]) -> String {
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

/// A target that is, or may be, a program.
type Candidate<'a> = (&'a Package, &'a Target, ProgramKind);

fn program((package, target, kind): &Candidate<'_>) -> Program {
    Program {
        package: package.name.to_string(),
        name: target.name.clone(),
        kind: *kind,
    }
}

/// As cargo does: `--workspace` is all members, `--package` those named; else the
/// package one stands in, or from the root of a workspace its default members.
pub(super) fn packages<'a>(
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
            let found = members.iter().find(|it| it.name.as_str() == bare);
            found.copied().ok_or_else(|| WorkspaceError::NoSuchPackage {
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

pub(super) fn programs(
    selection: &Selection,
    metadata: &Metadata,
    packages: &[&Package],
    interest: Interest,
) -> Result<(Vec<Program>, BTreeSet<Program>), WorkspaceError> {
    let mut candidates: Vec<Candidate<'_>> = Vec::new();
    let cdylibs = || targets(packages, ProgramKind::Cdylib);
    match &selection.targets {
        Targets::Named { lib, .. } if interest != Interest::Every => {
            candidates.extend(all_named(packages, &selection.targets)?);
            candidates.extend(lib.then(cdylibs).into_iter().flatten());
        }
        _ => {
            candidates.extend(targets(packages, ProgramKind::Bin));
            candidates.extend(cdylibs());
        }
    }
    if interest == Interest::Every {
        candidates.extend(targets(packages, ProgramKind::Example));
        all_named(packages, &selection.targets)?;
    }
    if candidates.is_empty() && interest != Interest::Every {
        return Err(WorkspaceError::NoProgram {
            packages: packages.iter().map(|it| it.name.to_string()).collect(),
        });
    }
    let graph = Graph::new(metadata);
    let depends = |(package, _, kind): &&Candidate<'_>| {
        graph.reaches_demono(&package.id, kind.links_dev_dependencies())
    };
    let demono: BTreeSet<Program> = candidates.iter().filter(depends).map(program).collect();
    let mut programs: Vec<Program> = match interest {
        Interest::Demono => demono.iter().cloned().collect(),
        Interest::Any | Interest::Every => candidates.iter().map(program).collect(),
    };
    if programs.is_empty() && interest == Interest::Demono {
        let path =
            |(package, target, _): &Candidate<'_>| format!("{}/{}", package.name, target.name);
        return Err(WorkspaceError::NoDemono {
            programs: candidates.iter().map(path).collect(),
        });
    }
    programs.sort();
    Ok((programs, demono))
}

fn targets<'a>(packages: &[&'a Package], kind: ProgramKind) -> Vec<Candidate<'a>> {
    let cargo_kind = match kind {
        ProgramKind::Bin => TargetKind::Bin,
        ProgramKind::Example => TargetKind::Example,
        ProgramKind::Cdylib => TargetKind::CDyLib,
        ProgramKind::Test => TargetKind::Test,
        ProgramKind::Bench => TargetKind::Bench,
    };
    packages
        .iter()
        .flat_map(|package| (package.targets.iter()).map(move |it| (*package, it, kind)))
        .filter(|(_, target, _)| target.is_kind(cargo_kind.clone()))
        .collect()
}

/// The targets that are selected by name.
fn all_named<'a>(
    packages: &[&'a Package],
    selected: &Targets,
) -> Result<Vec<Candidate<'a>>, WorkspaceError> {
    let mut found = Vec::new();
    for (kind, names) in selected.names() {
        let all = targets(packages, kind);
        let is = |name: &String| all.iter().any(|(_, target, _)| target.name == *name);
        if let Some(missing) = names.iter().find(|name| !is(name)) {
            return Err(WorkspaceError::NoSuchTarget {
                kind: match kind {
                    ProgramKind::Bin => "binary",
                    ProgramKind::Test => "integration test",
                    ProgramKind::Bench => "benchmark",
                    ProgramKind::Example | ProgramKind::Cdylib => kind.word(),
                },
                name: missing.clone(),
                known: (all.iter().map(|(_, target, _)| target.name.clone())).collect(),
            });
        }
        found.extend((all.into_iter()).filter(|(_, target, _)| names.contains(&target.name)));
    }
    Ok(found)
}

/// The programs whose `required-features` are not all enabled.
pub(super) fn gated(metadata: &Metadata, packages: &[&Package]) -> BTreeSet<Program> {
    let mut gated = BTreeSet::new();
    for package in packages {
        let nodes = metadata.resolve.iter().flat_map(|resolve| &resolve.nodes);
        let enabled: BTreeSet<String> = nodes
            .filter(|node| node.id == package.id)
            .flat_map(|node| &node.features)
            .map(ToString::to_string)
            .collect();
        for kind in ProgramKind::ALL {
            for candidate in targets(&[package], kind) {
                // `dependency/feature` is cargo's to know.
                let required = candidate.1.required_features.iter();
                let mut own = required.filter(|it| !it.contains('/'));
                if own.any(|feature| !enabled.contains(feature)) {
                    gated.insert(program(&candidate));
                }
            }
        }
    }
    gated
}
