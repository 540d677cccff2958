//! In: a report, or the text of a saved one. Out: a document with the version of its
//! schema. Refused: what is no report, and what a newer demono wrote.

use serde::{Deserialize, Serialize};

use crate::apply::ApplyReport;
use crate::check::CheckReport;
use crate::diff::DiffReport;
use crate::inventory::Inventory;
use crate::ladder::LadderReport;
use crate::measure::MeasureReport;
use crate::suggest::SuggestReport;

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
    #[error(
        "`{path}` was written by a newer demono (schema {found} rather than {SCHEMA}); update demono"
    )]
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
        // The version first: only a newer demono can read its own schema.
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
