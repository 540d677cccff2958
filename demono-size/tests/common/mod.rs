//! The program in `fixtures/zoo`, built once per profile and half.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use demono_size::{Attribute, Build, Features, Profile, Selection, Targets};

/// The fixture's manifest.
pub(crate) fn manifest() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/zoo/Cargo.toml")
}

/// The fixture's root package.
#[allow(dead_code, reason = "not every test crate builds")]
pub(crate) fn build(profile: Profile, attribute: Attribute) -> Build {
    Build {
        manifest_path: Some(manifest()),
        target_directory: Some(Path::new(env!("CARGO_TARGET_TMPDIR")).join("zoo")),
        ..Build::new(profile, attribute)
    }
}

/// Everything in the fixture's root package.
#[allow(dead_code, reason = "not every test crate selects")]
pub(crate) fn selection() -> Selection {
    Selection {
        manifest_path: Some(manifest()),
        packages: Vec::new(),
        workspace: false,
        targets: Targets::Bins,
        features: Features::default(),
    }
}

/// The fixture in the dev profile, where nothing is inlined: off, on.
#[allow(dead_code, reason = "not every test crate needs both")]
pub(crate) fn dev() -> &'static [PathBuf; 2] {
    static DEV: OnceLock<[PathBuf; 2]> = OnceLock::new();
    DEV.get_or_init(|| [Attribute::Off, Attribute::On].map(|it| executable(Profile::Dev, it)))
}

/// The fixture with everything stable that makes it small: off, on.
#[allow(dead_code, reason = "not every test crate needs both")]
pub(crate) fn min() -> &'static [PathBuf; 2] {
    static MIN: OnceLock<[PathBuf; 2]> = OnceLock::new();
    MIN.get_or_init(|| [Attribute::Off, Attribute::On].map(|it| executable(Profile::Min, it)))
}

#[allow(dead_code, reason = "not every test crate builds")]
fn executable(profile: Profile, attribute: Attribute) -> PathBuf {
    let artifacts = build(profile, attribute).run(&mut |_| {});
    let artifacts = artifacts.unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(artifacts.len(), 1, "{artifacts:?}");
    artifacts[0].path.clone()
}
