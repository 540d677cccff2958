//! In: programs with debug information, and the packages that they were built from. Out:
//! which of their generic functions a split would make smaller, which it would not, and why.

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

use std::cmp::Reverse;
use std::path::Path;

use demono_report::{Candidate, CrateEntry, Origin, SuggestProgram, Unmapped};
use demono_size::PackageInfo;

use criteria::Criteria;
use verdict::{Judged, Proposed};

use crate::binary::program::ParsedProgram;

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

/// Looks at `programs`, which were built from `packages` of the workspace at `root`.
pub fn suggest(
    programs: Vec<ParsedProgram>,
    packages: &[PackageInfo],
    root: &Path,
    criteria: Criteria,
) -> Suggestions {
    let mut suggestions = Suggestions::default();
    for program in &programs {
        suggestions.programs.push(SuggestProgram {
            name: program.name.clone(),
            text: program.text,
            stripped: program.stripped,
        });
    }
    let functions = gather::gather(programs);
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
    let key = |of: &Candidate| (Reverse(of.saving()), of.function.clone());
    (suggestions.proposed).sort_by_cached_key(|it| key(&it.candidate));
    let is_std = |it: &Candidate| (it.package.as_ref()).is_some_and(|it| it.origin == Origin::Std);
    let key = |it: &Candidate| (is_std(it), Reverse(it.wasted), it.function.clone());
    suggestions.refused.sort_by_cached_key(key);
    suggestions
}
