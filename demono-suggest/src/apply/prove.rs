//! In: changes that have a place. Out: those that compile, pay, and leave every test as it
//! was; and why the others are not among them. Refused: packages that do not compile once
//! they depend on `demono`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use demono_report::{AppliedOutcome, TestCounts, TestsEntry};
use demono_size::Console;

use super::error::ApplyError;
use super::options::Tests;
use super::outcome::{not_run, Finding, Findings};
use super::plan::{Contents, Editor};
use super::weigh::Sizes;
use crate::bisect::{bisect, ChangeId, ChangeSet, Dropped, Reason, Tried};
use crate::sandbox::check::{check, Checked, CompileError, SourceLines};
use crate::sandbox::context::CargoContext;
use crate::sandbox::test_run::differ::{differences, Unstable};
use crate::sandbox::test_run::run::{End, TestRun};
use crate::sandbox::test_run::suite::Status;

/// What is left of the changes.
#[derive(Default)]
pub(super) struct Proven {
    pub(super) kept: ChangeSet,
    pub(super) findings: Findings,
    /// What changes save in the first profile, as far as they were measured.
    pub(super) actual: BTreeMap<ChangeId, i64>,
    pub(super) tests: TestsEntry,
}

impl Proven {
    /// Where nothing is tried.
    pub(super) fn planned(kept: ChangeSet) -> Self {
        let planned = |id: &ChangeId| (*id, Finding::plain(AppliedOutcome::Planned));
        Proven {
            findings: kept.iter().map(planned).collect(),
            kept,
            tests: not_run(),
            ..Proven::default()
        }
    }
}

/// Sets that are compiled or tested at most, in one search.
const TRIES: usize = 60;

/// Tries the changes of `editor` that are in `set`.
pub(super) fn prove(
    editor: &Editor<'_>,
    sizes: &mut Sizes<'_>,
    set: &ChangeSet,
    console: &mut Console<'_>,
) -> Result<Proven, ApplyError> {
    let session = editor.session;
    let context = CargoContext {
        sandbox: &session.sandbox,
        directory: std::env::current_dir().unwrap_or_default(),
        packages: editor.packages(),
        features: session.original.selection().features.clone(),
        target: session.options.target.clone(),
        target_directory: session.sandbox.folder().join("check"),
    };
    Prover {
        editor,
        sizes,
        console,
        context,
        written: BTreeMap::new(),
        proven: Proven::default(),
    }
    .prove(set)
}

/// The copy, as it is edited, and what is known of the changes so far.
struct Prover<'p, 's, 'c> {
    editor: &'p Editor<'p>,
    sizes: &'p mut Sizes<'s>,
    console: &'p mut Console<'c>,
    context: CargoContext<'p>,
    /// The user's names of files that differ in the copy, with what they had in them.
    written: BTreeMap<PathBuf, Vec<u8>>,
    proven: Proven,
}

impl Prover<'_, '_, '_> {
    fn prove(mut self, set: &ChangeSet) -> Result<Proven, ApplyError> {
        let baseline = self.check()?;
        // Targets may have errors of their own, but without any it is cargo that fails.
        if !baseline.success && baseline.errors.is_empty() {
            let said = said(&baseline);
            return Err(ApplyError::Baseline { said });
        }
        let before = self.tests_before()?;
        self.put(self.editor.manifests(set)?)?;
        let depending = self.check()?;
        if !is_fine(&depending, &baseline) {
            let said = said(&depending);
            return Err(ApplyError::Dependency { said });
        }
        let outcome = AppliedOutcome::DoesNotCompile;
        let mut kept = self.bisect(set, outcome, &mut |prover, set| {
            let checked = prover.check()?;
            Ok(prover.blame(&checked, &baseline, set))
        })?;
        loop {
            kept = self.pay(kept)?;
            let (Some(before), false) = (&before, kept.is_empty()) else {
                break;
            };
            let paying = kept.len();
            kept = self.test(&kept, before)?;
            if kept.len() == paying {
                break;
            }
        }
        self.put(self.editor.contents(&kept)?)?;
        if kept.is_empty() {
            // The source stays as it is, so nothing is after.
            self.sizes.forget();
            self.proven.tests.after = None;
            self.proven.tests.differences.clear();
        }
        for id in &kept {
            let finding = Finding::plain(AppliedOutcome::Kept);
            self.proven.findings.insert(*id, finding);
        }
        Ok(Proven {
            kept,
            ..self.proven
        })
    }

    fn note(&mut self, id: ChangeId, outcome: AppliedOutcome, why: String) {
        let finding = Finding::because(outcome, why);
        self.proven.findings.insert(id, finding);
    }

    /// Those of `kept` that pay, until no program is larger in any profile.
    fn pay(&mut self, mut kept: ChangeSet) -> Result<ChangeSet, ApplyError> {
        while !kept.is_empty() {
            self.put(self.editor.contents(&kept)?)?;
            self.sizes.after(self.console)?;
            let mut savings = self.sizes.savings(self.editor, &kept, 0);
            self.proven.actual.extend(&savings);
            savings.retain(|_, saving| *saving <= 0);
            for (id, saving) in &savings {
                let why = match -saving {
                    0 => "measured: it saves nothing".to_owned(),
                    more => format!("measured: it costs {more} bytes"),
                };
                self.note(*id, AppliedOutcome::Costs, why);
                kept.remove(id);
            }
            if !savings.is_empty() {
                continue;
            }
            // Drop those that save least where a program has grown: at least one, and as many
            // as make up for the growth, since each round builds everything again.
            let Some(growth) = self.sizes.growth() else {
                break;
            };
            let there = (self.sizes).savings(self.editor, &kept, growth.profile);
            let mut there: Vec<(i64, ChangeId)> = there.into_iter().map(|(s, b)| (b, s)).collect();
            there.sort_unstable();
            let why = format!("it makes {} larger", growth.program);
            let mut left = growth.bytes;
            for (number, (saving, id)) in there.into_iter().enumerate() {
                if number > 0 && (saving >= 0 || left <= 0) {
                    break;
                }
                left += saving;
                self.note(id, AppliedOutcome::GrowsProgram, why.clone());
                kept.remove(&id);
            }
        }
        Ok(kept)
    }

    /// Makes the copy what `contents` says, and all else as it was.
    fn put(&mut self, contents: Contents) -> Result<(), ApplyError> {
        let now = contents.files().iter();
        let now: BTreeMap<PathBuf, Vec<u8>> =
            now.map(|it| (it.path.clone(), it.old.clone())).collect();
        for (file, old) in &self.written {
            if !now.contains_key(file) {
                self.context.sandbox.write(file, old)?;
            }
        }
        for file in contents.files() {
            self.context.sandbox.write(&file.path, &file.new)?;
        }
        self.written = now;
        Ok(())
    }

    fn check(&mut self) -> Result<Checked, ApplyError> {
        Ok(check(&self.context, self.console)?)
    }

    fn run_tests(&mut self) -> Result<TestRun, ApplyError> {
        Ok(TestRun::run(&self.context, TestRun::LIMIT, self.console)?)
    }

    /// The largest set of which `try_set` says that it works; of the others `outcome`.
    fn bisect(
        &mut self,
        set: &ChangeSet,
        outcome: AppliedOutcome,
        try_set: &mut dyn FnMut(&mut Self, &ChangeSet) -> Result<Tried, ApplyError>,
    ) -> Result<ChangeSet, ApplyError> {
        let list: Vec<ChangeId> = set.iter().copied().collect();
        let bisected = bisect(&list, TRIES, &mut |set| {
            self.put(self.editor.contents(set)?)?;
            try_set(self, set)
        })?;
        for Dropped { change, reason } in bisected.dropped {
            let (Reason::Blamed(why) | Reason::Found(why) | Reason::NotTried(why)) = reason;
            self.note(change, outcome, why);
        }
        Ok(bisected.kept)
    }

    /// Whether a set compiles, and if not, which of its changes the errors are in.
    fn blame(&self, checked: &Checked, baseline: &Checked, set: &ChangeSet) -> Tried {
        if is_fine(checked, baseline) {
            return Tried::Works;
        }
        let lines = self.editor.lines(set);
        let mut blamed = BTreeMap::new();
        for error in new_errors(checked, baseline) {
            let within = |places: &[SourceLines]| {
                let in_lines = |place: &SourceLines| {
                    lines.iter().find(|(_, file, lines)| {
                        place.file == *file
                            && place.first <= *lines.end()
                            && place.last >= *lines.start()
                    })
                };
                places.iter().find_map(in_lines).map(|(id, ..)| *id)
            };
            if let Some(id) = within(&error.places).or_else(|| within(&error.related)) {
                blamed.entry(id).or_insert_with(|| error.message.clone());
            }
        }
        Tried::Fails {
            blamed,
            because: said(checked),
        }
    }

    /// The tests as they are; nothing if there is nothing to compare with.
    fn tests_before(&mut self) -> Result<Option<TestRun>, ApplyError> {
        if self.editor.session.options.tests == Tests::Skip {
            self.proven.tests.skipped = Some("not asked for".to_owned());
            return Ok(None);
        }
        let run = self.run_tests()?;
        if run.end == End::NotCompiled {
            let why = "the tests do not compile as they are";
            self.proven.tests.skipped = Some(why.to_owned());
            return Ok(None);
        }
        self.proven.tests.before = Some(counts(&run));
        Ok(Some(run))
    }

    /// The largest set with which all tests are as before.
    fn test(&mut self, set: &ChangeSet, before: &TestRun) -> Result<ChangeSet, ApplyError> {
        let mut unstable: Option<Unstable> = None;
        self.bisect(set, AppliedOutcome::ChangesTests, &mut |prover, set| {
            let mut after = prover.run_tests()?;
            let known = unstable.clone().unwrap_or_default();
            let mut changed = differences(before, &after, &known);
            if !changed.is_empty() && unstable.is_none() {
                // Some tests fail now and then. Those that change by themselves say nothing.
                let again = prover.run_tests()?;
                prover.put(prover.editor.manifests(set)?)?;
                let without = prover.run_tests()?;
                prover.put(prover.editor.contents(set)?)?;
                let mut found = before.stable_with(&without);
                let other = after.stable_with(&again);
                found.tests.extend(other.tests);
                found.suites.extend(other.suites);
                changed = differences(before, &again, &found);
                unstable = Some(found);
                after = again;
            }
            let entry = &mut prover.proven.tests;
            entry.after = Some(counts(&after));
            entry.differences = changed.iter().map(ToString::to_string).collect();
            let first = entry.differences.first();
            Ok(first.map_or(Tried::Works, |first| Tried::Fails {
                blamed: BTreeMap::new(),
                because: first.clone(),
            }))
        })
    }
}

/// Whether it compiles as well as before: a package may have targets that never did.
fn is_fine(checked: &Checked, baseline: &Checked) -> bool {
    checked.success || !baseline.success && new_errors(checked, baseline).is_empty()
}

fn new_errors<'c>(checked: &'c Checked, baseline: &Checked) -> Vec<&'c CompileError> {
    let key = |error: &CompileError| {
        let file = error.places.first().map(|it| it.file.clone());
        (error.code.clone(), error.message.clone(), file)
    };
    let known: BTreeSet<_> = baseline.errors.iter().map(key).collect();
    checked
        .errors
        .iter()
        .filter(|error| !known.contains(&key(error)))
        .collect()
}

/// The first error as rustc shows it, or the end of what cargo says.
fn said(checked: &Checked) -> String {
    match checked.errors.first() {
        Some(error) => error.message.clone(),
        None => checked.output.trim_end().to_owned(),
    }
}

fn counts(run: &TestRun) -> TestCounts {
    TestCounts {
        passed: run.count(Status::Passed),
        failed: run.count(Status::Failed),
        ignored: run.count(Status::Ignored),
    }
}
