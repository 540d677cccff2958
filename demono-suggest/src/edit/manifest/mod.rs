//! In: the text of a package's manifest, and of its workspace's. Out: the same with
//! `demono` among the dependencies. Refused: a `demono` that is optional, a name that
//! another package has, and tables in unusual shapes.
//!
//! toml_edit finds the places; the text itself is edited, so that every other byte stays,
//! also carriage returns, which toml_edit drops. Nothing is written here.

pub mod error;
mod insert;
mod layout;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod tests_workspace;

use std::path::{Path, PathBuf};

use error::{ManifestError, Which};
use insert::{insert, Entry};
use layout::{EntryForm, Manifest, Section, NORMAL};

use super::text::{self, Edit};

const NAME: &str = "demono";
const SHARED: &[&str] = &["workspace", "dependencies"];

/// What is written into `[dependencies]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dependency {
    /// The requirement, such as `0.1`.
    pub version: String,
    /// The directory of `demono`: relative to that of the package's manifest, or absolute.
    pub path: Option<PathBuf>,
    /// `Off` for a crate that is `#![no_std]`.
    pub default_features: DefaultFeatures,
}

/// Whether `demono` has its default features, which is `std`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DefaultFeatures {
    /// They are not mentioned.
    On,
    /// `default-features = false`.
    Off,
}

/// Manifests in which a package depends on `demono`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ManifestEdit {
    /// The name in code: attributes are `name::demono`.
    pub name: String,
    /// What was done.
    pub change: Change,
    /// The new text of the package's manifest, if it changes.
    pub package: Option<String>,
    /// The new text of the workspace's, if that is another file and changes.
    pub workspace: Option<String>,
}

/// How a package comes to depend on `demono`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// It already did.
    Present,
    /// By an entry with a version or path.
    Direct,
    /// By one that inherits what the workspace already has.
    Inherited,
    /// By one that inherits, and a new entry of the workspace.
    Shared,
}

/// The manifests with `demono` as a normal dependency of the package.
///
/// `workspace` is the manifest of the root; `None` if there is none, or if the package's
/// own is the root. An entry of the workspace is inherited. If it has none, it gets one if
/// at least half of the package's dependencies are inherited; unless the path of `demono`
/// is relative, because that is relative to the package.
pub fn add_demono(
    manifest: &str,
    workspace: Option<&str>,
    dependency: &Dependency,
) -> Result<ManifestEdit, ManifestError> {
    let files = Files::parse(manifest, workspace)?;
    let package = &files.package;
    if package.section(&["package"]) == Section::Missing {
        return Err(ManifestError::NoPackage);
    }
    if let Some(present) = files.present()? {
        return Ok(ManifestEdit {
            name: code_name(present),
            change: Change::Present,
            package: None,
            workspace: None,
        });
    }
    let (change, entry) = files.plan(dependency);
    let name = code_name(&entry.key);
    let mut edits = vec![insert(package, NORMAL, entry)?];
    let mut workspace = None;
    if let (Change::Shared, Some(root)) = (change, files.root()) {
        let edit = insert(root, SHARED, direct(dependency))?;
        match files.workspace {
            Some(_) => workspace = Some(edited(root, &[edit])?),
            None => edits.push(edit),
        }
    }
    Ok(ManifestEdit {
        name,
        change,
        package: Some(edited(package, &edits)?),
        workspace,
    })
}

/// The two manifests of a package; the second is `None` for a root package.
struct Files<'a> {
    package: Manifest<'a>,
    workspace: Option<Manifest<'a>>,
}

impl<'a> Files<'a> {
    fn parse(manifest: &'a str, workspace: Option<&'a str>) -> Result<Self, ManifestError> {
        let package = Manifest::parse(manifest, Which::Package)?;
        // The root of a workspace is not a member of another.
        let own_root = package.section(&["workspace"]) != Section::Missing;
        let workspace = workspace.filter(|_| !own_root);
        let parse = |text| Manifest::parse(text, Which::Workspace);
        Ok(Files {
            package,
            workspace: workspace.map(parse).transpose()?,
        })
    }

    fn root(&self) -> Option<&Manifest<'a>> {
        let is_root = |it: &&Manifest<'_>| it.section(&["workspace"]) != Section::Missing;
        let own = Some(&self.package).filter(is_root);
        self.workspace.as_ref().or(own)
    }

    /// The name of a `demono` that is there already.
    fn present(&self) -> Result<Option<&str>, ManifestError> {
        let shared = self.root().and_then(|it| it.key_of(SHARED, NAME));
        let dependencies = self.package.dependencies(NORMAL);
        let mut of_demono = dependencies.iter().filter(|it| {
            if it.inherits() {
                shared == Some(it.key)
            } else {
                it.package() == NAME
            }
        });
        if let Some(present) = of_demono.next() {
            if present.field("optional") == Some(true) {
                let name = present.key.to_owned();
                return Err(ManifestError::Optional { name });
            }
            return Ok(Some(present.key));
        }
        match dependencies.iter().find(|it| it.key == NAME) {
            Some(other) => Err(ManifestError::NameTaken {
                package: other.package().to_owned(),
            }),
            None => Ok(None),
        }
    }

    /// How the package comes to depend on `demono`, and its entry.
    fn plan(&self, dependency: &Dependency) -> (Change, Entry) {
        let direct = || (Change::Direct, direct(dependency));
        let Some(root) = self.root() else {
            return direct();
        };
        let shared = root.dependencies(SHARED);
        if let Some(entry) = shared.iter().find(|it| it.package() == NAME) {
            let off = entry.field("default-features") == Some(false);
            let features = match (off, dependency.default_features) {
                (false, DefaultFeatures::On) | (true, DefaultFeatures::Off) => None,
                (true, DefaultFeatures::On) => Some(true),
                // Cargo ignores a member's `false`, or refuses it, depending on the edition.
                (false, DefaultFeatures::Off) => return direct(),
            };
            return (Change::Inherited, self.inherited(entry.key, features));
        }
        let own = self.package.dependencies(NORMAL);
        let inherited = own.iter().filter(|it| it.inherits()).count();
        let taken = shared.iter().any(|it| it.key == NAME);
        let relative = (dependency.path.as_deref()).is_some_and(Path::is_relative);
        let moves = relative && self.workspace.is_some();
        if own.is_empty() || 2 * inherited < own.len() || taken || moves {
            return direct();
        }
        (Change::Shared, self.inherited(NAME, None))
    }

    fn inherited(&self, key: &str, default_features: Option<bool>) -> Entry {
        let features = default_features.map(|it| ("default-features", it.to_string()));
        let inherited = ("workspace", "true".to_owned());
        Entry {
            key: key.to_owned(),
            fields: [inherited].into_iter().chain(features).collect(),
            form: self.package.inherited_form(NORMAL),
        }
    }
}

/// The new text, which parses.
fn edited(manifest: &Manifest<'_>, edits: &[Edit]) -> Result<String, ManifestError> {
    let shape = || manifest.shape(NORMAL);
    let text = text::apply(manifest.text, edits).map_err(|_| shape())?;
    Manifest::parse(&text, manifest.which).map_err(|_| shape())?;
    Ok(text)
}

/// An entry that names version and path.
fn direct(dependency: &Dependency) -> Entry {
    let quoted = |text: &str| toml_edit::Value::from(text).to_string();
    let path = dependency.path.as_deref();
    let path = path.map(|it| ("path", quoted(&it.display().to_string())));
    let version = ("version", quoted(&dependency.version));
    let features = match dependency.default_features {
        DefaultFeatures::On => None,
        DefaultFeatures::Off => Some(("default-features", "false".to_owned())),
    };
    Entry {
        key: NAME.to_owned(),
        fields: path.into_iter().chain([version]).chain(features).collect(),
        form: EntryForm::Inline,
    }
}

fn code_name(key: &str) -> String {
    key.replace('-', "_")
}
