//! The options of `suggest`, `apply` and `prune`.

use std::path::PathBuf;

use clap::Args;
use demono_size::Profile;

use super::common::Common;
use super::size::size;

/// Find the functions that a split would make smaller
///
/// Builds the programs with debug information, finds the generic functions whose copies
/// waste most, wherever they were inlined, and asks the attribute's analysis how each could
/// be split. The saving is a prediction: the bytes of machine code now, less one body and a
/// shim for each copy. If a function is not proposed, the reason is given; for functions of
/// dependencies, `--issues` prints a text for their owners.
#[derive(Debug, Args)]
pub(crate) struct Suggest {
    /// Examine this program instead; it must have symbols and debug information, and be
    /// built from the selected packages
    #[arg(long, value_name = "FILE", conflicts_with_all = ["bins", "examples", "tests", "benches", "lib"])]
    pub(crate) binary: Option<PathBuf>,

    /// Also sum up by crate: which dependency would be worth a pull request
    #[arg(long)]
    pub(crate) crate_graph: bool,

    /// Also show the copies of each function, with their types
    #[arg(long)]
    pub(crate) why: bool,

    /// Print issue texts for the owners of dependencies, in Markdown, for up to --limit
    /// functions
    #[arg(long)]
    pub(crate) issues: bool,

    #[command(flatten)]
    pub(crate) criteria: CriteriaOptions,

    /// Profile to build with, as for `measure`
    #[arg(long, value_name = "NAME", default_value = "release")]
    pub(crate) profile: Profile,

    #[command(flatten)]
    pub(crate) common: Common,
}

/// What is worth proposing.
#[derive(Debug, Args)]
pub(crate) struct CriteriaOptions {
    /// Only what is predicted to save at least this many bytes
    #[arg(long, value_name = "SIZE", default_value = "128", value_parser = size)]
    pub(crate) min_saving: u64,

    /// No trait objects (`#[demono(dyn)]`): calls through them are slower
    #[arg(long)]
    pub(crate) no_dyn: bool,
}

/// Write the attributes that pay, and prove it
///
/// Takes the functions that `suggest` proposes in packages of the workspace. Works on a
/// copy: edits it, compiles it, runs the packages' tests before and after, builds the
/// programs and measures them. An attribute that does not compile, changes a test, costs
/// bytes or makes a program larger is removed again. The remaining ones are written into
/// the sources: each file whole or not at all, as added lines only, with `demono` added to
/// the dependencies.
#[derive(Debug, Args)]
pub(crate) struct Apply {
    /// Show the change that would be tried, and stop there: nothing is proven or written
    #[arg(long)]
    pub(crate) dry_run: bool,

    /// Also make trait objects (`#[demono(dyn)]`): calls through them are slower
    #[arg(long = "dyn")]
    pub(crate) dynamic: bool,

    /// Only what is predicted to save at least this many bytes
    #[arg(long, value_name = "SIZE", default_value = "128", value_parser = size)]
    pub(crate) min_saving: u64,

    /// Take `demono` from this directory, not from the registry
    #[arg(long, value_name = "DIRECTORY")]
    pub(crate) demono_path: Option<PathBuf>,

    #[command(flatten)]
    pub(crate) write: WriteOptions,
}

/// Remove the attributes that cost bytes, and prove it
///
/// Weighs every `#[demono]` of the workspace that is in the selected programs: its
/// functions with the split, and with DEMONO=off. Those that cost bytes are removed in a
/// copy, which is compiled, tested and measured as by `apply`, and then in the sources.
/// Attributes on functions that are in no program stay.
#[derive(Debug, Args)]
pub(crate) struct Prune {
    /// Show the change that would be tried, and stop there: nothing is proven or written
    #[arg(long)]
    pub(crate) dry_run: bool,

    #[command(flatten)]
    pub(crate) write: WriteOptions,
}

/// How sources are changed.
#[derive(Debug, Args)]
pub(crate) struct WriteOptions {
    /// Profile to build with, as for `measure`; repeatable: predictions are for the first,
    /// and no program may grow in any
    #[arg(long = "profile", value_name = "NAME", default_value = "release")]
    pub(crate) profiles: Vec<Profile>,

    /// Do not run tests
    #[arg(long)]
    pub(crate) no_test: bool,

    /// Change files even if they have uncommitted changes
    #[arg(long, help_heading = SOURCES)]
    pub(crate) allow_dirty: bool,

    /// Change files even if they have staged changes
    #[arg(long, help_heading = SOURCES)]
    pub(crate) allow_staged: bool,

    /// Change files even without version control
    #[arg(long, help_heading = SOURCES)]
    pub(crate) allow_no_vcs: bool,

    /// Restore the files that a killed run had written, and stop
    #[arg(long, conflicts_with = "finish", help_heading = SOURCES)]
    pub(crate) restore: bool,

    /// Write the files that a killed run had not yet written, and stop
    #[arg(long, help_heading = SOURCES)]
    pub(crate) finish: bool,

    #[command(flatten)]
    pub(crate) common: Common,
}

const SOURCES: &str = "Changing Sources";
