//! Budgets, and whether programs are within them.

use std::fmt;

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
    /// What is limited.
    #[serde(rename = "name")]
    pub limited: Limited,
    /// The limit as it is written: `"35 KiB"`, `"+1 %"`.
    pub written: String,
    /// What the figures count.
    pub unit: Unit,
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

/// What a budget limits. In a saved report it is its name: `text`, `total`, `file`, `saves`,
/// `family <name> copies` or `family <name> bytes`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
#[non_exhaustive]
pub enum Limited {
    /// Machine code, at most.
    Text,
    /// All loaded sections, at most.
    Total,
    /// The stripped file, at most.
    File,
    /// What the splits save of the machine code, at least.
    Saves,
    /// Copies of the function of this name, at most.
    FamilyCopies(String),
    /// Bytes of all copies of the function of this name, at most.
    FamilyBytes(String),
    /// What only another version of demono limits, by its name.
    Other(String),
}

impl fmt::Display for Limited {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Limited::Text => f.write_str("text"),
            Limited::Total => f.write_str("total"),
            Limited::File => f.write_str("file"),
            Limited::Saves => f.write_str("saves"),
            Limited::FamilyCopies(name) => write!(f, "family {name} copies"),
            Limited::FamilyBytes(name) => write!(f, "family {name} bytes"),
            Limited::Other(name) => f.write_str(name),
        }
    }
}

impl From<Limited> for String {
    fn from(limited: Limited) -> Self {
        limited.to_string()
    }
}

impl From<String> for Limited {
    fn from(name: String) -> Self {
        let family = name.strip_prefix("family ");
        match (name.as_str(), family.and_then(|it| it.rsplit_once(' '))) {
            ("text", _) => Limited::Text,
            ("total", _) => Limited::Total,
            ("file", _) => Limited::File,
            ("saves", _) => Limited::Saves,
            (_, Some((family, "copies"))) => Limited::FamilyCopies(family.to_owned()),
            (_, Some((family, "bytes"))) => Limited::FamilyBytes(family.to_owned()),
            _ => Limited::Other(name),
        }
    }
}

/// What the figures of a limit count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Unit {
    /// Bytes.
    Bytes,
    /// Copies of a function.
    Copies,
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Unit::Bytes => "bytes",
            Unit::Copies => "copies",
        })
    }
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

/// A function that contributes to exceeding a budget.
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

#[cfg(test)]
mod tests {
    use super::Limited;

    #[test]
    fn what_is_limited_is_saved_by_its_name() {
        let all = [
            ("text", Limited::Text),
            ("total", Limited::Total),
            ("file", Limited::File),
            ("saves", Limited::Saves),
            (
                "family <a as b> copies",
                Limited::FamilyCopies("<a as b>".to_owned()),
            ),
            ("family a::b bytes", Limited::FamilyBytes("a::b".to_owned())),
            ("stack", Limited::Other("stack".to_owned())),
        ];
        for (name, limited) in all {
            assert_eq!(serde_json::json!(limited), name);
            assert_eq!(Limited::from(name.to_owned()), limited);
        }
    }
}
