//! In: edits, and a way to try a set of them. Out: a set that works and that no dropped
//! edit could be added to, as far as was tried. Refused: nothing; what cannot be tried
//! ends the search with the error of the trial.

use std::collections::{BTreeMap, BTreeSet};

/// One edit, by the number its owner gave it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ChangeId(pub usize);

/// Some of the edits.
pub type ChangeSet = BTreeSet<ChangeId>;

/// What a trial of a set of edits says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Tried {
    /// It works.
    Works,
    /// It does not.
    Fails {
        /// The edits that the failure points at, each with the reason; others than those
        /// tried are ignored. Empty if it points at none.
        blamed: BTreeMap<ChangeId, String>,
        /// What went wrong, in words.
        because: String,
    },
}

/// Why an edit is not in the set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// A failure pointed at it.
    Blamed(String),
    /// No failure did, but with it the rest fails, and without it does not.
    Found(String),
    /// There were no tries left to find out.
    NotTried(String),
}

/// An edit that is not in the set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dropped {
    /// Which.
    pub change: ChangeId,
    /// Why.
    pub reason: Reason,
}

/// The outcome of a search.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bisected {
    /// The set, tried as a whole and found to work; or empty.
    pub kept: ChangeSet,
    /// The others, sorted.
    pub dropped: Vec<Dropped>,
    /// How many sets were tried.
    pub tries: usize,
}

/// Searches for the largest set of `changes` that works, with at most `limit` tries. The
/// empty set is taken to work.
///
/// All are tried first. If that fails and points at some, these go and the rest is tried
/// again. If it points at none, the rest is halved: the first half is bisected, and then
/// the second on top of what was kept of the first. So `k` culprits among `n` cost about
/// `2 * k * log2(n)` tries, and culprits that fail together only lose the later one. Those
/// that were pointed at before another one went are tried once more at the end, as it may
/// have been the other's fault.
///
/// ```
/// use demono_suggest::bisect::{bisect, ChangeId, Tried};
///
/// let changes: Vec<ChangeId> = (0..100).map(ChangeId).collect();
/// let bisected = bisect(&changes, 1000, &mut |set| {
///     Ok::<_, std::convert::Infallible>(if set.contains(&ChangeId(42)) {
///         Tried::Fails { blamed: Default::default(), because: "a test".into() }
///     } else {
///         Tried::Works
///     })
/// })?;
/// assert_eq!(bisected.kept.len(), 99);
/// assert!(bisected.tries < 20);
/// # Ok::<(), std::convert::Infallible>(())
/// ```
pub fn bisect<E>(
    changes: &[ChangeId],
    limit: usize,
    try_set: &mut dyn FnMut(&ChangeSet) -> Result<Tried, E>,
) -> Result<Bisected, E> {
    let mut search = Search {
        try_set,
        known: BTreeMap::new(),
        dropped: BTreeMap::new(),
        tries: 0,
        limit,
        drops: 0,
    };
    let mut kept = search.grow(ChangeSet::new(), changes.iter().copied().collect())?;
    let again = search.take_doubtful();
    kept = search.grow(kept, again)?;
    let dropped = search.dropped.into_iter();
    let dropped = dropped.map(|(change, Loss { reason, .. })| Dropped { change, reason });
    Ok(Bisected {
        kept,
        dropped: dropped.collect(),
        tries: search.tries,
    })
}

struct Search<'a, E> {
    try_set: &'a mut dyn FnMut(&ChangeSet) -> Result<Tried, E>,
    known: BTreeMap<ChangeSet, Tried>,
    dropped: BTreeMap<ChangeId, Loss>,
    tries: usize,
    limit: usize,
    /// How many rounds have dropped something.
    drops: usize,
}

struct Loss {
    reason: Reason,
    round: usize,
}

impl<E> Search<'_, E> {
    /// `base`, which works, and as many of `candidates` as work with it.
    fn grow(&mut self, base: ChangeSet, mut candidates: ChangeSet) -> Result<ChangeSet, E> {
        while !candidates.is_empty() {
            let set: ChangeSet = base.union(&candidates).copied().collect();
            let (blamed, because) = match self.ask(&set)? {
                None => {
                    let reason = "there were no tries left to find out which of the edits fail";
                    self.lose(&candidates, |_| Reason::NotTried(reason.to_owned()));
                    return Ok(base);
                }
                Some(Tried::Works) => return Ok(set),
                Some(Tried::Fails { blamed, because }) => (blamed, because),
            };
            let all = candidates.into_iter();
            let (guilty, rest): (ChangeSet, _) = all.partition(|it| blamed.contains_key(it));
            candidates = rest;
            if !guilty.is_empty() {
                self.lose(&guilty, |it| Reason::Blamed(blamed[&it].clone()));
                continue;
            }
            if candidates.len() == 1 {
                self.lose(&candidates, |_| Reason::Found(because.clone()));
                return Ok(base);
            }
            let middle = candidates.iter().nth(candidates.len() / 2).copied();
            let second = middle.map_or_else(ChangeSet::new, |it| candidates.split_off(&it));
            let base = self.grow(base, candidates)?;
            return self.grow(base, second);
        }
        Ok(base)
    }

    /// `None`: no tries left.
    fn ask(&mut self, set: &ChangeSet) -> Result<Option<Tried>, E> {
        if let Some(known) = self.known.get(set) {
            return Ok(Some(known.clone()));
        }
        if self.tries == self.limit {
            return Ok(None);
        }
        self.tries += 1;
        let tried = (self.try_set)(set)?;
        self.known.insert(set.clone(), tried.clone());
        Ok(Some(tried))
    }

    fn lose(&mut self, changes: &ChangeSet, reason: impl Fn(ChangeId) -> Reason) {
        self.drops += 1;
        for change in changes {
            let (reason, round) = (reason(*change), self.drops);
            self.dropped.insert(*change, Loss { reason, round });
        }
    }

    /// Those that were blamed, and after which others went.
    fn take_doubtful(&mut self) -> ChangeSet {
        if self.tries == self.limit {
            return ChangeSet::new();
        }
        let last = self.drops;
        let doubtful: ChangeSet = (self.dropped.iter())
            .filter(|(_, loss)| loss.round < last && matches!(loss.reason, Reason::Blamed(_)))
            .map(|(change, _)| *change)
            .collect();
        self.dropped.retain(|change, _| !doubtful.contains(change));
        doubtful
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::convert::Infallible;

    fn ids(numbers: impl IntoIterator<Item = usize>) -> BTreeSet<ChangeId> {
        numbers.into_iter().map(ChangeId).collect()
    }

    fn fails(blamed: &[usize]) -> Tried {
        Tried::Fails {
            blamed: blamed
                .iter()
                .map(|it| (ChangeId(*it), format!("error in {it}")))
                .collect(),
            because: "it failed".to_owned(),
        }
    }

    /// Settles `0..count`; checks that what is kept was tried, and that each change is
    /// either kept or dropped.
    fn bisect_with(
        count: usize,
        limit: usize,
        mut judge: impl FnMut(&BTreeSet<ChangeId>) -> Tried,
    ) -> Bisected {
        let changes: Vec<ChangeId> = (0..count).map(ChangeId).collect();
        let mut tried = BTreeSet::new();
        let bisected = bisect(&changes, limit, &mut |set| {
            assert!(!set.is_empty());
            assert!(tried.insert(set.clone()), "tried twice: {set:?}");
            Ok::<_, Infallible>(judge(set))
        });
        let Ok(bisected) = bisected;
        assert_eq!(bisected.tries, tried.len());
        if !bisected.kept.is_empty() {
            assert!(tried.contains(&bisected.kept));
            assert_eq!(judge(&bisected.kept), Tried::Works);
        }
        let dropped: BTreeSet<ChangeId> = bisected.dropped.iter().map(|it| it.change).collect();
        assert!(bisected.kept.is_disjoint(&dropped));
        assert_eq!(bisected.kept.len() + dropped.len(), count);
        bisected
    }

    #[test]
    fn all_that_works_costs_one_try() {
        let bisected = bisect_with(50, 1000, |_| Tried::Works);
        assert_eq!((bisected.kept.len(), bisected.tries), (50, 1));
        let bisected = bisect_with(0, 1000, |_| Tried::Works);
        assert_eq!((bisected.kept.len(), bisected.tries), (0, 0));
    }

    #[test]
    fn the_blamed_go_first() {
        let bisected = bisect_with(50, 1000, |set| {
            if [3, 7].iter().any(|it| set.contains(&ChangeId(*it))) {
                fails(&[3, 7, 99])
            } else {
                Tried::Works
            }
        });
        assert_eq!(bisected.tries, 2);
        assert_eq!(bisected.dropped.len(), 2);
        let reason = Reason::Blamed("error in 7".to_owned());
        assert_eq!(
            bisected.dropped[1],
            Dropped {
                change: ChangeId(7),
                reason
            }
        );
    }

    #[test]
    fn errors_that_hide_behind_others_are_found() {
        // Only the first error is ever reported.
        let bisected = bisect_with(20, 1000, |set| {
            match [2, 5, 11].iter().find(|it| set.contains(&ChangeId(**it))) {
                Some(it) => fails(&[*it]),
                None => Tried::Works,
            }
        });
        assert_eq!(bisected.kept.len(), 17);
        assert!(bisected.tries <= 6, "{}", bisected.tries);
    }

    #[test]
    fn one_who_is_blamed_for_another_comes_back() {
        // 4 is at fault, the error is shown in 9, and stays there without 9.
        let bisected = bisect_with(32, 1000, |set| {
            if set.contains(&ChangeId(4)) {
                fails(&[9])
            } else {
                Tried::Works
            }
        });
        assert_eq!(bisected.dropped.len(), 1);
        assert_eq!(bisected.dropped[0].change, ChangeId(4));
        assert_eq!(
            bisected.dropped[0].reason,
            Reason::Found("it failed".to_owned())
        );
        assert!(bisected.tries < 16, "{}", bisected.tries);
    }

    #[test]
    fn pairs_lose_one() {
        for (a, b) in [(0, 1), (0, 63), (31, 32), (40, 41)] {
            let bisected = bisect_with(64, 1000, |set| {
                if set.contains(&ChangeId(a)) && set.contains(&ChangeId(b)) {
                    fails(&[])
                } else {
                    Tried::Works
                }
            });
            assert_eq!(bisected.kept.len(), 63);
            assert_eq!(bisected.dropped[0].change, ChangeId(b));
            assert!(bisected.tries <= 14, "{}", bisected.tries);
        }
    }

    #[test]
    fn nothing_works() {
        let bisected = bisect_with(16, 1000, |_| fails(&[]));
        assert!(bisected.kept.is_empty());
        assert!(bisected.tries <= 32, "{}", bisected.tries);
        let bisected = bisect_with(16, 1000, |set| {
            fails(&set.iter().map(|it| it.0).collect::<Vec<_>>())
        });
        assert_eq!(bisected.tries, 1);
    }

    #[test]
    fn without_tries_only_the_proven_is_kept() {
        for limit in 0..40 {
            let bisected = bisect_with(64, limit, |set| {
                if set.contains(&ChangeId(50)) || set.contains(&ChangeId(9)) {
                    fails(&[])
                } else {
                    Tried::Works
                }
            });
            assert!(bisected.tries <= limit);
            assert!(!bisected.kept.contains(&ChangeId(9)));
        }
    }

    #[test]
    fn every_small_combination_settles_to_a_maximum() {
        // All sets of up to three forbidden sets over six changes, thinned out.
        let subsets: Vec<BTreeSet<ChangeId>> = (1_usize..64)
            .map(|bits| ids((0..6).filter(|bit| bits >> bit & 1 == 1)))
            .filter(|it| it.len() <= 3)
            .collect();
        for (i, one) in subsets.iter().enumerate() {
            for other in &subsets[i..] {
                let works = |set: &BTreeSet<ChangeId>| !one.is_subset(set) && !other.is_subset(set);
                let bisected =
                    bisect_with(
                        6,
                        1000,
                        |set| if works(set) { Tried::Works } else { fails(&[]) },
                    );
                for dropped in &bisected.dropped {
                    let mut more = bisected.kept.clone();
                    more.insert(dropped.change);
                    assert!(!works(&more), "{one:?} {other:?} {bisected:?}");
                }
            }
        }
    }

    #[test]
    fn a_trial_that_cannot_be_made_ends_the_search() {
        let outcome = bisect(&[ChangeId(1)], 10, &mut |_| Err("interrupted"));
        assert_eq!(outcome, Err("interrupted"));
    }
}
