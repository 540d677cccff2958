//! Programs under one size technique after the other.

use serde::{Deserialize, Serialize};

use crate::change::Change;

/// What every technique saves by itself, and what the splits save on top of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LadderReport {
    /// `rustc 1.95.0 (..)`.
    pub compiler: String,
    /// The triple the programs run on.
    pub target: String,
    /// The programs, as `package/name`. A rung's sizes are their sums.
    pub programs: Vec<String>,
    /// The techniques. The others are compared with [`BASE_RUNG`].
    pub rungs: Vec<Rung>,
}

/// The rung that the machine code of the others is compared with.
pub const BASE_RUNG: &str = "release";

/// One technique.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rung {
    /// Short: `dev`, `release`, `z`, `fat`, `min`, `build-std`, `upx`, ...
    pub name: String,
    /// In the words of a manifest or a shell: `lto = "fat"`.
    pub settings: String,
    /// The rung that its file is compared with: a stripped file with a stripped one.
    /// Machine code is always compared with [`BASE_RUNG`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub against: Option<String>,
    /// The outcome.
    #[serde(flatten)]
    pub outcome: Outcome,
}

/// The outcome of a rung.
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
    /// The sizes of the rung `name`, if it was measured.
    pub fn rung(&self, name: &str) -> Option<RungSizes> {
        let rung = self.rungs.iter().find(|rung| rung.name == name)?;
        match rung.outcome {
            Outcome::Measured(sizes) => Some(sizes),
            Outcome::NotRun { .. } => None,
        }
    }

    /// What `rung` saves by itself, without the splits: of machine code, and of the file.
    pub fn own_saving(&self, rung: &Rung) -> (Option<Change>, Option<Change>) {
        let (Outcome::Measured(sizes), Some(against)) = (&rung.outcome, &rung.against) else {
            return (None, None);
        };
        let of = |base: Change, own: Change| Change {
            before: base.before,
            after: own.before,
        };
        let text = self.rung(BASE_RUNG).and_then(|it| it.text).zip(sizes.text);
        let file = self.rung(against).map(|base| of(base.file, sizes.file));
        (text.map(|(base, own)| of(base, own)), file)
    }
}
