//! The options of `suggest`, `apply` and `prune`.

use std::path::PathBuf;

use clap::Args;
use demono_size::Profile;

use super::{BuildOptions, Output, Packages};

/// Find the functions that a split would make smaller
///
/// Builds the programs with debug information, finds the generic functions whose copies
/// waste most, wherever those were inlined, and asks the analysis of the attribute how each
/// could be split. The saving is predicted: bytes of machine code now, less one body and a
/// shim for each copy. What is not proposed says why; for a function of a dependency,
/// `--issues` has the words for its owners.
#[derive(Debug, Args)]
pub(crate) struct Suggest {
    /// Look at this program instead, which has to have symbols and debug information, and
    /// to be built from the selected packages
    #[arg(long, value_name = "FILE", conflicts_with_all = ["bins", "examples", "tests", "benches", "lib"])]
    pub(crate) binary: Option<PathBuf>,

    /// Also sum up by crate: which dependency would be worth a pull request
    #[arg(long)]
    pub(crate) crate_graph: bool,

    /// Also show the copies of each function, with their types
    #[arg(long)]
    pub(crate) why: bool,

    /// Print what to tell the owners of dependencies, in Markdown, for up to --limit
    /// functions
    #[arg(long)]
    pub(crate) issues: bool,

    #[command(flatten)]
    pub(crate) wish: WishOptions,

    /// Profile to build with, as for `measure`
    #[arg(long, value_name = "NAME", default_value = "release")]
    pub(crate) profile: Profile,

    #[command(flatten)]
    pub(crate) build: BuildOptions,
    #[command(flatten)]
    pub(crate) packages: Packages,
    #[command(flatten)]
    pub(crate) output: Output,
}

/// What is worth proposing.
#[derive(Debug, Args)]
pub(crate) struct WishOptions {
    /// Only what is predicted to save this many bytes at least
    #[arg(long, value_name = "SIZE", default_value = "128", value_parser = super::size)]
    pub(crate) min_saving: u64,

    /// No trait objects (`#[demono(dyn)]`), whose calls take time
    #[arg(long)]
    pub(crate) no_dyn: bool,
}
