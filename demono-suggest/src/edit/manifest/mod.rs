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
use insert::Entry;
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
    let plan = files.plan(dependency);
    let mut edits = Edits::default();
    let entry = match plan.change {
        Change::Inherited | Change::Shared => Entry {
            key: plan.key,
            fields: inherited(plan.features),
            form: package.inherited_form(NORMAL),
        },
        Change::Direct | Change::Present => Entry {
            key: NAME.to_owned(),
            fields: direct(dependency),
            form: EntryForm::Inline,
        },
    };
    let name = code_name(&entry.key);
    edits.package.push(insert::insert(package, NORMAL, entry)?);
    if let Change::Shared = plan.change {
        let entry = Entry {
            key: NAME.to_owned(),
            fields: direct(dependency),
            form: EntryForm::Inline,
        };
        let edit = insert::insert(files.root().unwrap_or(package), SHARED, entry)?;
        files.push_to_root(&mut edits, edit);
    }
    let (package, workspace) = files.apply(edits, NORMAL)?;
    Ok(ManifestEdit {
        name,
        change: plan.change,
        package,
        workspace,
    })
}

/// The two manifests of a package; the second is `None` for a root package.
struct Files<'a> {
    package: Manifest<'a>,
    workspace: Option<Manifest<'a>>,
}

#[derive(Default)]
struct Edits {
    package: Vec<Edit>,
    workspace: Vec<Edit>,
}

struct Plan {
    change: Change,
    /// The key to inherit by.
    key: String,
    /// The `default-features` of an entry that inherits, if it needs any.
    features: Option<bool>,
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
        match &self.workspace {
            Some(root) => Some(root),
            None => Some(&self.package).filter(|it| it.section(&["workspace"]) != Section::Missing),
        }
    }

    fn push_to_root(&self, edits: &mut Edits, edit: Edit) {
        match self.workspace {
            Some(_) => edits.workspace.push(edit),
            None => edits.package.push(edit),
        }
    }

    /// The normal dependencies on `demono`, by whatever name.
    fn keys(&self) -> Vec<&str> {
        let shared = self.root().and_then(|it| it.key_of(SHARED, NAME));
        let dependencies = self.package.dependencies(NORMAL).into_iter();
        dependencies
            .filter(|it| {
                if it.inherits() {
                    shared == Some(it.key)
                } else {
                    it.package() == NAME
                }
            })
            .map(|it| it.key)
            .collect()
    }

    /// The name of a `demono` that is there already.
    fn present(&self) -> Result<Option<&str>, ManifestError> {
        if let Some(key) = self.keys().first() {
            let dependencies = self.package.dependencies(NORMAL);
            let optional = dependencies
                .iter()
                .any(|it| it.key == *key && it.field("optional") == Some(true));
            if optional {
                return Err(ManifestError::Optional {
                    name: (*key).to_owned(),
                });
            }
            return Ok(Some(key));
        }
        let dependencies = self.package.dependencies(NORMAL);
        match dependencies.iter().find(|it| it.key == NAME) {
            Some(other) => Err(ManifestError::NameTaken {
                package: other.package().to_owned(),
            }),
            None => Ok(None),
        }
    }

    fn plan(&self, dependency: &Dependency) -> Plan {
        let wanted = dependency.default_features;
        let plan = |change, key: &str, features| Plan {
            change,
            key: key.to_owned(),
            features,
        };
        let Some(root) = self.root() else {
            return plan(Change::Direct, NAME, None);
        };
        let shared = root.dependencies(SHARED);
        if let Some(entry) = shared.iter().find(|it| it.package() == NAME) {
            let off = entry.field("default-features") == Some(false);
            return match (off, wanted) {
                (false, DefaultFeatures::On) | (true, DefaultFeatures::Off) => {
                    plan(Change::Inherited, entry.key, None)
                }
                (true, DefaultFeatures::On) => plan(Change::Inherited, entry.key, Some(true)),
                // Cargo ignores a member's `false`, or refuses it, depending on the edition.
                (false, DefaultFeatures::Off) => plan(Change::Direct, NAME, None),
            };
        }
        let own = self.package.dependencies(NORMAL);
        let inherited = own.iter().filter(|it| it.inherits()).count();
        let taken = shared.iter().any(|it| it.key == NAME);
        let relative = (dependency.path.as_deref()).is_some_and(Path::is_relative);
        let moves = relative && self.workspace.is_some();
        if own.is_empty() || 2 * inherited < own.len() || taken || moves {
            return plan(Change::Direct, NAME, None);
        }
        plan(Change::Shared, NAME, None)
    }

    /// The new texts, `None` for one that stays as it is; they parse.
    fn apply(
        &self,
        edits: Edits,
        table: &[&str],
    ) -> Result<(Option<String>, Option<String>), ManifestError> {
        let apply = |manifest: &Manifest<'_>, edits: &[Edit]| {
            if edits.is_empty() {
                return Ok(None);
            }
            let shape = || manifest.shape(table);
            let text = text::apply(manifest.text, edits).map_err(|_| shape())?;
            Manifest::parse(&text, manifest.which).map_err(|_| shape())?;
            Ok(Some(text))
        };
        let package = apply(&self.package, &edits.package)?;
        let workspace = self.workspace.as_ref();
        let workspace = workspace
            .map(|it| apply(it, &edits.workspace))
            .transpose()?;
        Ok((package, workspace.flatten()))
    }
}

fn inherited(default_features: Option<bool>) -> Vec<(&'static str, String)> {
    let features = default_features.map(|it| ("default-features", it.to_string()));
    let inherited = ("workspace", "true".to_owned());
    [inherited].into_iter().chain(features).collect()
}

fn direct(dependency: &Dependency) -> Vec<(&'static str, String)> {
    let quoted = |text: &str| toml_edit::Value::from(text).to_string();
    let path = dependency.path.as_deref();
    let path = path.map(|it| ("path", quoted(&it.display().to_string())));
    let version = ("version", quoted(&dependency.version));
    let features = match dependency.default_features {
        DefaultFeatures::On => None,
        DefaultFeatures::Off => Some(("default-features", "false".to_owned())),
    };
    path.into_iter().chain([version]).chain(features).collect()
}

fn code_name(key: &str) -> String {
    key.replace('-', "_")
}
