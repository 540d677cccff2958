//! Budgets, and whether programs are within them.

use serde::{Deserialize, Serialize};

/// Every limit of every budget.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckReport {
    /// `rustc 1.95.0 (..)`.
    pub compiler: String,
    /// The limits, in the order of the budgets.
    pub results: Vec<BudgetResult>,
    /// The file that holds the baseline.
    pub baseline: String,
}

/// One limit of one budget for one program.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BudgetResult {
    /// The file that sets the limit.
    pub source: String,
    /// Line of the budget in it, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<usize>,
    /// The program, as `package/name`.
    pub program: String,
    /// The profile.
    pub profile: String,
    /// The triple.
    pub target: String,
    /// What is limited: `text`, `total`, `file`, `saves`, or
    /// `family <name> copies` and `family <name> bytes`.
    pub name: String,
    /// The limit as it is written: `"35 KiB"`, `"+1 %"`.
    pub written: String,
    /// `bytes` or `copies`.
    pub unit: String,
    /// The limit; absent if it is relative to a baseline that is not there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<u64>,
    /// What was measured; absent if it could not be.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub actual: Option<i64>,
    /// What the baseline has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub baseline: Option<i64>,
    /// Within, over, or not measured.
    pub status: Status,
    /// Why it could not be measured.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
    /// What to do about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remedy: Option<String>,
    /// If over: the largest of what counts, the largest growth first where there is a
    /// baseline.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub contributors: Vec<Contributor>,
}

/// The outcome for one limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// At or below a maximum, at or above a minimum (`saves`).
    Within,
    /// Beyond it.
    Over,
    /// Never counts as within.
    NotMeasured,
}

/// A function that has a part in a budget's being over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contributor {
    /// The function without generic arguments.
    pub name: String,
    /// Its copies.
    pub copies: usize,
    /// Their bytes.
    pub bytes: u64,
    /// Bytes it has grown by since the baseline.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grown: Option<i64>,
}
