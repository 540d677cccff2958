//! How long `cargo demono suggest` takes for a program once it is built: cargo-demono itself,
//! with the debug information that `suggest` needs. The first round is the cold one, in which
//! the files may not be in any cache; at most five seconds are allowed for 50 MB.
//!
//! `cargo bench --bench suggest_speed -- <file>` takes another program of this workspace.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use demono_size::Interest;
use demono_size::{Attribute, Build, DebugInfo, Features, Profile, Selection, Targets, Workspace};
use demono_suggest::binary::program::ParsedProgram;
use demono_suggest::split::best::Objects;
use demono_suggest::suggest::criteria::{Criteria, Scope};
use demono_suggest::suggest::suggest;

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
        measure(&workspace, "given", std::slice::from_ref(path));
    }
    if files.is_empty() {
        for profile in [Profile::Release, Profile::Dev] {
            measure(&workspace, profile.name(), &build(&workspace, &profile));
        }
    }
}

fn build(workspace: &Workspace, profile: &Profile) -> Vec<PathBuf> {
    let build = Build {
        debug: DebugInfo::Limited,
        target_directory: Some(PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("suggest-speed")),
        ..Build::new(profile.clone(), Attribute::On)
    };
    let artifacts = workspace.apply(build).run(&mut |_| {});
    let artifacts = artifacts.unwrap_or_else(|error| panic!("{error}"));
    artifacts.into_iter().map(|it| it.path).collect()
}

fn measure(workspace: &Workspace, what: &str, programs: &[PathBuf]) {
    let sizes = programs.iter().map(fs::metadata);
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
        let read = programs.iter().map(|path| {
            let name = path.display().to_string();
            ParsedProgram::read(name, path).unwrap_or_else(|error| panic!("{error}"))
        });
        let found = suggest(
            read.collect(),
            &workspace.packages,
            &workspace.root,
            criteria,
        );
        times.push(start.elapsed());
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
