//! Programs under one size technique after the other.

use serde::{Deserialize, Serialize};

use crate::compare::Change;
use crate::ladder::BASE;

/// What every technique saves by itself, and what the splits save on top of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LadderReport {
    /// `rustc 1.95.0 (..)`.
    pub compiler: String,
    /// The triple the programs run on.
    pub target: String,
    /// The programs, as `package/name`. A rung's sizes are their sums.
    pub programs: Vec<String>,
    /// The techniques. The one named `release` is what the others are held against.
    pub rungs: Vec<Rung>,
}

/// One technique.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rung {
    /// Short: `dev`, `release`, `z`, `fat`, `min`, `build-std`, `upx`, ...
    pub name: String,
    /// In the words of a manifest or a shell: `lto = "fat"`.
    pub settings: String,
    /// What came of it.
    #[serde(flatten)]
    pub outcome: Outcome,
}

/// What came of a rung.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum Outcome {
    /// The programs were built.
    Measured(RungSizes),
    /// It cannot run here.
    NotRun {
        /// Why not, and what would help.
        why: String,
    },
}

/// What all programs weigh together on a rung.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct RungSizes {
    /// Machine code; absent where a packer hides it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<Change>,
    /// All sections that are loaded; absent where a packer hides them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub allocated: Option<Change>,
    /// The file that users download: without symbols, except on the rungs `dev` and
    /// `release`, which leave them in.
    pub file: Change,
}

impl LadderReport {
    /// The rung that the others are held against, if it was measured.
    pub fn base(&self) -> Option<RungSizes> {
        let base = self.rungs.iter().find(|rung| rung.name == BASE)?;
        match base.outcome {
            Outcome::Measured(sizes) => Some(sizes),
            Outcome::NotRun { .. } => None,
        }
    }
}
