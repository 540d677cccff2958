//! What every command that builds has in common: how to build, what, and where results go.

use clap::Args;
use demono_size::Selection;

use super::output::Output;
use super::selection::{BuildOptions, Packages};

#[derive(Debug, Args)]
pub(crate) struct Common {
    #[command(flatten)]
    pub(crate) build: BuildOptions,
    #[command(flatten)]
    packages: Packages,
    #[command(flatten)]
    pub(crate) output: Output,
}

impl Common {
    pub(crate) fn selection(&self) -> Selection {
        self.packages.selection(&self.build)
    }
}
