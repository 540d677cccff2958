//! How long `cargo demono suggest` looks at a program once it is built: cargo-demono itself,
//! with debug information as `suggest` asks for it. The first round is the cold one, in
//! which the files may be in no cache; at most five seconds are allowed for 50 MB.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use demono_size::workspace::Interest;
use demono_size::{Attribute, Build, DebugInfo, Features, Profile, Selection, Targets, Workspace};
use demono_suggest::proposal::Objects;
use demono_suggest::suggest::{suggest, Scope, Subject, Wish};

const ROUNDS: usize = 7;

fn main() {
    let selection = Selection {
        manifest_path: Some(Path::new(env!("CARGO_MANIFEST_DIR")).join("../Cargo.toml")),
        packages: vec!["cargo-demono".to_owned()],
        workspace: false,
        targets: Targets::Bins,
        features: Features::default(),
    };
    let workspace = Workspace::load_for(&selection, Interest::Any).expect("a workspace");
    for profile in [Profile::Release, Profile::Dev] {
        measure(&workspace, profile);
    }
}

fn measure(workspace: &Workspace, profile: Profile) {
    let build = Build {
        debug: DebugInfo::Limited,
        target_directory: Some(PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("suggest-speed")),
        ..Build::new(profile.clone(), Attribute::On)
    };
    let artifacts = workspace.apply(build).run(&mut |_| {});
    let artifacts = artifacts.unwrap_or_else(|error| panic!("{error}"));
    let programs: Vec<Subject> = (artifacts.into_iter())
        .map(|artifact| Subject {
            name: artifact.name,
            path: artifact.path,
        })
        .collect();
    let sizes = programs.iter().map(|it| fs::metadata(&it.path));
    let size: u64 = sizes.map(|it| it.expect("a program").len()).sum();
    let wish = Wish {
        objects: Objects::Allowed,
        least: 0,
        scope: Scope::All,
    };
    let mut times: Vec<Duration> = Vec::new();
    let mut looked_at = 0;
    for _ in 0..ROUNDS {
        let start = Instant::now();
        let found = suggest(&programs, &workspace.packages, &workspace.root, wish);
        times.push(start.elapsed());
        let found = found.unwrap_or_else(|error| panic!("{error}"));
        looked_at = found.proposed.len() + found.refused.len();
    }
    let first = times[0];
    times.sort();
    println!(
        "{profile}: {:.1} MB, {looked_at} functions: first {first:.0?}, median {:.0?} (fastest {:.0?}, slowest {:.0?})",
        size as f64 / 1e6,
        times[ROUNDS / 2],
        times[0],
        times[ROUNDS - 1],
    );
}
