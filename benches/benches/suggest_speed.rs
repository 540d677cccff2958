//! How long `cargo demono suggest` looks at a program once it is built: cargo-demono itself,
//! with debug information as `suggest` asks for it. The first round is the cold one, in
//! which the files may be in no cache; at most five seconds are allowed for 50 MB.
//!
//! `cargo bench --bench suggest_speed -- <file>` looks at another one of this workspace.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use demono_size::Interest;
use demono_size::{Attribute, Build, DebugInfo, Features, Profile, Selection, Targets, Workspace};
use demono_suggest::split::best::Objects;
use demono_suggest::suggest::criteria::{Criteria, Scope};
use demono_suggest::suggest::{suggest, Subject};

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
    let files: Vec<PathBuf> = std::env::args().skip(1).map(PathBuf::from).collect();
    let files: Vec<PathBuf> = files.into_iter().filter(|it| it.exists()).collect();
    for path in &files {
        let name = path.display().to_string();
        let path = path.clone();
        let program = Subject { name, path };
        measure(&workspace, "given", &[program]);
    }
    if files.is_empty() {
        for profile in [Profile::Release, Profile::Dev] {
            measure(&workspace, profile.name(), &build(&workspace, &profile));
        }
    }
}

fn build(workspace: &Workspace, profile: &Profile) -> Vec<Subject> {
    let build = Build {
        debug: DebugInfo::Limited,
        target_directory: Some(PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("suggest-speed")),
        ..Build::new(profile.clone(), Attribute::On)
    };
    let artifacts = workspace.apply(build).run(&mut |_| {});
    let artifacts = artifacts.unwrap_or_else(|error| panic!("{error}"));
    let subject = |artifact: demono_size::Artifact| Subject {
        name: artifact.name,
        path: artifact.path,
    };
    artifacts.into_iter().map(subject).collect()
}

fn measure(workspace: &Workspace, what: &str, programs: &[Subject]) {
    let sizes = programs.iter().map(|it| fs::metadata(&it.path));
    let size: u64 = sizes.map(|it| it.expect("a program").len()).sum();
    let criteria = Criteria {
        objects: Objects::Allowed,
        least: 0,
        scope: Scope::All,
    };
    let mut times: Vec<Duration> = Vec::new();
    let mut looked_at = 0;
    for _ in 0..ROUNDS {
        let start = Instant::now();
        let found = suggest(programs, &workspace.packages, &workspace.root, criteria);
        times.push(start.elapsed());
        let found = found.unwrap_or_else(|error| panic!("{error}"));
        looked_at = found.proposed.len() + found.refused.len();
    }
    let first = times[0];
    times.sort();
    println!(
        "{what}: {:.1} MB, {looked_at} functions: first {first:.2?}, median {:.2?} (fastest {:.2?}, slowest {:.2?})",
        size as f64 / 1e6,
        times[ROUNDS / 2],
        times[0],
        times[ROUNDS - 1],
    );
}
