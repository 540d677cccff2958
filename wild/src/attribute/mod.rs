//! In: published crates. Out: what becomes of their functions with the attribute on each.
//! Refused: nothing; a crate that cannot be processed is a row with the reason.
//!
//! | stage | from | to |
//! |---|---|---|
//! | [`list`] | `attribute.toml` | the crates |
//! | [`prepare`] | a crate of the registry | a copy that depends on demono |
//! | [`sites`] | its sources | the items that get the attribute; the sources with it |
//! | [`compile`] | a copy | errors and warnings |
//! | [`trial`] | a copy and a mode | what is split, refused, and fails |
//! | [`outcome`] | | the types of the results |
//! | [`table`] | results | Markdown |

mod compile;
mod list;
mod outcome;
mod prepare;
mod sites;
mod table;
mod trial;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use clap::Args;

use compile::Compiler;
use list::{List, Published};
use outcome::{CrateOutcome, Mode};
use prepare::Prepared;
use trial::Trial;

use crate::bench::TestsChange;
use crate::results;
use crate::tests;

/// The targets whose tests are compared.
const TESTS: [&str; 2] = ["--lib", "--tests"];

/// Put the attribute on every function and block of published crates
#[derive(Debug, Args)]
pub(crate) struct AttributeOptions {
    /// Only this crate; repeatable
    #[arg(long, value_name = "NAME")]
    only: Vec<String>,

    /// Only the crates that run in CI
    #[arg(long, conflicts_with = "only")]
    ci: bool,

    /// Compile only: no tests of the crates
    #[arg(long)]
    no_tests: bool,

    /// Compare the warnings of clippy, too
    #[arg(long)]
    clippy: bool,

    /// The package of the attribute, of another version [default: the one of this workspace]
    #[arg(long, value_name = "DIRECTORY")]
    demono: Option<PathBuf>,

    /// Directory for the copies and their builds [default: `wild-attribute` in the target directory]
    #[arg(long, value_name = "DIRECTORY")]
    scratch: Option<PathBuf>,

    /// Run nothing: print the table for these results of earlier runs; repeatable
    #[arg(long = "table", value_name = "FILE", conflicts_with_all = ["only", "ci"])]
    tables: Vec<PathBuf>,

    /// Write the results to this file as JSON, and the table next to it as Markdown
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// Whether nothing failed but what is known as a limit.
pub(crate) fn run(options: &AttributeOptions, home: &Path) -> anyhow::Result<bool> {
    if !options.tables.is_empty() {
        return table_of(&options.tables);
    }
    let list = list::read(&home.join("attribute.toml"))?;
    let crates = wanted(&list, options)?;
    let tools = prepare::workspace(home)?;
    let scratch = match &options.scratch {
        Some(directory) => directory.clone(),
        None => tools.target_directory.join("wild-attribute"),
    };
    fs::create_dir_all(&scratch)
        .with_context(|| format!("cannot create the folder `{}`", scratch.display()))?;
    let scratch = fs::canonicalize(scratch)?;
    let demono = match &options.demono {
        Some(directory) => fs::canonicalize(directory)?,
        None => tools.attribute,
    };
    let place = Place {
        list: &list,
        demono: &demono,
        scratch: &scratch,
    };
    let mut outcomes = Vec::new();
    for published in crates {
        eprintln!("==> {} {}", published.name, published.version);
        let mut outcome = CrateOutcome {
            name: published.name.clone(),
            version: published.version.clone(),
            kind: published.kind.clone(),
            problem: None,
            modes: Vec::new(),
        };
        let done = one(published, options, &place, &mut outcome);
        outcome.problem = done.err().map(|error| format!("{error:#}"));
        if let Some(problem) = &outcome.problem {
            eprintln!("    problem: {problem}");
        }
        outcomes.push(outcome);
        // After each crate: a run takes long, and its results so far should not be lost.
        if let Some(file) = &options.output {
            results::write(file, &outcomes, table::markdown(&outcomes))?;
        }
    }
    print!("{}", table::markdown(&outcomes));
    Ok(outcomes.iter().all(CrateOutcome::is_fine))
}

/// What the crates have in common.
struct Place<'a> {
    list: &'a List,
    demono: &'a Path,
    scratch: &'a Path,
}

fn one(
    published: &Published,
    options: &AttributeOptions,
    place: &Place<'_>,
    outcome: &mut CrateOutcome,
) -> anyhow::Result<()> {
    let candidate = published.candidate();
    let with_tests = published.tests && !options.no_tests;
    let target_directory = place.scratch.join("target");
    let prepared = Prepared::of(published, with_tests, place.scratch)?;
    let compiler = Compiler {
        candidate: &candidate,
        work: prepared.copied.work(),
        target_directory: &target_directory,
        clippy: options.clippy,
    };
    let plain = compiler.compile("")?;
    if !plain.success {
        anyhow::bail!("it does not compile as it is: {}", plain.output);
    }
    let run_tests = || tests::run_some(&candidate, &prepared.copied, &target_directory, &TESTS);
    let before = with_tests.then(run_tests).transpose()?;
    prepared.depend_on(place.demono)?;
    let trial = Trial {
        list: place.list,
        compiler: &compiler,
        sources: &prepared.sources,
        plain_warnings: &plain.warnings,
    };
    for mode in Mode::ALL {
        let mut done = trial.run(mode)?;
        if let Some(before) = before.as_ref().filter(|_| done.split > 0) {
            let after = run_tests()?;
            done.test_differences = tests::differences(before, &after);
            done.tests = Some(TestsChange {
                before: before.total,
                after: after.total,
            });
        }
        eprintln!("    {}", table::summary(&done));
        outcome.modes.push(done);
    }
    Ok(())
}

fn table_of(files: &[PathBuf]) -> anyhow::Result<bool> {
    let mut outcomes: Vec<CrateOutcome> = Vec::new();
    for file in files {
        let some: Vec<CrateOutcome> = results::read(file)?;
        // A later run of a crate stands for the earlier one.
        outcomes.retain(|old| some.iter().all(|new| new.name != old.name));
        outcomes.extend(some);
    }
    outcomes.sort_by(|a, b| a.name.cmp(&b.name));
    print!("{}", table::markdown(&outcomes));
    Ok(outcomes.iter().all(CrateOutcome::is_fine))
}

fn wanted<'a>(list: &'a List, options: &AttributeOptions) -> anyhow::Result<Vec<&'a Published>> {
    let unknown = |name: &&String| list.crates.iter().all(|it| it.name != **name);
    if let Some(name) = options.only.iter().find(unknown) {
        anyhow::bail!("no crate `{name}` in attribute.toml");
    }
    let is_wanted = |it: &&Published| {
        if options.ci {
            it.ci
        } else {
            options.only.is_empty() || options.only.contains(&it.name)
        }
    };
    Ok(list.crates.iter().filter(is_wanted).collect())
}
