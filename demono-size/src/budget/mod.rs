//! In: budgets in a manifest, and a committed baseline. Out: for every limit whether the
//! programs are within it. Refused: budgets that cannot be understood, or are for a
//! program that is not there. What could not be measured is never within.
//!
//! ```toml
//! [[package.metadata.demono.budget]]
//! bin = "app"                    # or `example = ".."`, `lib = true`; default: all
//! target = "x86_64-unknown-linux-gnu" # default: what is built for
//! profile = "release"            # the default; or any other of `cargo demono measure`
//! text = "300 KiB"               # machine code, at most
//! total = "+1 %"                 # all loaded sections, over the baseline at most
//! file = "1.2 MB"                # the stripped file, at most
//! saves = "10 %"                 # of `.text` without the splits, or bytes, at least
//!
//! [package.metadata.demono.budget.family]
//! "my_crate::load" = { copies = 1, bytes = "9 KiB" }
//! ```
//!
//! The same tables stand in a `demono.toml` as `[[budget]]`, with `package = ".."`.

mod amount;
mod baseline;
mod check;
mod evaluate;
mod parse;

use std::collections::BTreeSet;
use std::fmt;
use std::io;
use std::path::PathBuf;

pub use amount::Limit;
pub use baseline::{Baseline, BaselineEntry, BaselineFamily};
pub use check::{check, Check, Checked};

use demono_report::ProgramKind;

use crate::cargo::profile::Profile;
use crate::cargo::select::{Program, WorkspaceError};
use crate::cargo::workspace::Workspace;
use crate::measure::MeasureError;

/// Limits for the programs of one package, in one profile and for one target.
#[derive(Debug, Clone, PartialEq)]
pub struct Budget {
    /// Where it is written.
    pub place: Place,
    /// The package.
    pub package: String,
    /// Which of its programs.
    pub which: Which,
    /// The triple; `None`: whatever is built for.
    pub target: Option<String>,
    /// The profile.
    pub profile: Profile,
    /// Machine code, at most.
    pub text: Option<SetLimit>,
    /// All loaded sections, at most.
    pub total: Option<SetLimit>,
    /// The stripped file, at most.
    pub file: Option<SetLimit>,
    /// What the splits save of the machine code, at least.
    pub saves: Option<SetLimit>,
    /// Limits for single functions.
    pub families: Vec<FamilyLimit>,
}

/// A limit where it is set.
#[derive(Debug, Clone, PartialEq)]
pub struct SetLimit {
    /// The limit.
    pub limit: Limit,
    /// The line.
    pub place: Place,
    /// As it is written: `35 KiB`.
    pub written: String,
}

/// Limits for one function.
#[derive(Debug, Clone, PartialEq)]
pub struct FamilyLimit {
    /// [`Family::name`](crate::Family::name).
    pub name: String,
    /// Copies of its body, at most.
    pub copies: Option<CopiesLimit>,
    /// Bytes of all copies, shims included, at most.
    pub bytes: Option<SetLimit>,
}

/// How many copies of a function there may be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CopiesLimit {
    /// At most so many.
    pub copies: u64,
    /// The line.
    pub place: Place,
}

/// The programs a [`Budget`] is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Which {
    /// Every binary and cdylib of the package.
    All,
    /// A binary.
    Bin(String),
    /// An example.
    Example(String),
    /// The cdylib.
    Lib,
}

impl Which {
    pub(crate) fn includes(&self, program: &Program) -> bool {
        match self {
            Which::All => matches!(program.kind, ProgramKind::Bin | ProgramKind::Cdylib),
            Which::Bin(name) => program.kind == ProgramKind::Bin && program.name == *name,
            Which::Example(name) => program.kind == ProgramKind::Example && program.name == *name,
            Which::Lib => program.kind == ProgramKind::Cdylib,
        }
    }
}

/// A line of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The file.
    pub file: PathBuf,
    /// The line, from 1.
    pub line: usize,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.file.display(), self.line)
    }
}

/// The budgets of the selected packages: in their manifests, in a `demono.toml` beside
/// each, and in the one at the root of the workspace.
pub(crate) fn load(workspace: &Workspace) -> Result<Vec<Budget>, BudgetError> {
    let mut budgets = Vec::new();
    let mut looked = Vec::new();
    let shared = workspace.root.join(FILE);
    for (package, path) in &workspace.manifests {
        budgets.extend(parse::manifest(path, package)?);
        looked.push(path.clone());
        let own = path.with_file_name(FILE);
        if own != shared {
            budgets.extend(parse::file(&own, Owner::Is(package))?);
        }
    }
    let root = workspace.root_package.as_deref();
    let shared_budgets = parse::file(&shared, Owner::Unless(root))?;
    let members: BTreeSet<&String> = workspace.layout.members.values().collect();
    if let Some(stray) = (shared_budgets.iter()).find(|it| !members.contains(&it.package)) {
        return Err(BudgetError::Invalid {
            place: stray.place.clone(),
            why: format!("there is no package `{}` in this workspace", stray.package),
        });
    }
    budgets.extend(
        (shared_budgets.into_iter())
            .filter(|budget| workspace.manifests.contains_key(&budget.package)),
    );
    if budgets.is_empty() {
        return Err(BudgetError::NoBudget { looked, shared });
    }
    Ok(budgets)
}

/// Whose budgets a file has.
#[derive(Debug, Clone, Copy)]
enum Owner<'a> {
    /// This package's and no other's.
    Is(&'a str),
    /// Those of the package that a budget names; if it names none, this one's.
    Unless(Option<&'a str>),
}

/// Budgets outside of manifests.
const FILE: &str = "demono.toml";

/// Why there is no answer.
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
        place: Place,
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
        /// The file that is not there, or has none.
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
