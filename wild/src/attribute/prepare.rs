//! In: a crate of the list. Out: a copy of it, a workspace of its own whose library can be
//! compiled, and its sources. Refused: a crate without a library, and one of edition 2015,
//! in which `::demono` is a module of the crate.
//!
//! No lock file is kept, so that the crates share the builds of their dependencies.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use cargo_metadata::{Edition, MetadataCommand};
use demono_suggest::edit::manifest::{add_demono, DefaultFeatures, Dependency};
use toml_edit::{DocumentMut, Item, TableLike};

use super::list::Published;
use super::sites::Sources;
use crate::fetch::{self, Copied};

/// The workspace of the bench.
pub(super) struct Workspace {
    pub(super) target_directory: PathBuf,
    /// The attribute's package, for a dependency by path.
    pub(super) attribute: PathBuf,
}

pub(super) fn workspace(home: &Path) -> anyhow::Result<Workspace> {
    let metadata = MetadataCommand::new()
        .manifest_path(home.join("Cargo.toml"))
        .no_deps()
        .exec()
        .context("cannot load the workspace of the bench")?;
    Ok(Workspace {
        target_directory: metadata.target_directory.as_std_path().to_owned(),
        attribute: metadata.workspace_root.as_std_path().join("demono"),
    })
}

/// A copy that is ready.
pub(super) struct Prepared {
    pub(super) copied: Copied,
    pub(super) sources: Sources,
    /// demono's own: a `no_std` crate has its `std` where it has one itself.
    features: DefaultFeatures,
}

impl Prepared {
    /// Without the tests, what only they depend on is not needed.
    pub(super) fn of(
        published: &Published,
        with_tests: bool,
        scratch: &Path,
    ) -> anyhow::Result<Self> {
        let candidate = published.candidate();
        let copied = fetch::unpack(&candidate, scratch)?;
        let text = fs::read_to_string(copied.manifest())?;
        let text = fetch::manifest(&text, &candidate, &copied.work())?;
        fs::write(copied.manifest(), library(&text, with_tests)?)?;
        let lock = copied.work().join("Cargo.lock");
        if lock.is_file() {
            fs::remove_file(lock)?;
        }
        let metadata = MetadataCommand::new()
            .manifest_path(copied.manifest())
            .no_deps()
            .exec()?;
        let package = metadata.packages.first().context("it has no package")?;
        if package.edition == Edition::E2015 {
            anyhow::bail!("it is of edition 2015, in which `::demono` needs an `extern crate`");
        }
        let library = package.targets.iter().find(|it| {
            it.is_lib() || it.is_rlib() || it.is_cdylib() || it.is_dylib() || it.is_staticlib()
        });
        let library = library.context("it has no library")?;
        let name = library.name.replace('-', "_");
        let sources = Sources::load(&name, library.src_path.as_std_path())?;
        // Where a crate has a feature of this name, it decides; else whether std is linked.
        let has_std = if package.features.contains_key("std") {
            published.has_std(&package.features)
        } else {
            fs::read_to_string(&library.src_path)?.contains("extern crate std")
        };
        let features = if sources.is_no_std() && !has_std {
            DefaultFeatures::Off
        } else {
            DefaultFeatures::On
        };
        Ok(Prepared {
            copied,
            sources,
            features,
        })
    }

    /// Adds demono, which is in this folder, to the dependencies.
    pub(super) fn depend_on(&self, demono: &Path) -> anyhow::Result<()> {
        let manifest = self.copied.manifest();
        let text = fs::read_to_string(&manifest)?;
        let dependency = Dependency {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            path: Some(demono.to_owned()),
            default_features: self.features,
        };
        let edited = add_demono(&text, None, &dependency)?;
        let text = edited.package.context("it depends on demono already")?;
        fs::write(manifest, text)?;
        Ok(())
    }
}

/// The manifest without examples, and without what is not needed.
fn library(text: &str, with_tests: bool) -> anyhow::Result<String> {
    let mut document: DocumentMut = text.parse()?;
    let root = document.as_table_mut();
    root.remove("example");
    let mut off = vec!["autoexamples"];
    if !with_tests {
        root.remove("test");
        off.push("autotests");
        remove_dev_dependencies(root);
        if let Some(targets) = root.get_mut("target").and_then(Item::as_table_like_mut) {
            for (_, target) in targets.iter_mut() {
                if let Some(target) = target.as_table_like_mut() {
                    remove_dev_dependencies(target);
                }
            }
        }
    }
    let package = root.get_mut("package").and_then(Item::as_table_like_mut);
    let package = package.context("the manifest has no `[package]`")?;
    for key in off {
        package.insert(key, toml_edit::value(false));
    }
    Ok(document.to_string())
}

fn remove_dev_dependencies(table: &mut dyn TableLike) {
    for section in ["dev-dependencies", "dev_dependencies"] {
        table.remove(section);
    }
}

#[cfg(test)]
mod checks {
    use super::*;

    #[test]
    fn only_the_library_is_left() {
        let text = "[package]\nname = \"a\"\nautoexamples = true\n\n[[example]]\nname = \"e\"\n\n\
                    [[test]]\nname = \"t\"\n\n[dependencies.b]\nversion = \"1\"\n\n\
                    [dev-dependencies.c]\nversion = \"1\"\n\n\
                    [target.\"cfg(unix)\".dev-dependencies.d]\nversion = \"1\"\n";
        let is: toml::Table = library(text, false)
            .expect("a manifest")
            .parse()
            .expect("TOML");
        assert!(
            !is.contains_key("example") && !is.contains_key("test"),
            "{is}"
        );
        assert!(is.contains_key("dependencies") && !is.contains_key("dev-dependencies"));
        assert_eq!(is["package"]["autoexamples"].as_bool(), Some(false));
        assert!(!is.to_string().contains("dev-dependencies"), "{is}");
        let is: toml::Table = library(text, true)
            .expect("a manifest")
            .parse()
            .expect("TOML");
        assert!(is.contains_key("test") && is.contains_key("dev-dependencies"));
    }
}
