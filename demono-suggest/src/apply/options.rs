//! What `apply` and `prune` are asked for.

use std::path::PathBuf;

use demono_size::Profile;

use crate::edit::manifest::Dependency;
use crate::suggest::criteria::Criteria;

/// What to do, and how.
#[derive(Debug, Clone)]
pub struct ApplyOptions {
    /// What is worth an attribute.
    pub criteria: Criteria,
    /// Profiles to build with: predictions are for the first, and no program may grow in
    /// any.
    pub profiles: Vec<Profile>,
    /// See [`Build::target`](demono_size::Build::target).
    pub target: Option<String>,
    /// See [`Build::target_directory`](demono_size::Build::target_directory).
    pub target_directory: Option<PathBuf>,
    /// What is written into manifests.
    pub dependency: Dependency,
    /// Whether tests are run.
    pub tests: Tests,
}

/// Whether the packages' own tests are run, before and after.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tests {
    /// Before and after.
    Run,
    /// Not at all.
    Skip,
}

/// Whether anything is tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Depth {
    /// The programs are built, attributes are proposed, and that is all.
    Plan,
    /// Everything is proven.
    Prove,
}
