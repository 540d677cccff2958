//! In: what the other stages found. Out: reports that can be saved, compared, and drawn:
//! plain data with a stable order, the schema of `--format json`.
//!
//! Every size is bytes. `before` and `after` are `DEMONO=off` and on in a measurement and
//! a ladder, the first and second of the two sides of a difference, and the source before
//! and after an edit. Fields may be added without a new [`SCHEMA`]; what is there keeps its
//! name and meaning.

mod apply;
mod check;
mod diff;
mod inventory;
mod ladder;
mod measure;
mod suggest;

use serde::{Deserialize, Serialize};

pub use apply::{
    AppliedFunction, AppliedOutcome, ApplyCommand, ApplyProfile, ApplyProgram, ApplyReport,
    TestCounts, TestsEntry,
};
pub use check::{BudgetResult, CheckReport, Contributor, Status};
pub use diff::{DiffReport, FamilyChange, Side};
pub use inventory::{BinaryInfo, CopyEntry, FamilyEntry, Inventory, SectionEntry};
pub use ladder::{LadderReport, Outcome, Rung, RungSizes};
pub use measure::{
    FunctionEntry, MeasureReport, OtherEntry, ProfileEntry, ProgramEntry, Sizes, Verdict,
};

pub use suggest::{
    Candidate, CandidateCopy, CandidateProgram, CrateEntry, PackageEntry, Place, Proposal, Reason,
    ReasonKind, SuggestProgram, SuggestReport, Unmapped,
};

pub use crate::compare::NamedChange;
pub use crate::workspace::Origin;

/// Version of the schema of a [`Document`].
pub const SCHEMA: u32 = 1;

/// A report with what is needed to read it again later.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// [`SCHEMA`] of the writer.
    pub schema: u32,
    /// Who wrote it: `demono 0.1.0`.
    pub tool: String,
    /// Its content.
    #[serde(flatten)]
    pub report: Report,
}

/// What a [`Document`] holds, named by the command that makes it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "report", rename_all = "lowercase")]
pub enum Report {
    /// `cargo demono top`.
    Top(Inventory),
    /// `cargo demono measure`.
    Measure(MeasureReport),
    /// `cargo demono ladder`.
    Ladder(LadderReport),
    /// `cargo demono diff`.
    Diff(Box<DiffReport>),
    /// `cargo demono check`.
    Check(CheckReport),
    /// `cargo demono suggest`.
    Suggest(Box<SuggestReport>),
    /// `cargo demono apply`, and `cargo demono prune`.
    Apply(Box<ApplyReport>),
}

impl Document {
    /// A document of this version of demono.
    pub fn new(report: Report) -> Self {
        Document {
            schema: SCHEMA,
            tool: concat!("demono ", env!("CARGO_PKG_VERSION")).to_owned(),
            report,
        }
    }
}

/// Why a saved report cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum DocumentError {
    /// Not JSON, or not a report.
    #[error("`{path}` is not a report of demono: it should be what `--format json` printed")]
    Syntax {
        /// The file.
        path: String,
        /// What is wrong, with line and column.
        source: serde_json::Error,
    },
    /// A newer demono wrote it.
    #[error("`{path}` has the schema {found}, this demono knows {SCHEMA}: update it")]
    Schema {
        /// The file.
        path: String,
        /// Its schema.
        found: u32,
    },
}

impl Document {
    /// Reads a saved report, `text`; `path` is for messages only.
    pub fn parse(path: &str, text: &[u8]) -> Result<Self, DocumentError> {
        #[derive(Deserialize)]
        struct Version {
            schema: u32,
        }
        let malformed = |source| DocumentError::Syntax {
            path: path.to_owned(),
            source,
        };
        // The version first: what a newer one means, nobody here can know.
        let Version { schema } = serde_json::from_slice(text).map_err(malformed)?;
        if schema > SCHEMA {
            return Err(DocumentError::Schema {
                path: path.to_owned(),
                found: schema,
            });
        }
        serde_json::from_slice(text).map_err(malformed)
    }
}

/// Text without characters that do something: an escape sequence in a symbol should not
/// colour a terminal, and a line break not begin a command of a workflow.
pub fn plain(text: &str) -> String {
    if !text.contains(char::is_control) {
        return text.to_owned();
    }
    let escape = |c: char| match c.is_control() {
        true => c.escape_unicode().to_string(),
        false => c.to_string(),
    };
    text.chars().map(escape).collect()
}
