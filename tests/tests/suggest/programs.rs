//! In: a workspace with the examples. Out: their programs, built with debug information
//! and read. Refused: nothing; a build that fails panics.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use demono_size::Interest;
use demono_size::{Attribute, Binary, Build, Features, Profile, Selection, Targets, Workspace};
use demono_suggest::binary::program::ParsedProgram;
use demono_suggest::split::best::Objects;
use demono_suggest::suggest::criteria::{Criteria, Scope};
use demono_suggest::suggest::{suggest, Suggestions};
use demono_suggest::{census, DebugInfo, Item};
use demono_tests::examples;

/// With how many types a program calls its functions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Types {
    One,
    Sixteen,
}

/// A program that was built.
pub(crate) struct Program {
    pub(crate) name: String,
    pub(crate) path: PathBuf,
    /// Bytes of machine code.
    pub(crate) text: u64,
}

impl Program {
    /// Its functions, with the bytes that came from each.
    pub(crate) fn items(&self) -> Vec<Item> {
        let data = fs::read(&self.path).unwrap();
        census(&DebugInfo::parse(&self.path, &data).unwrap())
    }
}

/// The workspace at `root`, built with this profile into a folder for `what`.
pub(crate) fn build(
    root: &Path,
    what: &str,
    profile: &Profile,
    attribute: Attribute,
    types: Types,
) -> Vec<Program> {
    let build = Build {
        manifest_path: Some(root.join("Cargo.toml")),
        packages: examples::packages(),
        features: features(types),
        debug: demono_size::DebugInfo::Limited,
        target_directory: Some(directory("target")),
        directory: Some(what.to_owned()),
        ..Build::new(profile.clone(), attribute)
    };
    let copies = format!("{what}-{types:?}-{profile}");
    run(build, &copies)
}

/// The examples as they are.
pub(crate) fn build_examples(profile: &Profile, attribute: Attribute) -> Vec<Program> {
    let build = Build {
        debug: demono_size::DebugInfo::Limited,
        ..examples::build(profile, attribute, Features::default())
    };
    run(build, &format!("{attribute:?}-{profile}"))
}

/// Builds, and copies the programs to a separate folder.
fn run(build: Build, copies: &str) -> Vec<Program> {
    // A build with other features would overwrite them.
    static BUILDING: Mutex<()> = Mutex::new(());
    let building = BUILDING.lock();
    let artifacts = build
        .run(&mut |_| {})
        .unwrap_or_else(|error| panic!("{error}"));
    let copies = directory("programs").join(copies);
    fs::create_dir_all(&copies).unwrap();
    let programs = artifacts.into_iter().map(|artifact| {
        let path = copies.join(&artifact.package);
        let data = fs::read(&artifact.path).unwrap();
        if fs::read(&path).ok().as_ref() != Some(&data) {
            fs::write(&path, &data).unwrap();
        }
        Program {
            text: Binary::parse(&path, &data).unwrap().text(),
            name: artifact.package,
            path,
        }
    });
    let programs = programs.collect();
    drop(building);
    programs
}

fn features(types: Types) -> Features {
    match types {
        Types::One => Features::list(["one-type"]),
        Types::Sixteen => Features::default(),
    }
}

/// A folder of this test, which is kept from one run to the next.
pub(crate) fn directory(name: &str) -> PathBuf {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("suggest");
    fs::create_dir_all(&root).unwrap();
    root.canonicalize().unwrap().join(name)
}

/// The suggestions for `programs`, which were built from the workspace at `root`.
pub(crate) fn suggestions(root: &Path, programs: &[Program]) -> Suggestions {
    let selection = Selection {
        manifest_path: Some(root.join("Cargo.toml")),
        packages: Vec::new(),
        workspace: true,
        targets: Targets::Bins,
        features: Features::default(),
    };
    let workspace = Workspace::load_for(&selection, Interest::Any).unwrap();
    let read =
        |program: &Program| ParsedProgram::read(program.name.clone(), &program.path).unwrap();
    let parsed = programs.iter().map(read).collect();
    let criteria = Criteria {
        objects: Objects::Allowed,
        least: 0,
        scope: Scope::All,
    };
    suggest(parsed, &workspace.packages, root, criteria)
}
