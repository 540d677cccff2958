//! Which packages and targets, and how they are built: cargo's own options.

use std::path::PathBuf;

use clap::Args;
use demono_size::{Features, Selection, Targets};

#[derive(Debug, Args)]
pub(crate) struct Packages {
    /// Package to examine; repeatable [default: the current one, or in a workspace its
    /// default members]
    #[arg(short, long = "package", value_name = "SPEC", help_heading = SELECTION)]
    packages: Vec<String>,

    /// All packages of the workspace
    #[arg(long, visible_alias = "all", conflicts_with = "packages", help_heading = SELECTION)]
    workspace: bool,

    /// Binary to examine; repeatable [default: all binaries and cdylibs]
    #[arg(long = "bin", value_name = "NAME", help_heading = SELECTION)]
    bins: Vec<String>,

    /// Example to examine; repeatable
    #[arg(long = "example", value_name = "NAME", help_heading = SELECTION)]
    examples: Vec<String>,

    /// Integration test to examine; repeatable
    #[arg(long = "test", value_name = "NAME", help_heading = SELECTION)]
    tests: Vec<String>,

    /// Benchmark to examine; repeatable
    #[arg(long = "bench", value_name = "NAME", help_heading = SELECTION)]
    benches: Vec<String>,

    /// The library, which must be a cdylib
    #[arg(long, help_heading = SELECTION)]
    lib: bool,
}

#[derive(Debug, Args)]
pub(crate) struct BuildOptions {
    /// Show the commands, and what cargo prints while it builds
    #[arg(short, long)]
    pub(crate) verbose: bool,

    /// Features to enable, separated by commas or spaces
    #[arg(
        short = 'F', long, value_name = "FEATURES",
        value_delimiter = ',', help_heading = FEATURES
    )]
    features: Vec<String>,

    /// Enable all features
    #[arg(long, help_heading = FEATURES)]
    all_features: bool,

    /// Do not enable the default features
    #[arg(long, help_heading = FEATURES)]
    no_default_features: bool,

    /// Path to Cargo.toml
    #[arg(long, value_name = "PATH", help_heading = LOCATION)]
    pub(crate) manifest_path: Option<PathBuf>,

    /// Build for this target triple
    #[arg(long, value_name = "TRIPLE", help_heading = LOCATION)]
    pub(crate) target: Option<String>,

    /// Directory for all generated files; the builds go to `demono` below it
    #[arg(long, value_name = "DIRECTORY", help_heading = LOCATION)]
    pub(crate) target_dir: Option<PathBuf>,

    /// Unstable option of cargo, such as build-std=std,panic_abort; repeatable
    #[arg(short = 'Z', value_name = "FLAG", help_heading = LOCATION)]
    pub(crate) unstable: Vec<String>,
}

const SELECTION: &str = "Package Selection";
const FEATURES: &str = "Feature Selection";
const LOCATION: &str = "Manifest and Compilation Options";

impl Packages {
    pub(crate) fn selection(&self, build: &BuildOptions) -> Selection {
        let lists = [&self.bins, &self.examples, &self.tests, &self.benches];
        let named = self.lib || lists.iter().any(|names| !names.is_empty());
        Selection {
            manifest_path: build.manifest_path.clone(),
            packages: self.packages.clone(),
            workspace: self.workspace,
            targets: if named {
                Targets::Named {
                    bins: self.bins.clone(),
                    examples: self.examples.clone(),
                    tests: self.tests.clone(),
                    benches: self.benches.clone(),
                    lib: self.lib,
                }
            } else {
                Targets::Bins
            },
            features: Features {
                list: (build.features.iter())
                    .flat_map(|list| list.split_whitespace())
                    .map(str::to_owned)
                    .collect(),
                all: build.all_features,
                no_default: build.no_default_features,
            },
        }
    }
}
