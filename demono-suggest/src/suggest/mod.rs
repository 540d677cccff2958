//! In: programs with debug information, and the packages that they were built from. Out:
//! which of their generic functions a split would make smaller, which it would not, and why.
//! Refused: programs without debug information.

mod crates;
pub mod criteria;
mod gather;
mod issue;
mod judge;
mod judge_all;
pub(crate) mod locate;
mod overlap;
pub mod site;
pub mod verdict;

use std::path::{Path, PathBuf};

use demono_report::{Candidate, CrateEntry, Origin, SuggestProgram, Unmapped};
use demono_size::PackageInfo;
use demono_size::{Binary, ReadError};

use criteria::Criteria;
use verdict::{Judged, Proposed};

use crate::binary::debug::error::DebugError;
use crate::binary::debug::info::DebugInfo;

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
    /// Everything else, the most wasted bytes first, but the standard library's last.
    pub refused: Vec<Candidate>,
    /// Sums of both by crate, the largest saving first.
    pub crates: Vec<CrateEntry>,
    /// What has no source.
    pub unmapped: Unmapped,
}

/// Why there are no suggestions.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SuggestError {
    /// The program cannot be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// It does not say where its code came from.
    #[error(transparent)]
    Debug(#[from] DebugError),
}

/// Looks at `programs`, which were built from `packages` of the workspace at `root`.
pub fn suggest(
    programs: &[Subject],
    packages: &[PackageInfo],
    root: &Path,
    criteria: Criteria,
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
    let functions = gather::gather(&censuses);
    let judged = judge_all::judge_all(functions, packages, root, criteria);
    let judged = overlap::once(judged, criteria);
    suggestions.crates = crates::crates(&judged);
    for verdict in judged {
        match verdict {
            Judged::Proposed(proposed) => suggestions.proposed.push(*proposed),
            Judged::Refused(candidate) => suggestions.refused.push(*candidate),
            Judged::Unmapped { wasted } => {
                suggestions.unmapped.families += 1;
                suggestions.unmapped.wasted += wasted;
            }
        }
    }
    (suggestions.proposed).sort_by(|a, b| {
        (b.candidate.saving().cmp(&a.candidate.saving()))
            .then_with(|| a.candidate.function.cmp(&b.candidate.function))
    });
    let is_std = |it: &Candidate| (it.package.as_ref()).is_some_and(|it| it.origin == Origin::Std);
    (suggestions.refused).sort_by(|a, b| {
        (is_std(a).cmp(&is_std(b)))
            .then_with(|| b.wasted.cmp(&a.wasted))
            .then_with(|| a.function.cmp(&b.function))
    });
    Ok(suggestions)
}
