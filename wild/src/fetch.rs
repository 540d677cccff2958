//! In: a crate of the registry. Out: a copy of its package that is a workspace of its own, with
//! a program. Refused: a version that is not available.
//!
//! Cargo itself fetches the package, from whatever registry, mirror or vendor folder it is
//! configured for: a throwaway manifest depends on exactly that version.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use cargo_metadata::MetadataCommand;
use toml_edit::{ArrayOfTables, DocumentMut, Item, Table};

use crate::list::{Candidate, Dropped, PROGRAM};
use crate::process;

/// A package in the scratch folder.
#[derive(Debug)]
pub(crate) struct Copied {
    folder: PathBuf,
}

impl Copied {
    /// What the copy and its builds are in.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// The package that `apply` works on.
    pub(crate) fn work(&self) -> PathBuf {
        self.folder.join("work")
    }

    /// The same, before `apply`.
    pub(crate) fn original(&self) -> PathBuf {
        self.folder.join("original")
    }

    pub(crate) fn manifest(&self) -> PathBuf {
        self.work().join("Cargo.toml")
    }

    /// Outside the package, so that it is not taken for a part of it.
    pub(crate) fn target_directory(&self) -> PathBuf {
        self.folder.join("target")
    }
}

pub(crate) fn copy(candidate: &Candidate, home: &Path, scratch: &Path) -> anyhow::Result<Copied> {
    let copied = unpack(candidate, scratch)?;
    if candidate.needs_program() {
        let program = home.join("programs").join(format!("{}.rs", candidate.name));
        let examples = copied.work().join("examples");
        fs::create_dir_all(&examples)?;
        fs::copy(&program, examples.join(format!("{PROGRAM}.rs")))
            .with_context(|| format!("cannot copy `{}`", program.display()))?;
    }
    let text = fs::read_to_string(copied.manifest())?;
    let text = manifest(&text, candidate, &copied.work())?;
    fs::write(copied.manifest(), text)?;
    // If the package has a lock file, that is kept, without what was dropped; if it has none,
    // versions are chosen here, once.
    let mut resolve = process::cargo();
    resolve.args(["metadata", "--format-version=1", "--manifest-path"]);
    process::succeed(resolve.arg(copied.manifest()))?;
    copy_folder(&copied.work(), &copied.original())?;
    Ok(copied)
}

/// The package in the scratch folder, without the files that are dropped.
pub(crate) fn unpack(candidate: &Candidate, scratch: &Path) -> anyhow::Result<Copied> {
    let folder = scratch.join(&candidate.name);
    let copied = Copied { folder };
    // The builds of an earlier run stay: cargo knows which of them it can reuse.
    for old in [
        copied.work(),
        copied.original(),
        copied.folder.join("fetch"),
    ] {
        remove(&old)?;
    }
    let package = fetch(candidate, &copied.folder.join("fetch"))
        .with_context(|| format!("cannot fetch {} {}", candidate.name, candidate.version))?;
    copy_folder(&package, &copied.work())?;
    for dropped in &candidate.drop {
        eprintln!("    without {}: {}", names(dropped), dropped.reason);
        for path in &dropped.paths {
            remove(&copied.work().join(path))?;
        }
    }
    Ok(copied)
}

fn names(dropped: &Dropped) -> String {
    let names: Vec<&str> = (dropped.paths.iter())
        .chain(&dropped.dev_dependencies)
        .map(String::as_str)
        .collect();
    names.join(", ")
}

/// The folder with the source of the package.
fn fetch(candidate: &Candidate, folder: &Path) -> anyhow::Result<PathBuf> {
    fs::create_dir_all(folder.join("src"))?;
    fs::write(folder.join("src/lib.rs"), "")?;
    let Candidate { name, version, .. } = candidate;
    let manifest = format!(
        "[package]\nname = \"demono-wild-fetch\"\nversion = \"0.0.0\"\nedition = \"2021\"\n\n\
         [workspace]\n\n\
         [dependencies]\n{name} = {{ version = \"={version}\", default-features = false }}\n"
    );
    let path = folder.join("Cargo.toml");
    fs::write(&path, manifest)?;
    let host = demono_size::Compiler::query()?.host;
    let metadata = MetadataCommand::new()
        .manifest_path(&path)
        .other_options(["--filter-platform".to_owned(), host])
        .exec()?;
    let is_it = |it: &&cargo_metadata::Package| it.name.as_str() == name && it.source.is_some();
    let package = metadata.packages.iter().find(is_it);
    let package = package.context("cargo does not list it")?;
    let source = package.manifest_path.parent().context("it has no folder")?;
    Ok(source.as_std_path().to_owned())
}

/// The manifest of the copy: a workspace of its own, with the program, without what is
/// dropped, and without benchmarks, which are not run.
pub(crate) fn manifest(text: &str, candidate: &Candidate, work: &Path) -> anyhow::Result<String> {
    let mut document: DocumentMut = text.parse()?;
    let root = document.as_table_mut();
    let dropped = || candidate.drop.iter().flat_map(|it| &it.dev_dependencies);
    for name in dropped() {
        remove_dependency(root, name);
        if let Some(targets) = root.get_mut("target").and_then(Item::as_table_like_mut) {
            for (_, target) in targets.iter_mut() {
                if let Some(target) = target.as_table_mut() {
                    remove_dependency(target, name);
                }
            }
        }
    }
    root.remove("bench");
    for kind in ["example", "test", "bin"] {
        if let Some(targets) = root.get_mut(kind).and_then(Item::as_array_of_tables_mut) {
            targets.retain(|target| is_there(target, kind, work));
        }
    }
    if let Some(package) = root.get_mut("package").and_then(Item::as_table_like_mut) {
        package.insert("autobenches", toml_edit::value(false));
    }
    if candidate.needs_program() {
        let mut program = Table::new();
        program.insert("name", toml_edit::value(PROGRAM));
        program.insert("path", toml_edit::value(format!("examples/{PROGRAM}.rs")));
        let empty = || Item::ArrayOfTables(ArrayOfTables::new());
        let examples = root.entry("example").or_insert_with(empty);
        let examples = examples
            .as_array_of_tables_mut()
            .context("`example` is not an array of tables")?;
        examples.push(program);
    }
    root.entry("workspace")
        .or_insert_with(|| Item::Table(Table::new()));
    Ok(document.to_string())
}

fn remove_dependency(table: &mut Table, name: &str) {
    for section in ["dev-dependencies", "dev_dependencies"] {
        if let Some(section) = table.get_mut(section).and_then(Item::as_table_like_mut) {
            section.remove(name);
        }
    }
}

/// Whether the source of a target is in the copy: some are dropped, and some packages do not
/// contain everything that their manifest lists.
fn is_there(target: &Table, kind: &str, work: &Path) -> bool {
    let text = |key: &str| target.get(key).and_then(Item::as_str);
    if let Some(path) = text("path") {
        return work.join(path).is_file();
    }
    let folder = work.join(match kind {
        "example" => "examples",
        "test" => "tests",
        _ => "src/bin",
    });
    let name = text("name").unwrap_or_default();
    [format!("{name}.rs"), format!("{name}/main.rs")]
        .iter()
        .any(|it| folder.join(it).is_file())
}

fn remove(path: &Path) -> anyhow::Result<()> {
    let removed = match path.is_dir() {
        true => fs::remove_dir_all(path),
        false if path.exists() => fs::remove_file(path),
        false => Ok(()),
    };
    removed.with_context(|| format!("cannot remove `{}`", path.display()))
}

/// Files that cargo adds to a package in its cache are not copied.
fn copy_folder(from: &Path, to: &Path) -> anyhow::Result<()> {
    const NOT: [&str; 3] = [".cargo-ok", ".cargo-checksum.json", ".cargo_vcs_info.json"];
    fs::create_dir_all(to).with_context(|| format!("cannot make `{}`", to.display()))?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let (source, name) = (entry.path(), entry.file_name());
        if NOT.iter().any(|it| name == *it) {
            continue;
        }
        let target = to.join(&name);
        if entry.file_type()?.is_dir() {
            copy_folder(&source, &target)?;
        } else {
            // Not `fs::copy`: a cache may be read-only, and the copy must be writable.
            let content = fs::read(&source)?;
            fs::write(&target, content)
                .with_context(|| format!("cannot write `{}`", target.display()))?;
            keep_executable(&source, &target)?;
        }
    }
    Ok(())
}

#[cfg(unix)]
fn keep_executable(source: &Path, target: &Path) -> anyhow::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    let mode = fs::metadata(source)?.permissions().mode() | 0o200;
    fs::set_permissions(target, fs::Permissions::from_mode(mode))?;
    Ok(())
}

#[cfg(not(unix))]
fn keep_executable(_: &Path, _: &Path) -> anyhow::Result<()> {
    Ok(())
}

#[cfg(test)]
mod checks {
    use super::*;

    const MANIFEST: &str = "\
[package]
name = \"a\"
version = \"1.0.0\"

[[example]]
name = \"gone\"
path = \"examples/gone.rs\"

[[test]]
name = \"here\"

[[bench]]
name = \"slow\"
harness = false

[dependencies.b]
version = \"1\"

[dev-dependencies.criterion]
version = \"0.5\"

[dev-dependencies.log]
version = \"0.4\"

[target.\"cfg(unix)\".dev-dependencies.criterion]
version = \"0.5\"
";

    fn candidate() -> Candidate {
        let text = "name = 'a'\nversion = '1.0.0'\nkind = 'x'\nexamples = ['demono_wild']\n\
                    [[drop]]\ndev-dependencies = ['criterion']\nreason = 'no benchmark runs'\n";
        toml::from_str(text).expect("a crate")
    }

    #[test]
    fn the_copy_is_a_workspace_of_its_own() {
        let work = tempfile::tempdir().expect("a folder");
        fs::create_dir(work.path().join("tests")).expect("a folder");
        fs::write(work.path().join("tests/here.rs"), "").expect("a file");
        let text = manifest(MANIFEST, &candidate(), work.path()).expect("a manifest");
        let is: toml::Table = text.parse().expect("TOML");
        assert!(is.contains_key("workspace"), "{text}");
        assert!(!is.contains_key("bench"), "{text}");
        let examples = is["example"].as_array().expect("examples");
        assert_eq!(examples.len(), 1, "{text}");
        assert_eq!(examples[0]["name"].as_str(), Some(PROGRAM));
        assert_eq!(is["test"].as_array().map(Vec::len), Some(1));
        let dev = is["dev-dependencies"].as_table().expect("a table");
        assert_eq!(dev.keys().collect::<Vec<_>>(), ["log"]);
        assert!(!text.contains("criterion"), "{text}");
        assert_eq!(is["dependencies"]["b"]["version"].as_str(), Some("1"));
    }
}
