//! In: generic functions, and the packages that they may be from. Out: a verdict on each;
//! those without source are only counted.
//!
//! A source tree stays in its thread, so the functions of one crate are one job.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::{fs, io};

use demono_report::{Candidate, Origin, PackageEntry, ReasonKind};
use demono_size::PackageInfo;

use super::criteria::{Criteria, Scope};
use super::gather::GenericFunction;
use super::judge::Judge;
use super::locate::{is_own, Author, Packages};
use super::verdict::{by_impl, candidate, refused, Judged};
use crate::source::file::canonical;
use crate::source::tree::SourceTree;
use crate::threads;

/// The least wasted bytes for which the source of another package is read.
const WORTH_A_LOOK: u64 = 256;

pub(super) fn judge_all(
    functions: Vec<GenericFunction>,
    packages: &[PackageInfo],
    root: &Path,
    criteria: Criteria,
) -> Vec<Judged> {
    let known = Packages::new(packages);
    let mut judged = Vec::new();
    let mut jobs: BTreeMap<(&PackageInfo, String), Vec<GenericFunction>> = BTreeMap::new();
    for function in functions {
        let line = function.line.as_ref();
        let author = line.and_then(|line| known.author(&line.file));
        match author {
            Some(Author::Package(package)) => {
                if criteria.scope == Scope::All || is_own(package) {
                    let krate = function.first().krate.clone().unwrap_or_default();
                    jobs.entry((package, krate)).or_default().push(function);
                }
            }
            _ if criteria.scope == Scope::Members => {}
            Some(Author::Std) => judged.push(of_std(&function)),
            None => judged.push(Judged::Unmapped {
                wasted: function.wasted(),
            }),
        }
    }
    let jobs: Vec<_> = jobs.into_iter().collect();
    let done = threads::map(&jobs, |((package, krate), functions)| {
        of_crate(package, krate, functions, root, criteria)
    });
    judged.extend(done.into_iter().flatten());
    judged
}

fn of_std(function: &GenericFunction) -> Judged {
    let candidate = Candidate {
        package: Some(PackageEntry {
            name: "std".to_owned(),
            version: String::new(),
            origin: Origin::Std,
            repository: None,
        }),
        ..candidate(function)
    };
    refused(candidate, ReasonKind::Std, "in the standard library")
}

fn of_crate(
    package: &PackageInfo,
    krate: &str,
    functions: &[GenericFunction],
    root: &Path,
    criteria: Criteria,
) -> Vec<Judged> {
    let owned = is_own(package);
    // The source of another package is read only for what a split could change.
    let worth = |function: &GenericFunction| {
        owned || function.wasted() >= WORTH_A_LOOK && function.has_arguments()
    };
    let wanted: Vec<&Path> = (functions.iter().filter(|it| worth(it)))
        .filter_map(|it| Some(it.line.as_ref()?.file.as_path()))
        .collect();
    let mut trees: Vec<SourceTree> = Vec::new();
    if !wanted.is_empty() {
        // Of the user's own crates everything is read, for the traits in them.
        let files = (!owned).then(|| Wanted(wanted.into_iter().map(canonical).collect()));
        // A library and a program may share a name.
        for root in package.crates.iter().filter(|it| it.name == krate) {
            let read = |path: &Path| match &files {
                Some(files) if path != root.path && !files.lead_through(path) => {
                    Err(io::ErrorKind::NotFound.into())
                }
                _ => fs::read_to_string(path),
            };
            trees.extend(SourceTree::load_with(krate, &root.path, &read).ok());
        }
    }
    let judge = Judge {
        package,
        trees,
        root,
        criteria,
    };
    let one = |function: &GenericFunction| {
        if worth(function) {
            return judge.function(function);
        }
        let candidate = judge.candidate(function);
        if !function.has_arguments() {
            return by_impl(candidate);
        }
        let text = format!("in {} {}, and small", package.name, package.version);
        refused(candidate, ReasonKind::OtherCrate, text)
    };
    functions.iter().map(one).collect()
}

/// The files of a large crate that are worth parsing.
struct Wanted(BTreeSet<PathBuf>);

impl Wanted {
    /// Whether a file is one of them, or a module that one of them may be in.
    fn lead_through(&self, file: &Path) -> bool {
        let Ok(file) = fs::canonicalize(file) else {
            return false;
        };
        let below = match file.file_name().and_then(|it| it.to_str()) {
            // They own their directory.
            Some("mod.rs" | "lib.rs" | "main.rs") => file.parent().unwrap_or(&file).to_owned(),
            _ => file.with_extension(""),
        };
        self.0.contains(&file) || self.0.iter().any(|it| it.starts_with(&below))
    }
}
