//! Attributes that were added or removed, and the outcome.

use serde::{Deserialize, Serialize};

use crate::change::Change;

/// What `apply` or `prune` did to a workspace. `before` is the source as it was, `after`
/// as it is now, or would be after a dry run. All sizes are bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApplyReport {
    /// Which of the two.
    pub command: ApplyCommand,
    /// `rustc 1.95.0 (..)`.
    pub compiler: String,
    /// The triple the programs run on.
    pub target: String,
    /// Whether the source was left as it was.
    pub dry_run: bool,
    /// What the programs weigh, in the order of the profiles asked for.
    pub profiles: Vec<ApplyProfile>,
    /// The functions, the largest saving first.
    pub functions: Vec<AppliedFunction>,
    /// The results of the tests of the workspace.
    pub tests: TestsEntry,
    /// The files that changed, relative to the workspace's root.
    pub files: Vec<String>,
    /// The change as a unified diff, if it was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub diff: Option<String>,
}

/// Which command changed the source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ApplyCommand {
    /// `cargo demono apply`: attributes are added.
    Apply,
    /// `cargo demono prune`: attributes are removed.
    Prune,
}

/// Every program in one profile.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApplyProfile {
    /// Its name.
    pub profile: String,
    /// The programs, by name.
    pub programs: Vec<ApplyProgram>,
}

/// What a program weighs, before and after.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApplyProgram {
    /// `package/name`, or one of the two where they are equal.
    pub name: String,
    /// Machine code.
    pub text: Change,
    /// All sections that are loaded.
    pub allocated: Change,
    /// The file without symbols and debug information.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stripped: Option<Change>,
}

/// A function whose attribute was tried.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AppliedFunction {
    /// Its name without generic arguments.
    pub function: String,
    /// The file that it is in, relative to the workspace's root.
    pub file: String,
    /// The line of its signature before the change, from 1.
    pub line: usize,
    /// The attribute: `#[demono]`, `#[demono(dyn)]`, ...
    pub attribute: String,
    /// Whether it has the attribute now, and if not, why.
    pub outcome: AppliedOutcome,
    /// Bytes that the attribute was expected to save; negative if it was expected to cost some.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub predicted: Option<i64>,
    /// Bytes of machine code that it saves: of all copies, where they were inlined too,
    /// less those of shims and inner.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub actual: Option<i64>,
    /// The outcome in words: what the compiler said, which test changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
}

/// Whether a function has its attribute.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AppliedOutcome {
    /// It has its attribute.
    Kept,
    /// It would get its attribute, but nothing was tried.
    Planned,
    /// Not kept: the split costs bytes.
    Costs,
    /// Not kept: the program did not compile with it.
    DoesNotCompile,
    /// Not kept: tests had other results with it.
    ChangesTests,
    /// Not kept: the function became smaller, but a program as a whole did not.
    GrowsProgram,
    /// Not kept: there is no place in the source where it could be written.
    NotPlaceable,
    /// Not kept: what it saves could not be measured.
    NotMeasured,
}

/// The results of the tests of the workspace, before and after.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct TestsEntry {
    /// Of the source as it was; absent if they were not run.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<TestCounts>,
    /// Of the source as it is now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<TestCounts>,
    /// Tests with another result, in words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub differences: Vec<String>,
    /// Why they were not run.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub skipped: Option<String>,
}

/// Numbers of tests.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct TestCounts {
    /// That passed.
    pub passed: usize,
    /// That failed.
    pub failed: usize,
    /// That were ignored.
    pub ignored: usize,
}

impl ApplyProfile {
    /// The sums over all programs; `stripped` is absent if one of them has none.
    pub fn total(&self) -> ApplyProgram {
        let sum = |size: fn(&ApplyProgram) -> Change| {
            let sizes = self.programs.iter().map(size);
            sizes.fold(Change::default(), Change::plus)
        };
        let stripped: Option<Vec<Change>> = self.programs.iter().map(|it| it.stripped).collect();
        ApplyProgram {
            name: "all programs".to_owned(),
            text: sum(|it| it.text),
            allocated: sum(|it| it.allocated),
            stripped: stripped.map(|all| all.into_iter().fold(Change::default(), Change::plus)),
        }
    }
}

impl AppliedFunction {
    /// By how many percent of what is saved the prediction is too high; negative if it is
    /// too low. `None` if one of the two is not known, or nothing is saved.
    pub fn error(&self) -> Option<f64> {
        let (predicted, actual) = (self.predicted? as f64, self.actual? as f64);
        (actual != 0.0).then(|| 100.0 * (predicted - actual) / actual.abs())
    }
}

impl AppliedOutcome {
    /// Whether the function has its attribute, or would have it.
    pub fn is_kept(self) -> bool {
        matches!(self, AppliedOutcome::Kept | AppliedOutcome::Planned)
    }

    /// The outcome in few words.
    pub fn words(self) -> &'static str {
        match self {
            AppliedOutcome::Kept => "kept",
            AppliedOutcome::Planned => "planned",
            AppliedOutcome::Costs => "costs",
            AppliedOutcome::DoesNotCompile => "does not compile",
            AppliedOutcome::ChangesTests => "changes tests",
            AppliedOutcome::GrowsProgram => "grows a program",
            AppliedOutcome::NotPlaceable => "not placeable",
            AppliedOutcome::NotMeasured => "not measured",
        }
    }
}
