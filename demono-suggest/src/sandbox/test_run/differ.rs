//! In: two runs of the same tests. Out: what passed in the first and does not in the
//! second.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use super::run::{End, TestRun};
use super::suite::{Status, Suite};

/// Something that was right before and no longer is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Difference {
    /// The tests compiled, and no longer do.
    NotCompiled,
    /// The tests came to an end, and no longer do in the time they have.
    TimedOut,
    /// A test passed, and now fails.
    Failed {
        /// Its suite.
        suite: String,
        /// Its name, without a line number.
        test: String,
    },
    /// A test passed, and now has no result.
    Missing {
        /// Its suite.
        suite: String,
        /// Its name, without a line number.
        test: String,
    },
    /// A suite passed, and now fails as a whole, though none of its tests says so.
    SuiteFailed {
        /// Its name.
        suite: String,
    },
    /// A suite passed, and now is not run.
    SuiteMissing {
        /// Its name.
        suite: String,
    },
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Difference::NotCompiled => f.write_str("the tests no longer compile"),
            Difference::TimedOut => f.write_str("the tests no longer end in time"),
            Difference::Failed { suite, test } => write!(f, "`{test}` fails, in {suite}"),
            Difference::Missing { suite, test } => write!(f, "`{test}` has no result, in {suite}"),
            Difference::SuiteFailed { suite } => write!(f, "{suite} fails"),
            Difference::SuiteMissing { suite } => write!(f, "{suite} is not run"),
        }
    }
}

/// Tests and suites that end differently without any change.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Unstable {
    /// Suite and test.
    pub tests: BTreeSet<(String, String)>,
    /// Suites that fail as a whole, or are not run at all.
    pub suites: BTreeSet<String>,
}

impl TestRun {
    /// What differs between two runs of the same code, in either direction.
    pub fn stable_with(&self, other: &TestRun) -> Unstable {
        let mut unstable = Unstable::default();
        for (before, after) in [(self, other), (other, self)] {
            for difference in differences(before, after, &Unstable::default()) {
                match difference {
                    Difference::NotCompiled | Difference::TimedOut => {}
                    Difference::Failed { suite, test } | Difference::Missing { suite, test } => {
                        // With a test its suite fails or passes.
                        unstable.suites.insert(suite.clone());
                        unstable.tests.insert((suite, test));
                    }
                    Difference::SuiteFailed { suite } | Difference::SuiteMissing { suite } => {
                        unstable.suites.insert(suite);
                    }
                }
            }
        }
        unstable
    }
}

/// What passed `before` and does not pass `after`, but for what is known to be
/// `unstable`; sorted. What failed before counts neither way.
///
/// Lines move when attributes are added, and the names of documentation tests hold
/// lines: they are compared without, as often as a name is there.
pub fn differences(before: &TestRun, after: &TestRun, unstable: &Unstable) -> Vec<Difference> {
    if before.end == End::NotCompiled {
        return Vec::new();
    }
    if after.end == End::NotCompiled {
        return vec![Difference::NotCompiled];
    }
    let mut found = BTreeSet::new();
    if before.end == End::Finished && after.end == End::TimedOut {
        found.insert(Difference::TimedOut);
    }
    for old in &before.suites {
        let ignored = unstable.suites.contains(&old.name);
        let new = after.suites.iter().find(|it| it.name == old.name);
        let tests = new.map_or_else(Vec::new, |new| tests(old, new, unstable));
        let suite = old.name.clone();
        match new {
            _ if ignored || old.status != Status::Passed => {}
            None => {
                found.insert(Difference::SuiteMissing { suite });
            }
            Some(new) if new.status != Status::Passed && tests.is_empty() => {
                // A test that is known to be unstable may be the reason.
                let test = |test: &String| (old.name.clone(), without_line(test));
                let mut failing = new.results.iter().filter(|(_, it)| **it == Status::Failed);
                if !failing.any(|(name, _)| unstable.tests.contains(&test(name))) {
                    found.insert(Difference::SuiteFailed { suite });
                }
            }
            Some(_) => {}
        }
        found.extend(tests);
    }
    found.into_iter().collect()
}

fn tests(old: &Suite, new: &Suite, unstable: &Unstable) -> Vec<Difference> {
    let (before, after) = (tally(old), tally(new));
    let mut found = Vec::new();
    for (test, before) in before {
        if unstable.tests.contains(&(old.name.clone(), test.clone())) {
            continue;
        }
        let after = after.get(&test).copied().unwrap_or_default();
        if after.passed >= before.passed {
            continue;
        }
        let suite = old.name.clone();
        found.push(if after.failed > before.failed {
            Difference::Failed { suite, test }
        } else {
            Difference::Missing { suite, test }
        });
    }
    found
}

#[derive(Debug, Clone, Copy, Default)]
struct Tally {
    passed: usize,
    failed: usize,
}

fn tally(suite: &Suite) -> BTreeMap<String, Tally> {
    let mut tallies: BTreeMap<String, Tally> = BTreeMap::new();
    for (name, status) in &suite.results {
        let tally = tallies.entry(without_line(name)).or_default();
        match status {
            Status::Passed => tally.passed += 1,
            Status::Failed => tally.failed += 1,
            Status::Ignored => {}
        }
    }
    tallies
}

/// `src/lib.rs - foo (line 12) - compile` is `src/lib.rs - foo - compile`.
fn without_line(name: &str) -> String {
    let cut = || {
        let (before, rest) = name.split_once(" (line ")?;
        let (line, after) = rest.split_once(')')?;
        let is_number = !line.is_empty() && line.bytes().all(|it| it.is_ascii_digit());
        is_number.then(|| format!("{before}{after}"))
    };
    cut().unwrap_or_else(|| name.to_owned())
}
