//! How and where results are written.

use std::path::PathBuf;

use clap::{Args, ColorChoice, ValueEnum};

use super::size::size;

#[derive(Debug, Args)]
pub(crate) struct Output {
    /// Format of the results
    #[arg(long, value_name = "FORMAT", default_value = "table", help_heading = OUTPUT)]
    pub(crate) format: Format,

    /// Write results to this file, not to standard output
    #[arg(short, long, value_name = "FILE", help_heading = OUTPUT)]
    pub(crate) output: Option<PathBuf>,

    /// Rows to show of a long list, 0 for all; json and html always have all
    #[arg(long, value_name = "NUMBER", default_value_t = 20, help_heading = OUTPUT)]
    pub(crate) limit: usize,

    /// Differences below this size are summed up in one row, in every format
    #[arg(
        long, value_name = "SIZE", default_value = "64",
        value_parser = size, help_heading = OUTPUT
    )]
    pub(crate) noise: u64,

    /// Colour: auto is on a terminal only, and heeds NO_COLOR and CLICOLOR_FORCE
    #[arg(long, value_name = "WHEN", default_value = "auto", help_heading = OUTPUT)]
    pub(crate) color: ColorChoice,
}

const OUTPUT: &str = "Output";

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For people
    Table,
    /// For programs: the report as data, with the version of its schema
    Json,
    /// For a pull request
    Markdown,
    /// For a GitHub workflow: annotations, and a summary of the step
    Github,
    /// A self-contained page, with a map of all families, search and sorting
    Html,
    /// A picture: the ladder and edits as bars, everything else as a map
    Svg,
}
