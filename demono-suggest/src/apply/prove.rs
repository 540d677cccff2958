//! In: changes that have a place. Out: those that compile, pay, and leave every test as it
//! was; and why the others are not among them. Refused: packages that do not compile once
//! they depend on `demono`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use demono_report::{AppliedOutcome, TestCounts, TestsEntry};
use demono_size::Console;

use super::error::ApplyError;
use super::options::Tests;
use super::outcome::{Finding, Findings};
use super::plan::{Contents, Editor};
use super::session::{ChangeSet, Session};
use super::weigh::{Growth, Sizes};
use crate::bisect::{bisect, Bisected, ChangeId, Dropped, Reason, Tried};
use crate::sandbox::check::{check, Checked, CompileError, SourceLines};
use crate::sandbox::context::CargoContext;
use crate::sandbox::test_run::differ::{differences, Unstable};
use crate::sandbox::test_run::run::{End, TestRun};
use crate::sandbox::test_run::suite::Status;

/// What is left of the changes.
pub(super) struct Proven {
    pub(super) kept: ChangeSet,
    pub(super) findings: Findings,
    /// What changes save in the first profile, as far as they were measured.
    pub(super) actual: BTreeMap<ChangeId, i64>,
    pub(super) tests: TestsEntry,
}

pub(super) struct Prover<'p, 'a> {
    pub(super) session: &'p Session<'a>,
    pub(super) editor: &'p Editor<'p>,
    pub(super) sizes: &'p mut Sizes,
}

/// Sets that are compiled or tested at most, in one search.
const TRIES: usize = 60;

impl Prover<'_, '_> {
    pub(super) fn prove(
        mut self,
        set: ChangeSet,
        console: &mut Console<'_>,
    ) -> Result<Proven, ApplyError> {
        let context = CargoContext {
            sandbox: &self.session.sandbox,
            directory: std::env::current_dir().unwrap_or_default(),
            packages: self.editor.packages(),
            features: self.session.original.selection().features.clone(),
            target: self.session.options.target.clone(),
            target_directory: self.session.sandbox.folder().join("check"),
        };
        let mut workbench = Workbench {
            session: self.session,
            editor: self.editor,
            context,
            written: BTreeMap::new(),
        };
        let baseline = workbench.check(console)?;
        // Targets may have errors of their own, but without any it is cargo that fails.
        if !baseline.success && baseline.errors.is_empty() {
            return Err(ApplyError::Baseline {
                said: said(&baseline),
            });
        }
        let mut tests = TestsEntry::default();
        let before = workbench.tests_before(&mut tests, console)?;
        workbench.put(self.editor.manifests(&set)?)?;
        let depending = workbench.check(console)?;
        if !is_fine(&depending, &baseline) {
            return Err(ApplyError::Dependency {
                said: said(&depending),
            });
        }
        let mut findings = BTreeMap::new();
        let bisected = workbench.bisect(
            &set,
            &mut |workbench, set, console| {
                let checked = workbench.check(console)?;
                Ok(workbench.blame(&checked, &baseline, set))
            },
            console,
        )?;
        note(
            &mut findings,
            &bisected.dropped,
            AppliedOutcome::DoesNotCompile,
        );
        let mut kept = bisected.kept;
        let mut actual = BTreeMap::new();
        loop {
            kept = self.pay(kept, &mut workbench, &mut findings, &mut actual, console)?;
            let (Some(before), false) = (&before, kept.is_empty()) else {
                break;
            };
            let bisected = workbench.test(&kept, before, &mut tests, console)?;
            note(
                &mut findings,
                &bisected.dropped,
                AppliedOutcome::ChangesTests,
            );
            let done = bisected.dropped.is_empty();
            kept = bisected.kept;
            if done {
                break;
            }
        }
        workbench.put(self.editor.contents(&kept)?)?;
        if kept.is_empty() {
            // The source stays as it is, so nothing is after.
            self.sizes.forget();
            tests.after = None;
            tests.differences.clear();
        }
        for id in &kept {
            findings.insert(*id, Finding::plain(AppliedOutcome::Kept));
        }
        Ok(Proven {
            kept,
            findings,
            actual,
            tests,
        })
    }

    /// Those of `kept` that pay, until no program is larger in any profile.
    fn pay(
        &mut self,
        mut kept: ChangeSet,
        workbench: &mut Workbench<'_, '_>,
        findings: &mut Findings,
        actual: &mut BTreeMap<ChangeId, i64>,
        console: &mut Console<'_>,
    ) -> Result<ChangeSet, ApplyError> {
        while !kept.is_empty() {
            workbench.put(self.editor.contents(&kept)?)?;
            self.sizes.after(self.session, console)?;
            let savings = self.sizes.savings(self.editor, &kept, 0);
            actual.extend(&savings);
            let costs: ChangeSet = (savings.iter())
                .filter(|(_, saving)| **saving <= 0)
                .map(|(id, _)| *id)
                .collect();
            for id in &costs {
                let why = match -savings[id] {
                    0 => "measured: it saves nothing".to_owned(),
                    more => format!("measured: it costs {more} bytes"),
                };
                findings.insert(*id, Finding::because(AppliedOutcome::Costs, why));
            }
            let grown = self.sizes.growth();
            if costs.is_empty() && grown.is_empty() {
                break;
            }
            kept.retain(|id| !costs.contains(id));
            if !costs.is_empty() {
                continue;
            }
            // Drop those that save least where a program has grown: at least one, and as many
            // as make up for the growth, since each round builds everything again.
            let Growth {
                profile,
                program,
                bytes,
            } = &grown[0];
            let there = self.sizes.savings(self.editor, &kept, *profile);
            let mut there: Vec<(i64, ChangeId)> = there.into_iter().map(|(s, b)| (b, s)).collect();
            there.sort_unstable();
            let why = format!("it makes {program} larger");
            let mut left = *bytes;
            for (number, (saving, id)) in there.into_iter().enumerate() {
                if number > 0 && (saving >= 0 || left <= 0) {
                    break;
                }
                left += saving;
                findings.insert(
                    id,
                    Finding::because(AppliedOutcome::GrowsProgram, why.clone()),
                );
                kept.remove(&id);
            }
        }
        Ok(kept)
    }
}

/// The copy, as it is edited.
struct Workbench<'p, 'a> {
    session: &'p Session<'a>,
    editor: &'p Editor<'p>,
    context: CargoContext<'p>,
    /// The user's names of files that differ in the copy, with what they had in them.
    written: BTreeMap<PathBuf, Vec<u8>>,
}

impl Workbench<'_, '_> {
    /// Makes the copy what `contents` says, and all else as it was.
    fn put(&mut self, contents: Contents) -> Result<(), ApplyError> {
        let now = contents.files().iter();
        let now: BTreeMap<PathBuf, Vec<u8>> =
            now.map(|it| (it.path.clone(), it.old.clone())).collect();
        for (file, old) in &self.written {
            if !now.contains_key(file) {
                self.session.sandbox.write(file, old)?;
            }
        }
        for file in contents.files() {
            self.session.sandbox.write(&file.path, &file.new)?;
        }
        self.written = now;
        Ok(())
    }

    fn check(&self, console: &mut Console<'_>) -> Result<Checked, ApplyError> {
        Ok(check(&self.context, console)?)
    }

    /// Searches for the largest set of which `try_set` says that it works.
    fn bisect(
        &mut self,
        set: &ChangeSet,
        try_set: &mut dyn FnMut(
            &mut Self,
            &ChangeSet,
            &mut Console<'_>,
        ) -> Result<Tried, ApplyError>,
        console: &mut Console<'_>,
    ) -> Result<Bisected, ApplyError> {
        let list: Vec<ChangeId> = set.iter().copied().collect();
        bisect(&list, TRIES, &mut |set| {
            self.put(self.editor.contents(set)?)?;
            try_set(self, set, console)
        })
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
    fn tests_before(
        &mut self,
        entry: &mut TestsEntry,
        console: &mut Console<'_>,
    ) -> Result<Option<TestRun>, ApplyError> {
        if self.session.options.tests == Tests::Skip {
            entry.skipped = Some("not asked for".to_owned());
            return Ok(None);
        }
        let run = TestRun::run(&self.context, TestRun::LIMIT, console)?;
        if run.end == End::NotCompiled {
            entry.skipped = Some("the tests do not compile as they are".to_owned());
            return Ok(None);
        }
        entry.before = Some(counts(&run));
        Ok(Some(run))
    }

    /// The largest set with which all tests are as before.
    fn test(
        &mut self,
        set: &ChangeSet,
        before: &TestRun,
        entry: &mut TestsEntry,
        console: &mut Console<'_>,
    ) -> Result<Bisected, ApplyError> {
        let mut unstable: Option<Unstable> = None;
        self.bisect(
            set,
            &mut |workbench, set, console| {
                let mut after = TestRun::run(&workbench.context, TestRun::LIMIT, console)?;
                let known = unstable.clone().unwrap_or_default();
                let mut changed = differences(before, &after, &known);
                if !changed.is_empty() && unstable.is_none() {
                    // Some tests fail now and then. Those that change by themselves say nothing.
                    let again = TestRun::run(&workbench.context, TestRun::LIMIT, console)?;
                    workbench.put(workbench.editor.manifests(set)?)?;
                    let without = TestRun::run(&workbench.context, TestRun::LIMIT, console)?;
                    workbench.put(workbench.editor.contents(set)?)?;
                    let mut found = before.stable_with(&without);
                    let other = after.stable_with(&again);
                    found.tests.extend(other.tests);
                    found.suites.extend(other.suites);
                    changed = differences(before, &again, &found);
                    unstable = Some(found);
                    after = again;
                }
                entry.after = Some(counts(&after));
                entry.differences = changed.iter().map(ToString::to_string).collect();
                Ok(match entry.differences.first() {
                    None => Tried::Works,
                    Some(first) => Tried::Fails {
                        blamed: BTreeMap::new(),
                        because: first.clone(),
                    },
                })
            },
            console,
        )
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

fn note(findings: &mut Findings, dropped: &[Dropped], outcome: AppliedOutcome) {
    for Dropped { change, reason } in dropped {
        let (Reason::Blamed(why) | Reason::Found(why) | Reason::NotTried(why)) = reason;
        findings.insert(*change, Finding::because(outcome, why.clone()));
    }
}
