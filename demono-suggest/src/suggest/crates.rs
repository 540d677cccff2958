//! In: verdicts. Out: their sums by crate, which show the dependency that is worth a pull
//! request.

use std::collections::BTreeMap;

use demono_report::{Candidate, CrateEntry};

use super::verdict::Judged;

pub(super) fn crates(judged: &[Judged]) -> Vec<CrateEntry> {
    let mut crates: BTreeMap<(&str, Option<&str>), Vec<&Candidate>> = BTreeMap::new();
    for verdict in judged {
        let candidate = match verdict {
            Judged::Proposed(proposed) => &proposed.candidate,
            Judged::Refused(candidate) => candidate,
            Judged::Unmapped { .. } => continue,
        };
        let version = candidate.package.as_ref().map(|it| it.version.as_str());
        let of_crate = crates.entry((&candidate.krate, version));
        of_crate.or_default().push(candidate);
    }
    let mut entries: Vec<CrateEntry> = crates.into_values().map(entry).collect();
    entries.sort_by(|a, b| (b.saving, b.wasted, &a.krate).cmp(&(a.saving, a.wasted, &b.krate)));
    entries
}

fn entry(mut candidates: Vec<&Candidate>) -> CrateEntry {
    candidates.sort_by_key(|it| std::cmp::Reverse((it.saving(), it.wasted)));
    let proposals = candidates.iter().filter(|it| it.saving() > 0);
    let top = candidates.iter().take(3);
    CrateEntry {
        krate: candidates[0].krate.clone(),
        package: candidates[0].package.clone(),
        families: candidates.len(),
        bytes: candidates.iter().map(|it| it.bytes).sum(),
        wasted: candidates.iter().map(|it| it.wasted).sum(),
        candidates: proposals.clone().count(),
        saving: proposals.clone().map(|it| it.saving()).sum(),
        top: top.map(|it| it.function.clone()).collect(),
    }
}
