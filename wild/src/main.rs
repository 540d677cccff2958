//! The test bench on published crates: they are copied into a scratch folder, `suggest` and
//! `apply` run on the copies, and the result is verified independently.
//!
//! | stage | from | to |
//! |---|---|---|
//! | [`list`] | `crates.toml` | the crates, with their programs |
//! | [`fetch`] | a crate of the registry | a copy that is a workspace of its own |
//! | [`tool`] | a copy | what `cargo demono suggest` and `apply` report |
//! | [`tests`], [`sizes`] | a copy | the results of its tests and the sizes of its programs, without demono |
//! | [`verify`] | the copy before and after | what went wrong |
//! | [`bench`](mod@bench) | a crate | its outcome: all of the above |
//! | [`table`] | outcomes | Markdown |
//! | [`results`] | outcomes | files, and back |
//! | [`attribute`](mod@attribute) | other crates | what becomes of them with the attribute on every function |
//!
//! The table goes to standard output, everything else to standard error. Exit codes: 0
//! fine, 1 if a crate could not be processed or a verification failed, 2 wrong usage.

mod attribute;
mod bench;
mod fetch;
mod list;
mod process;
mod results;
mod sizes;
mod table;
mod tests;
mod tool;
mod verify;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context as _;
use clap::{Parser, Subcommand};

use attribute::AttributeOptions;
use bench::{Bench, Outcome};
use list::Candidate;
use tool::Tool;

/// Run suggest, apply and their own tests on published crates, and measure
#[derive(Debug, Parser)]
#[command(args_conflicts_with_subcommands = true)]
struct Options {
    #[command(subcommand)]
    other: Option<OtherBench>,

    /// Only this crate; repeatable
    #[arg(long, value_name = "NAME")]
    only: Vec<String>,

    /// Only the crates that run in CI
    #[arg(long, conflicts_with = "only")]
    ci: bool,

    /// The release profile only
    #[arg(long)]
    quick: bool,

    /// The cargo profile in which the tool itself is built
    #[arg(long, value_name = "PROFILE", default_value = "release")]
    tool_profile: String,

    /// Stop after `suggest`: nothing is applied, nothing verified
    #[arg(long)]
    suggest_only: bool,

    /// Keep the builds of each crate, up to a gigabyte each, for the next run
    #[arg(long)]
    keep: bool,

    /// Directory for the copies and their builds [default: `wild` in the target directory]
    #[arg(long, value_name = "DIRECTORY")]
    scratch: Option<PathBuf>,

    /// Run nothing: print the table for these results of earlier runs; repeatable
    #[arg(long = "table", value_name = "FILE", conflicts_with_all = ["only", "ci", "quick"])]
    tables: Vec<PathBuf>,

    /// Write the results to this file as JSON, and the table next to it as Markdown
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
enum OtherBench {
    Attribute(AttributeOptions),
}

fn main() -> ExitCode {
    match run(&Options::parse()) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(options: &Options) -> anyhow::Result<bool> {
    let home = Path::new(env!("CARGO_MANIFEST_DIR"));
    if let Some(OtherBench::Attribute(options)) = &options.other {
        return attribute::run(options, home);
    }
    if !options.tables.is_empty() {
        return table_of(&options.tables);
    }
    let candidates = wanted(list::read(&home.join("crates.toml"))?, options)?;
    let tool = Tool::find(home, &options.tool_profile)?;
    let scratch = match &options.scratch {
        Some(directory) => directory.clone(),
        None => tool.target_directory.join("wild"),
    };
    fs::create_dir_all(&scratch)
        .with_context(|| format!("cannot create the folder `{}`", scratch.display()))?;
    let bench = Bench {
        tool: &tool,
        home,
        scratch: fs::canonicalize(scratch)?,
        quick: options.quick,
        suggest_only: options.suggest_only,
        keep: options.keep,
    };
    let mut outcomes = Vec::new();
    for candidate in &candidates {
        eprintln!("==> {} {}", candidate.name, candidate.version);
        let outcome = bench.run(candidate);
        for problem in &outcome.problems {
            eprintln!("    problem: {problem}");
        }
        outcomes.push(outcome);
        // After each crate: a run takes long, and its results so far should not be lost.
        if let Some(file) = &options.output {
            results::write(file, &outcomes, table::markdown(&outcomes))?;
        }
    }
    print!("{}", table::markdown(&outcomes));
    Ok(outcomes.iter().all(|it| it.problems.is_empty()))
}

/// What earlier runs found, in one table.
fn table_of(files: &[PathBuf]) -> anyhow::Result<bool> {
    let mut outcomes: Vec<Outcome> = Vec::new();
    for file in files {
        outcomes.extend(results::read::<Outcome>(file)?);
    }
    print!("{}", table::markdown(&outcomes));
    Ok(outcomes.iter().all(|it| it.problems.is_empty()))
}

fn wanted(all: Vec<Candidate>, options: &Options) -> anyhow::Result<Vec<Candidate>> {
    let unknown = |name: &&String| all.iter().all(|it| it.name != **name);
    if let Some(name) = options.only.iter().find(unknown) {
        let known: Vec<&str> = all.iter().map(|it| it.name.as_str()).collect();
        anyhow::bail!(
            "no crate `{name}` in crates.toml; expected one of: {}",
            known.join(", ")
        );
    }
    let is_wanted = |it: &Candidate| match options.ci {
        true => it.ci,
        false => options.only.is_empty() || options.only.contains(&it.name),
    };
    Ok(all.into_iter().filter(is_wanted).collect())
}
