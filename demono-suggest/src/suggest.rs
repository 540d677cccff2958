//! In: programs with debug information, and the packages that they were built from. Out:
//! which of their generic functions a split would make smaller, and which not, and why.
//! Refused: programs without debug information.

mod crates;
mod gather;
mod issue;
mod judge;
mod locate;
mod overlap;
mod site;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use demono_report::{Candidate, CrateEntry, Origin, SuggestProgram, Unmapped};
use demono_size::PackageInfo;
use demono_size::{Binary, ReadError};

use crate::binary::debug::error::DebugError;
use crate::binary::debug::info::DebugInfo;
use crate::split::best::Objects;

pub(crate) use locate::{agree, words};
pub(crate) use site::PATH;
pub use site::{Neighbour, Place, Site};

/// What is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wish {
    /// Whether objects are proposed.
    pub objects: Objects,
    /// Savings below so many bytes are not.
    pub least: u64,
    /// Whose functions.
    pub scope: Scope,
}

/// Whose functions are looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Of all crates, those of other packages for a word to their owners.
    All,
    /// Of the workspace.
    Members,
}

/// A program to look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject {
    /// How it is shown: `package/name`.
    pub name: String,
    /// The file.
    pub path: PathBuf,
}

/// What was found.
#[derive(Debug, Clone, Default)]
pub struct Suggestions {
    /// The programs.
    pub programs: Vec<SuggestProgram>,
    /// What can be split and pays, the largest saving first.
    pub proposed: Vec<Proposed>,
    /// Everything else, the most wasted bytes first; the standard library's, which nobody
    /// here can change, last.
    pub refused: Vec<Candidate>,
    /// The same by crate, the most wasted bytes first.
    pub crates: Vec<CrateEntry>,
    /// What has no source.
    pub unmapped: Unmapped,
}

/// A function, and where its attribute goes.
#[derive(Debug, Clone)]
pub struct Proposed {
    /// What is said of it.
    pub candidate: Candidate,
    /// What would be edited.
    pub site: Site,
    /// Bytes of it that were inlined into other functions, by these.
    pub(crate) nested: BTreeMap<String, u64>,
}

/// Why there are no suggestions.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SuggestError {
    /// The program cannot be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// It does not say what its code came from.
    #[error(transparent)]
    Debug(#[from] DebugError),
}

/// Looks at `programs`, which were built from `packages` of the workspace at `root`.
pub fn suggest(
    programs: &[Subject],
    packages: &[PackageInfo],
    root: &Path,
    wish: Wish,
) -> Result<Suggestions, SuggestError> {
    let mut suggestions = Suggestions::default();
    let mut censuses = Vec::new();
    for program in programs {
        let data = std::fs::read(&program.path).map_err(|source| DebugError::Io {
            path: program.path.clone(),
            source,
        })?;
        let binary = Binary::parse(&program.path, &data)?;
        let info = DebugInfo::parse(&program.path, &data)?;
        suggestions.programs.push(SuggestProgram {
            name: program.name.clone(),
            text: binary.text(),
            stripped: binary.stripped,
        });
        censuses.push((program.name.clone(), info));
    }
    let subjects = gather::gather(&censuses);
    let judged = overlap::once(judge::judge(subjects, packages, root, wish), wish);
    suggestions.crates = crates::crates(&judged);
    for verdict in judged {
        match verdict {
            judge::Judged::Proposed(proposed) => suggestions.proposed.push(*proposed),
            judge::Judged::Refused(candidate) => suggestions.refused.push(*candidate),
            judge::Judged::Unmapped { wasted } => {
                suggestions.unmapped.families += 1;
                suggestions.unmapped.wasted += wasted;
            }
        }
    }
    (suggestions.proposed).sort_by(|a, b| {
        (b.candidate.saving().cmp(&a.candidate.saving()))
            .then_with(|| a.candidate.function.cmp(&b.candidate.function))
    });
    let is_std = |it: &Candidate| {
        it.package
            .as_ref()
            .is_some_and(|it| it.origin == Origin::Std)
    };
    (suggestions.refused).sort_by(|a, b| {
        (is_std(a).cmp(&is_std(b)))
            .then_with(|| b.wasted.cmp(&a.wasted))
            .then_with(|| a.function.cmp(&b.function))
    });
    Ok(suggestions)
}
