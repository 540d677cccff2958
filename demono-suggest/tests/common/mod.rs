//! Small packages without dependencies, which cargo builds offline in a moment.

use std::fs;
use std::path::{Path, PathBuf};

use demono_size::{Console, Features};
use demono_suggest::sandbox::check::{check, Checked};
use demono_suggest::sandbox::context::CargoContext;
use demono_suggest::sandbox::copy::Sandbox;

/// A directory for the test, by its real name.
pub(crate) fn tree() -> (tempfile::TempDir, PathBuf) {
    let guard = tempfile::tempdir().unwrap();
    let base = fs::canonicalize(guard.path()).unwrap();
    (guard, base)
}

/// Writes a file, and the directories it is in.
pub(crate) fn write(path: &Path, content: &str) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, content).unwrap();
}

/// A library with one function.
#[allow(dead_code, reason = "not every test crate has packages")]
pub(crate) fn package(directory: &Path, name: &str, more: &str) {
    let manifest =
        format!("[package]\nname = '{name}'\nversion = '0.1.0'\nedition = '2021'\n{more}");
    write(&directory.join("Cargo.toml"), &manifest);
    write(&directory.join("src/lib.rs"), "pub fn name() {}\n");
}

/// All files below `directory`, sorted.
#[allow(dead_code, reason = "not every test crate lists")]
pub(crate) fn listing(directory: &Path) -> Vec<String> {
    fn collect(directory: &Path, prefix: &str, names: &mut Vec<String>) {
        for entry in fs::read_dir(directory).unwrap() {
            let entry = entry.unwrap();
            let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
            match entry.file_type().unwrap().is_dir() {
                true => collect(&entry.path(), &format!("{name}/"), names),
                false => names.push(name),
            }
        }
    }
    let mut names = Vec::new();
    collect(directory, "", &mut names);
    names.sort();
    names
}

/// All of `scratch`, with a target directory beside it.
pub(crate) fn context(scratch: &Sandbox) -> CargoContext<'_> {
    CargoContext {
        sandbox: scratch,
        directory: scratch.original_of(&scratch.root()).unwrap(),
        packages: Vec::new(),
        features: Features::default(),
        target: None,
        target_directory: scratch.folder().join("made"),
    }
}

/// Compiles all of it.
#[allow(dead_code, reason = "not every test crate compiles")]
pub(crate) fn try_build(scratch: &Sandbox) -> Checked {
    let mut console = Console {
        report: &mut |_| {},
        interrupted: &|| false,
    };
    check(&context(scratch), &mut console).unwrap()
}

/// The same, which must succeed.
#[allow(dead_code, reason = "not every test crate compiles")]
pub(crate) fn build(scratch: &Sandbox) -> Checked {
    let checked = try_build(scratch);
    assert!(checked.success, "{}\n{:?}", checked.output, checked.errors);
    checked
}
