//! What a search for splits looks for.

use crate::split::best::Objects;

/// Which splits are proposed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Criteria {
    /// Whether objects are proposed.
    pub objects: Objects,
    /// The least bytes that a proposal saves.
    pub least: u64,
    /// Whose functions.
    pub scope: Scope,
}

/// Whose functions are looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Those of all crates; those of other packages can be reported to their owners.
    All,
    /// Those of the workspace.
    Members,
}
