//! Two binaries, or two reports of binaries.

use serde::{Deserialize, Serialize};

use super::{BinaryInfo, NamedChange};
use crate::compare::Change;
use crate::family::Kind;

/// What differs between two binaries.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DiffReport {
    /// The first.
    pub before: Side,
    /// The second.
    pub after: Side,
    /// `text`, `allocated`, `file` and, where both have it, `stripped`.
    pub totals: Vec<NamedChange>,
    /// Every loaded section that is in one of the two, by name.
    pub sections: Vec<NamedChange>,
    /// The families that differ by at least `noise` bytes, the largest difference first.
    pub families: Vec<FamilyChange>,
    /// Differences below this many bytes are in `quiet` only.
    pub noise: u64,
    /// Number of families that differ by less.
    pub quiet_count: usize,
    /// Their bytes.
    pub quiet: Change,
    /// Bytes that no symbol covers, padding included.
    pub unnamed: Change,
}

/// One side of a difference.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Side {
    /// What the user called it: a path, or a git revision.
    pub label: String,
    /// The binary.
    #[serde(flatten)]
    pub binary: BinaryInfo,
}

/// A family that differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FamilyChange {
    /// The function without generic arguments.
    pub name: String,
    /// Function, closure, drop glue, data, ...
    pub kind: Kind,
    /// The crate that defines it.
    #[serde(rename = "crate", default, skip_serializing_if = "Option::is_none")]
    pub krate: Option<String>,
    /// Copies in the first.
    pub copies_before: usize,
    /// Copies in the second.
    pub copies_after: usize,
    /// Bytes of all copies.
    #[serde(flatten)]
    pub bytes: Change,
}
