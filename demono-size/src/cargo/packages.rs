//! In: what `cargo metadata` resolved. Out: every package with its crates, and where their
//! source begins. Refused: nothing; build scripts, which end up in no program, are left
//! out.

use std::collections::BTreeSet;
use std::path::PathBuf;

use cargo_metadata::{Metadata, Package, PackageId, Target, TargetKind};
use demono_report::Origin;

/// A package that may be a part of a program.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct PackageInfo {
    /// Its name.
    pub name: String,
    /// Its version: `1.0.3`.
    pub version: String,
    /// Its `Cargo.toml`.
    pub manifest: PathBuf,
    /// What it consists of, by kind and name.
    pub crates: Vec<CrateRoot>,
    /// `package.repository`: where one would propose a change.
    pub repository: Option<String>,
    /// Where it comes from.
    pub origin: Origin,
}

/// A crate of a package.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct CrateRoot {
    /// What it is.
    pub kind: CrateKind,
    /// Its name as in paths and symbols: `serde_json`.
    pub name: String,
    /// The file it begins with: `src/lib.rs`.
    pub path: PathBuf,
}

/// What a crate is to cargo.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum CrateKind {
    /// `[lib]` of any crate type but `proc-macro`.
    Lib,
    /// `[lib]` with `proc-macro = true`.
    ProcMacro,
    /// `[[bin]]`.
    Bin,
    /// `[[example]]`.
    Example,
    /// `[[test]]`.
    Test,
    /// `[[bench]]`.
    Bench,
}

/// Every package of the resolve graph, by name, version and manifest.
pub(super) fn packages(metadata: &Metadata) -> Vec<PackageInfo> {
    let nodes = metadata.resolve.iter().flat_map(|resolve| &resolve.nodes);
    let resolved: BTreeSet<&PackageId> = nodes.map(|node| &node.id).collect();
    let mut packages: Vec<PackageInfo> = (metadata.packages.iter())
        .filter(|package| resolved.contains(&package.id))
        .map(|package| PackageInfo {
            name: package.name.to_string(),
            version: package.version.to_string(),
            manifest: package.manifest_path.clone().into(),
            crates: crates(package),
            repository: package.repository.clone(),
            origin: origin(metadata, package),
        })
        .collect();
    packages.sort();
    packages
}

fn origin(metadata: &Metadata, package: &Package) -> Origin {
    match &package.source {
        Some(source) if source.repr.starts_with("git+") => Origin::Git,
        Some(_) => Origin::Registry,
        None if metadata.workspace_members.contains(&package.id) => Origin::Member,
        None => Origin::Path,
    }
}

fn crates(package: &Package) -> Vec<CrateRoot> {
    let mut crates: Vec<CrateRoot> = (package.targets.iter())
        .filter_map(|target| {
            Some(CrateRoot {
                kind: kind(target)?,
                name: target.name.replace('-', "_"),
                path: target.src_path.clone().into(),
            })
        })
        .collect();
    crates.sort();
    crates
}

fn kind(target: &Target) -> Option<CrateKind> {
    // A library has one word for each of its crate types, all others have one.
    target.kind.iter().find_map(|kind| match kind {
        TargetKind::Bench => Some(CrateKind::Bench),
        TargetKind::Bin => Some(CrateKind::Bin),
        TargetKind::Example => Some(CrateKind::Example),
        TargetKind::Test => Some(CrateKind::Test),
        TargetKind::ProcMacro => Some(CrateKind::ProcMacro),
        TargetKind::CDyLib
        | TargetKind::DyLib
        | TargetKind::Lib
        | TargetKind::RLib
        | TargetKind::StaticLib => Some(CrateKind::Lib),
        _ => None,
    })
}
