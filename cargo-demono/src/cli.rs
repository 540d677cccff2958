//! In: the command line. Out: options. Refused: what clap refuses, with exit code 2.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};
use demono_size::{Features, Profile, Selection, Settings, Targets};

/// Prove what `#[demono]` saves in a real program
#[derive(Debug, Parser)]
#[command(name = "cargo demono", bin_name = "cargo demono", version)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Measure(Measure),
}

/// Build with and without the splits and compare the binaries
///
/// Every binary of the selected packages that depends on demono, directly or through
/// other packages, is built twice in each profile: as it is, and with DEMONO=off, where
/// `#[demono]` leaves functions as they are written. Both builds live in directories of
/// their own below the target directory.
#[derive(Debug, Args)]
pub(crate) struct Measure {
    /// Also show every split function: copies and bytes, before and after
    #[arg(long)]
    functions: bool,

    /// Show the commands, and what cargo prints while it builds
    #[arg(short, long)]
    verbose: bool,

    /// Profile to build with: dev, release, z (opt-level z), thin (thin LTO), min (z, fat
    /// LTO, one codegen unit, panic=abort), or a profile of the manifest; repeatable
    #[arg(long = "profile", value_name = "NAME", default_value = "release")]
    profiles: Vec<Profile>,

    /// Package to measure; repeatable [default: the current one, or in a workspace its
    /// default members]
    #[arg(short, long = "package", value_name = "SPEC", help_heading = SELECTION)]
    packages: Vec<String>,

    /// Measure all packages of the workspace
    #[arg(long, visible_alias = "all", conflicts_with = "packages", help_heading = SELECTION)]
    workspace: bool,

    /// Binary to measure; repeatable [default: all]
    #[arg(long = "bin", value_name = "NAME", help_heading = SELECTION)]
    bins: Vec<String>,

    /// Example to measure; repeatable
    #[arg(long = "example", value_name = "NAME", help_heading = SELECTION)]
    examples: Vec<String>,

    /// Features to enable, separated by commas or spaces
    #[arg(
        short = 'F', long, value_name = "FEATURES",
        value_delimiter = ',', help_heading = FEATURES
    )]
    features: Vec<String>,

    /// Enable all features
    #[arg(long, help_heading = FEATURES)]
    all_features: bool,

    /// Do not enable the default feature
    #[arg(long, help_heading = FEATURES)]
    no_default_features: bool,

    /// Path to Cargo.toml
    #[arg(long, value_name = "PATH", help_heading = LOCATION)]
    manifest_path: Option<PathBuf>,

    /// Build for this target triple; it must be one with ELF binaries
    #[arg(long, value_name = "TRIPLE", help_heading = LOCATION)]
    target: Option<String>,

    /// Directory for all generated files; the builds live in `demono` below it
    #[arg(long, value_name = "DIRECTORY", help_heading = LOCATION)]
    target_dir: Option<PathBuf>,
}

const SELECTION: &str = "Package Selection";
const FEATURES: &str = "Feature Selection";
const LOCATION: &str = "Manifest and Compilation Options";

impl Measure {
    pub(crate) fn functions(&self) -> bool {
        self.functions
    }

    pub(crate) fn verbose(&self) -> bool {
        self.verbose
    }

    pub(crate) fn selection(&self) -> Selection {
        Selection {
            manifest_path: self.manifest_path.clone(),
            packages: self.packages.clone(),
            workspace: self.workspace,
            targets: if self.bins.is_empty() && self.examples.is_empty() {
                Targets::Bins
            } else {
                Targets::Named {
                    bins: self.bins.clone(),
                    examples: self.examples.clone(),
                }
            },
            features: Features {
                list: (self.features.iter())
                    .flat_map(|list| list.split_whitespace())
                    .map(str::to_owned)
                    .collect(),
                all: self.all_features,
                no_default: self.no_default_features,
            },
        }
    }

    pub(crate) fn settings(&self) -> Settings {
        Settings {
            profiles: self.profiles.clone(),
            target: self.target.clone(),
            target_directory: self.target_dir.clone(),
        }
    }
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
