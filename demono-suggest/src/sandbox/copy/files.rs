//! In: what `cargo metadata` says of a workspace. Out: the directories that must be
//! copied so that cargo can build the copy. Refused: directories without a common one.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Component, Path, PathBuf};

use cargo_metadata::{CargoOpt, Metadata, MetadataCommand};
use demono_size::cargo::metadata::inspect;
use toml_edit::{DocumentMut, Item, TableLike};

use super::cache::is_cache;
use super::error::SandboxError;

/// The directories that make up a workspace.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkspaceFiles {
    /// The directory of the workspace's manifest.
    pub root: PathBuf,
    /// That, and those of path packages outside of it; sorted, none copied with another.
    pub directories: Vec<PathBuf>,
    /// What all of these have in common.
    pub base: PathBuf,
    /// Where cargo puts what it makes: not copied.
    pub made: Vec<PathBuf>,
}

impl WorkspaceFiles {
    /// From what cargo says of the workspace. An optional package that is not on, and so not
    /// in `metadata`, is copied as well, as cargo reads its manifest: only then is cargo asked
    /// again.
    pub fn load(metadata: &Metadata) -> Result<Self, SandboxError> {
        if is_complete(metadata) {
            return Self::of(metadata);
        }
        let manifest = metadata.workspace_root.join("Cargo.toml");
        let mut command = MetadataCommand::new();
        command.features(CargoOpt::AllFeatures);
        let all = inspect(&mut command, Some(manifest.as_std_path()))?;
        Self::of(&all)
    }

    /// From an answer of `cargo metadata`, which must have been asked with
    /// `--all-features` and without `--no-deps`.
    pub fn of(metadata: &Metadata) -> Result<Self, SandboxError> {
        let root: PathBuf = metadata.workspace_root.clone().into();
        let local = metadata.packages.iter().filter(|it| it.source.is_none());
        let manifests = local.map(|it| it.manifest_path.clone().into_std_path_buf());
        let patches = patches(&root).into_iter().map(|it| it.join("Cargo.toml"));
        let mut directories = BTreeSet::from([root.clone()]);
        for manifest in manifests.chain(patches) {
            let Some(package) = manifest.parent().filter(|it| it.is_dir()) else {
                continue;
            };
            if !package.starts_with(&root) {
                directories.extend(inherited_from(&manifest));
                directories.insert(package.to_owned());
            }
        }
        // A directory sorts before what is in it, and is copied with it, but for a cache: a
        // package may be tried in the target directory of one that it depends on.
        let mut apart: Vec<PathBuf> = Vec::new();
        for directory in directories {
            let with = |it: &PathBuf| {
                let mut between = directory.ancestors().take_while(|up| up != it);
                directory.starts_with(it) && !between.any(is_cache)
            };
            if !apart.iter().any(with) {
                apart.push(directory);
            }
        }
        let mut base = root.clone();
        for directory in &apart {
            base = common(&base, directory).ok_or_else(|| SandboxError::NothingInCommon {
                one: root.clone(),
                other: directory.clone(),
            })?;
        }
        let build = metadata.build_directory.as_ref();
        let mut made: Vec<PathBuf> = std::iter::once(&metadata.target_directory)
            .chain(build)
            .map(|it| it.clone().into())
            .collect();
        made.dedup();
        // Who builds into the workspace itself has to have it copied nevertheless.
        made.retain(|made| !apart.iter().any(|it| it.starts_with(made)));
        Ok(WorkspaceFiles {
            root,
            directories: apart,
            base,
            made,
        })
    }
}

/// Whether every optional dependency of a local package on another one is there.
fn is_complete(metadata: &Metadata) -> bool {
    let local = || metadata.packages.iter().filter(|it| it.source.is_none());
    let known: BTreeSet<&Path> = local()
        .filter_map(|it| it.manifest_path.as_std_path().parent())
        .collect();
    let mut dependencies = local().flat_map(|it| &it.dependencies);
    dependencies.all(|it| match &it.path {
        Some(path) if it.optional => known.contains(path.as_std_path()),
        _ => true,
    })
}

fn common(one: &Path, other: &Path) -> Option<PathBuf> {
    let shared = one.components().zip(other.components());
    let shared: PathBuf = shared.take_while(|(a, b)| a == b).map(|(a, _)| a).collect();
    shared.is_absolute().then_some(shared)
}

fn parse(manifest: &Path) -> Option<DocumentMut> {
    fs::read_to_string(manifest).ok()?.parse().ok()
}

/// Directories that the root manifest replaces dependencies with. Cargo reads them even
/// if nothing uses them, and then does not name them in its metadata.
fn patches(root: &Path) -> Vec<PathBuf> {
    let manifest = parse(&root.join("Cargo.toml")).unwrap_or_default();
    let sources = manifest.get("patch").and_then(Item::as_table_like);
    let sources = sources.into_iter().flat_map(TableLike::iter);
    let patched = sources.filter_map(|(_, source)| source.as_table_like());
    let replaced = manifest.get("replace").and_then(Item::as_table_like);
    patched
        .chain(replaced)
        .flat_map(TableLike::iter)
        .filter_map(|(_, entry)| entry.as_table_like()?.get("path")?.as_str())
        .map(|path| plain(&root.join(path)))
        .collect()
}

/// Without `.` and `..`, as cargo has paths, too.
fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                plain.pop();
            }
            part => plain.push(part),
        }
    }
    plain
}

/// The workspace that a package outside of the user's takes parts of its manifest from.
fn inherited_from(manifest: &Path) -> Option<PathBuf> {
    let parsed = parse(manifest)?;
    let directory = manifest.parent()?;
    let named = parsed.get("package").and_then(|it| it.get("workspace"));
    if let Some(path) = named.and_then(Item::as_str) {
        return Some(plain(&directory.join(path)));
    }
    if !inherits(parsed.as_table()) {
        return None;
    }
    let is_root = |it: &&Path| {
        let manifest = parse(&it.join("Cargo.toml"));
        manifest.is_some_and(|it| it.contains_key("workspace"))
    };
    directory.ancestors().find(is_root).map(Path::to_owned)
}

/// Whether there is a `workspace = true` anywhere.
fn inherits(table: &dyn TableLike) -> bool {
    let set = table.get("workspace").and_then(Item::as_bool);
    let mut inner = table.iter().filter_map(|(_, it)| it.as_table_like());
    set == Some(true) || inner.any(inherits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inheritance_is_found_however_it_is_written() {
        let inherits = |text: &str| inherits(text.parse::<DocumentMut>().unwrap().as_table());
        assert!(inherits("[package]\nversion.workspace = true"));
        assert!(inherits("[dependencies]\na = { workspace = true }"));
        assert!(inherits(
            "[target.'cfg(unix)'.dependencies.a]\nworkspace = true"
        ));
        assert!(!inherits(
            "[package]\nworkspace = '..'\n[dependencies]\na = '1'"
        ));
        assert!(!inherits("[workspace]"));
    }

    #[test]
    fn paths_are_made_plain() {
        assert_eq!(plain(Path::new("/a/b/../../c/./d")), Path::new("/c/d"));
        let common = common(Path::new("/a/b/c"), Path::new("/a/bc"));
        assert_eq!(common.unwrap(), Path::new("/a"));
    }
}
