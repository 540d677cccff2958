//! What a user pays for the macro itself: a cold build of an empty package that
//! depends on demono, and of one that depends on gix-macros, in turn. Only the ratio
//! counts, because the speed of the machine drifts.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

const ROUNDS: usize = 5;

fn main() {
    let scratch = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("cold-build");
    let demono = Path::new(env!("CARGO_MANIFEST_DIR")).join("../demono");
    let ours = package(
        &scratch,
        "ours",
        &format!("demono = {{ path = {demono:?} }}"),
    );
    let theirs = package(&scratch, "theirs", "gix-macros = \"=0.2.1\"");
    let mut ratios = Vec::new();
    for _ in 0..ROUNDS {
        let (ours, theirs) = (cold_build(&ours), cold_build(&theirs));
        println!("demono {ours:.2?}, gix-macros {theirs:.2?}");
        ratios.push(ours.as_secs_f64() / theirs.as_secs_f64());
    }
    ratios.sort_by(f64::total_cmp);
    println!(
        "cold build, demono / gix-macros: median {:.2}, {:.2} to {:.2}",
        ratios[ROUNDS / 2],
        ratios[0],
        ratios[ROUNDS - 1],
    );
}

/// An empty package with one dependency, fetched.
fn package(scratch: &Path, name: &str, dependency: &str) -> PathBuf {
    let package = scratch.join(name);
    std::fs::create_dir_all(package.join("src")).expect("a folder below target");
    let manifest = format!(
        "[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2021\"\n\n\
         [dependencies]\n{dependency}\n\n[workspace]\n"
    );
    std::fs::write(package.join("Cargo.toml"), manifest).expect("a manifest");
    std::fs::write(package.join("src/lib.rs"), "").expect("a library");
    cargo(&package, &["fetch", "--quiet"]);
    package
}

fn cold_build(package: &Path) -> Duration {
    let target = package.join("target");
    if target.exists() {
        std::fs::remove_dir_all(&target).expect("the last build goes");
    }
    let start = Instant::now();
    cargo(package, &["build", "--quiet", "--offline"]);
    start.elapsed()
}

fn cargo(package: &Path, arguments: &[&str]) {
    let status = Command::new(env!("CARGO"))
        .args(arguments)
        .current_dir(package)
        .env("CARGO_TARGET_DIR", package.join("target"))
        // Like a crate from the registry; a path dependency would be built incrementally.
        .env("CARGO_INCREMENTAL", "0")
        .status()
        .expect("cargo runs");
    assert!(
        status.success(),
        "cargo {arguments:?} failed in {package:?}"
    );
}
