//! In: a workspace with the examples. Out: their programs, built with debug information
//! and read. Refused: nothing; a build that fails panics.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use demono_size::Interest;
use demono_size::{Attribute, Binary, Build, Features, Profile, Selection, Targets, Workspace};
use demono_suggest::split::best::Objects;
use demono_suggest::suggest::criteria::{Criteria, Scope};
use demono_suggest::suggest::{suggest, Subject, Suggestions};
use demono_suggest::{census, DebugInfo, Item};

use crate::scratch::repository;

/// A package that is an example.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Example {
    /// Below `examples`.
    pub(crate) folder: String,
}

impl Example {
    pub(crate) fn package(&self) -> String {
        format!("example-{}", self.folder)
    }

    /// Every package below `examples`, those without a program, too.
    pub(crate) fn all() -> Vec<Example> {
        let folders = fs::read_dir(repository().join("examples")).unwrap();
        let folders = folders.map(|entry| entry.unwrap());
        let mut all: Vec<Example> = folders
            .filter(|entry| entry.path().join("Cargo.toml").exists())
            .map(|entry| Example {
                folder: entry.file_name().into_string().unwrap(),
            })
            .collect();
        all.sort_by(|a, b| a.folder.cmp(&b.folder));
        all
    }

    /// Those with a program.
    pub(crate) fn programs() -> Vec<Example> {
        let mut all = Example::all();
        let main = |it: &Example| Path::new("examples").join(&it.folder).join("src/main.rs");
        all.retain(|it| repository().join(main(it)).exists());
        all
    }
}

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
    /// What it was compiled from.
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
        packages: Example::programs().iter().map(Example::package).collect(),
        features: features(types),
        debug: demono_size::DebugInfo::Limited,
        target_directory: Some(directory("target")),
        directory: Some(what.to_owned()),
        ..Build::new(profile.clone(), attribute)
    };
    // One build takes the place of another with other features.
    static BUILDING: Mutex<()> = Mutex::new(());
    let building = BUILDING.lock();
    let artifacts = build
        .run(&mut |_| {})
        .unwrap_or_else(|error| panic!("{error}"));
    let copies = directory("programs").join(format!("{what}-{types:?}-{profile}"));
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

/// A place of this test, which stays from one run to the next.
pub(crate) fn directory(name: &str) -> PathBuf {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("suggest");
    fs::create_dir_all(&root).unwrap();
    root.canonicalize().unwrap().join(name)
}

/// What is suggested for `programs`, which were built from the workspace at `root`.
pub(crate) fn suggestions(root: &Path, programs: &[Program]) -> Suggestions {
    let selection = Selection {
        manifest_path: Some(root.join("Cargo.toml")),
        packages: Vec::new(),
        workspace: true,
        targets: Targets::Bins,
        features: Features::default(),
    };
    let workspace = Workspace::load_for(&selection, Interest::Any).unwrap();
    let subjects = programs.iter().map(|program| Subject {
        name: program.name.clone(),
        path: program.path.clone(),
    });
    let subjects: Vec<Subject> = subjects.collect();
    let criteria = Criteria {
        objects: Objects::Allowed,
        least: 0,
        scope: Scope::All,
    };
    suggest(&subjects, &workspace.packages, root, criteria).unwrap()
}
