//! In: a profile, features, and whether the attribute is on. Out: a build of all example
//! programs, the same for every test that needs it, so that it is done only once.

use std::path::{Path, PathBuf};

use demono_size::{Attribute, Build, DebugInfo, Features, Profile};

/// The repository.
pub fn repository() -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    root.canonicalize()
        .expect("the repository is where it was compiled")
}

/// The folders of all example packages, sorted.
pub fn folders() -> Vec<PathBuf> {
    let folders = std::fs::read_dir(repository().join("examples")).expect("the examples");
    let folders = folders.map(|entry| entry.expect("an entry").path());
    let mut folders: Vec<PathBuf> = folders
        .filter(|folder| folder.join("Cargo.toml").exists())
        .collect();
    folders.sort();
    folders
}

/// The names of the example packages that have a program.
pub fn packages() -> Vec<String> {
    let mut folders = folders();
    folders.retain(|folder| folder.join("src/main.rs").exists());
    let name = |folder: &PathBuf| {
        let name = folder.file_name().expect("a folder's name");
        format!("example-{}", name.to_string_lossy())
    };
    folders.iter().map(name).collect()
}

/// A build of all example programs in the repository.
///
/// Cargo keeps the builds of different sets of features in one directory, so two are enough,
/// one for each value of the attribute. Only the programs themselves overwrite each other:
/// they have to be read right after their build.
pub fn build(profile: &Profile, attribute: Attribute, features: Features) -> Build {
    let directory = match attribute {
        Attribute::Off => "examples-off",
        Attribute::On => "examples-on",
    };
    // Predictions need debug information in these builds, and sizes are the same with it.
    let debug = if *profile == Profile::Release && features == Features::default() {
        DebugInfo::Limited
    } else {
        DebugInfo::AsProfile
    };
    Build {
        manifest_path: Some(repository().join("Cargo.toml")),
        packages: packages(),
        features,
        debug,
        directory: Some(directory.to_owned()),
        env: vec![
            // It does not affect the code, and is most of what a build would write.
            ("CARGO_PROFILE_DEV_DEBUG".into(), "false".into()),
            // An incremental build has a codegen unit for each module, and in each a copy
            // of every small function of std that is called there, so the figures of a
            // split would depend on the number of its modules.
            ("CARGO_PROFILE_DEV_INCREMENTAL".into(), "false".into()),
            // The same goes for the units of a build that is not incremental. Into which of
            // them a function falls depends on hashes, and so on everything that is built.
            ("CARGO_PROFILE_DEV_CODEGEN_UNITS".into(), "1".into()),
        ],
        ..Build::new(profile.clone(), attribute)
    }
}
