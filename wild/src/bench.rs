//! In: a crate. Out: its outcome. Refused: nothing; a failure becomes a problem of the outcome,
//! because the other crates are processed all the same.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use demono_report::{ApplyReport, SuggestReport};
use serde::{Deserialize, Serialize};

use crate::fetch::{self, Copied};
use crate::list::Candidate;
use crate::sizes;
use crate::tests::{self, Counts};
use crate::tool::Tool;
use crate::verify;

/// Predictions are for the first.
const PROFILES: [&str; 3] = ["release", "dev", "min"];

pub(crate) struct Bench<'a> {
    pub(crate) tool: &'a Tool,
    /// The folder of the bench's own package.
    pub(crate) home: &'a Path,
    pub(crate) scratch: PathBuf,
    pub(crate) quick: bool,
    pub(crate) suggest_only: bool,
    /// Whether builds are kept.
    pub(crate) keep: bool,
}

/// The results for one crate.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Outcome {
    pub(crate) name: String,
    pub(crate) version: String,
    pub(crate) kind: String,
    /// What `suggest` found.
    pub(crate) found: Option<Found>,
    /// What `apply` did.
    pub(crate) applied: Option<ApplyReport>,
    /// Results of the tests, run by the bench, before and after.
    pub(crate) tests: Option<TestsChange>,
    /// Why the crate does not count as proven; empty if it does.
    pub(crate) problems: Vec<String>,
}

/// What `suggest` found.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Found {
    /// Functions that it proposes to split.
    pub(crate) proposed: usize,
    /// Bytes of machine code that it predicts to be saved.
    pub(crate) saving: i64,
    /// Functions of the package itself that it refuses.
    pub(crate) refused: usize,
    /// Seconds, including the build.
    pub(crate) seconds: f64,
}

/// Numbers of tests.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct TestsChange {
    pub(crate) before: Counts,
    pub(crate) after: Counts,
}

impl Bench<'_> {
    pub(crate) fn run(&self, candidate: &Candidate) -> Outcome {
        let mut outcome = Outcome {
            name: candidate.name.clone(),
            version: candidate.version.clone(),
            kind: candidate.kind.clone(),
            ..Outcome::default()
        };
        if let Err(error) = self.steps(candidate, &mut outcome) {
            outcome.problems.push(format!("{error:#}"));
        }
        outcome
    }

    fn steps(&self, candidate: &Candidate, outcome: &mut Outcome) -> anyhow::Result<()> {
        let copied = fetch::copy(candidate, self.home, &self.scratch)?;
        let done = self.prove(candidate, &copied, outcome);
        if !self.keep && copied.target_directory().is_dir() {
            fs::remove_dir_all(copied.target_directory())?;
        }
        done
    }

    fn prove(
        &self,
        candidate: &Candidate,
        copied: &Copied,
        outcome: &mut Outcome,
    ) -> anyhow::Result<()> {
        let start = Instant::now();
        let suggested = self.tool.suggest(candidate, copied)?;
        outcome.found = Some(found(&suggested, candidate, start.elapsed().as_secs_f64()));
        if self.suggest_only {
            return Ok(());
        }
        let tests_before = tests::run(candidate, copied)?;
        let sizes_before = sizes::measure(candidate, copied)?;
        let profiles = match self.quick {
            true => &PROFILES[..1],
            false => &PROFILES[..],
        };
        // Some tests leave files behind.
        let known = verify::files(&copied.work())?;
        let report = self.tool.apply(candidate, copied, profiles)?;
        let changes = verify::added_lines(&copied.original(), &copied.work(), &known)?;
        let tests_after = tests::run(candidate, copied)?;
        let sizes_after = sizes::measure(candidate, copied)?;
        outcome.tests = Some(TestsChange {
            before: tests_before.total,
            after: tests_after.total,
        });
        let problems = &mut outcome.problems;
        problems.extend(changes);
        problems.extend(tests::differences(&tests_before, &tests_after));
        problems.extend(verify::reported_tests(&report));
        problems.extend(verify::reported_growth(&report));
        problems.extend(verify::measured_growth(&sizes_before, &sizes_after));
        if report.profiles.len() != profiles.len() {
            problems.push("apply did not measure every profile".to_owned());
        }
        outcome.applied = Some(report);
        Ok(())
    }
}

fn found(report: &SuggestReport, candidate: &Candidate, seconds: f64) -> Found {
    let is_own = |package: &str| package == candidate.name;
    let refused = report.refused.iter().filter_map(|it| it.package.as_ref());
    Found {
        proposed: report.candidates.len(),
        saving: report.saving(),
        refused: refused.filter(|it| is_own(&it.name)).count(),
        seconds: (seconds * 10.0).round() / 10.0,
    }
}
