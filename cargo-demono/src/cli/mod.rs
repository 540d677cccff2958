//! In: the command line. Out: options. Refused: what clap refuses, with exit code 2.

pub(crate) mod common;
pub(crate) mod output;
pub(crate) mod selection;
pub(crate) mod size;
pub(crate) mod suggest;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use demono_size::{Ladder, Profile};

use common::Common;
use output::Output;
use suggest::{Apply, Prune, Suggest};

/// Find what generics cost in a program, prove what splits save, and keep it so
#[derive(Debug, Parser)]
#[command(
    name = "cargo demono",
    bin_name = "cargo demono",
    version,
    max_term_width = 100
)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Suggest(Suggest),
    Apply(Apply),
    Prune(Prune),
    Measure(Measure),
    Ladder(Climb),
    Top(Top),
    Diff(Diff),
    Check(Check),
    Show(Show),
}

/// Build with and without the splits and compare the binaries
///
/// Every binary and cdylib of the selected packages that depends on demono, directly or
/// through other packages, is built twice in each profile: as it is, and with DEMONO=off,
/// which makes `#[demono]` leave functions as written. Each of the two builds has a
/// directory of its own below the target directory, and what is up to date there is not
/// built again.
#[derive(Debug, Args)]
pub(crate) struct Measure {
    /// Also show every section that changed, and every split function: copies and bytes,
    /// before and after
    #[arg(long)]
    pub(crate) functions: bool,

    /// Profile to build with: dev, release, one that is `release` with a setting (s, z:
    /// opt-level; thin, fat: LTO; units: one codegen unit; abort: panic=abort; min: z,
    /// fat, units and abort), or one of the manifest; repeatable
    #[arg(long = "profile", value_name = "NAME", default_value = "release")]
    pub(crate) profiles: Vec<Profile>,

    #[command(flatten)]
    pub(crate) common: Common,
}

/// Try the techniques that make programs small, one by one, with and without splits
///
/// Each rung is built twice, to show what it saves by itself compared with a plain release
/// build, and what the splits save on top. If a rung cannot run here, the reason is given.
#[derive(Debug, Args)]
pub(crate) struct Climb {
    /// Only these rungs, besides `release` and `strip`, with which the others are compared;
    /// repeatable
    #[arg(long = "rung", value_name = "NAME", value_parser = rung)]
    pub(crate) rungs: Vec<String>,

    #[command(flatten)]
    pub(crate) common: Common,
}

fn rung(name: &str) -> Result<String, String> {
    if Ladder::names().any(|known| known == name) {
        return Ok(name.to_owned());
    }
    let known: Vec<&str> = Ladder::names().collect();
    Err(format!("expected one of: {}", known.join(", ")))
}

/// List the generic functions of a binary by the bytes that their copies waste
///
/// A family is one generic function with all its copies; if demono split it, with its shims
/// and its inner. The bytes of all copies but the largest are wasted. Reads programs,
/// shared libraries, object files and archives in ELF, PE/COFF, Mach-O and Wasm, with
/// symbols. Nothing is built.
#[derive(Debug, Args)]
pub(crate) struct Top {
    /// The file
    pub(crate) file: PathBuf,

    /// Also show the copies of each family, with their types
    #[arg(long)]
    pub(crate) why: bool,

    /// Only families of this crate; repeatable
    #[arg(long = "crate", value_name = "NAME")]
    pub(crate) crates: Vec<String>,

    /// Only families whose name contains this, case-insensitive; repeatable
    #[arg(long = "name", value_name = "TEXT")]
    pub(crate) names: Vec<String>,

    /// Order of the families
    #[arg(long, value_name = "BY", default_value = "wasted")]
    pub(crate) sort: Sort,

    #[command(flatten)]
    pub(crate) output: Output,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Sort {
    /// Bytes of all copies but the largest
    Wasted,
    /// Bytes of all copies
    Bytes,
    /// Number of copies
    Copies,
    /// Name of the function
    Name,
}

/// Compare two binaries, two saved reports, or two git revisions
///
/// A side is the path of a binary, the path of a report printed by `cargo demono top
/// --format json`, or a git revision. A revision is checked out into a worktree below the
/// target directory and built there, with its own cargo configuration and the current
/// toolchain. `.` is the work tree as it is. A worktree lacks submodules, and path
/// dependencies outside of the repository: build such revisions yourself, and compare the
/// binaries.
#[derive(Debug, Args)]
pub(crate) struct Diff {
    /// The first side
    #[arg(value_name = "A")]
    pub(crate) before: String,

    /// The second side
    #[arg(value_name = "B")]
    pub(crate) after: String,

    /// Profile to build revisions with, as for `measure`
    #[arg(long, value_name = "NAME", default_value = "release")]
    pub(crate) profile: Profile,

    #[command(flatten)]
    pub(crate) common: Common,
}

/// Hold programs to the budgets in their manifests
///
/// Budgets are `[[package.metadata.demono.budget]]` in a Cargo.toml, or `[[budget]]` in a
/// demono.toml beside it. Limits such as "+1 %" are relative to demono-baseline.json, which
/// `--accept` writes. Exits with 1 if a limit is exceeded or something could not be
/// measured.
#[derive(Debug, Args)]
pub(crate) struct Check {
    /// Make the measured sizes the new baseline
    #[arg(long)]
    pub(crate) accept: bool,

    #[command(flatten)]
    pub(crate) common: Common,
}

/// Show a saved report in another format
///
/// Takes what `--format json` wrote, for any command, so that one measurement serves for a
/// table, a page and a picture.
#[derive(Debug, Args)]
pub(crate) struct Show {
    /// The report
    pub(crate) file: PathBuf,

    /// Also show single functions or copies, as --functions and --why do
    #[arg(long)]
    pub(crate) detail: bool,

    #[command(flatten)]
    pub(crate) output: Output,
}

#[cfg(test)]
mod tests {
    use super::Cli;

    #[test]
    fn the_command_line_is_consistent() {
        use clap::CommandFactory as _;
        Cli::command().debug_assert();
    }
}
