//! Why programs cannot be held to their budgets.

use std::io;
use std::path::PathBuf;

use super::model::ManifestLine;
use crate::cargo::select::WorkspaceError;
use crate::measure::MeasureError;

/// Why it is not known whether the programs are within their budgets.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BudgetError {
    /// A file cannot be read.
    #[error("cannot read `{}`", path.display())]
    Open {
        /// The file.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// A file is no TOML, or has keys that a budget does not have.
    #[error("cannot understand the budgets in `{}`", path.display())]
    Syntax {
        /// The file.
        path: PathBuf,
        /// What is wrong, with the line.
        source: Box<toml::de::Error>,
    },
    /// A budget makes no sense.
    #[error("{place}: {why}")]
    Invalid {
        /// Where it is.
        place: ManifestLine,
        /// What is wrong, and what to do.
        why: String,
    },
    /// There are no budgets.
    #[error(
        "there is no budget in {} nor in `{}`: write one, such as\n\n\
         [[package.metadata.demono.budget]]\ntext = \"300 KiB\"\n",
        looked.iter().map(|path| format!("`{}`", path.display())).collect::<Vec<_>>().join(", "),
        shared.display()
    )]
    NoBudget {
        /// The manifests that have none.
        looked: Vec<PathBuf>,
        /// The `demono.toml` that does not exist, or has none.
        shared: PathBuf,
    },
    /// `--bin` and the like name nothing that has a budget.
    #[error("no budget is for the binaries, examples or libraries named")]
    NoneSelected,
    /// There is nothing to accept.
    #[error("nothing could be measured, so there is no baseline to accept; none was written")]
    NothingMeasured,
    /// All budgets are for other targets than the one asked for.
    #[error("no budget is for the target `{target}`: the budgets are for {}", known.join(", "))]
    OtherTargets {
        /// What was asked for.
        target: String,
        /// What there is.
        known: Vec<String>,
    },
    /// The baseline cannot be understood.
    #[error(
        "cannot understand the baseline `{}`: restore it from version control, or remove it and \
         run `cargo demono check --accept`", path.display()
    )]
    Baseline {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        source: serde_json::Error,
    },
    /// The baseline was written by a newer demono.
    #[error("the baseline `{}` was written by a newer demono (schema {found} rather than {known}); update demono", path.display())]
    Schema {
        /// The file.
        path: PathBuf,
        /// Its schema.
        found: u32,
        /// The newest known one.
        known: u32,
    },
    /// The baseline cannot be written. The old one is as it was.
    #[error("cannot write `{}`", path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// The selection.
    #[error(transparent)]
    Workspace(#[from] WorkspaceError),
    /// A build, or a binary.
    #[error(transparent)]
    Measure(#[from] MeasureError),
}
