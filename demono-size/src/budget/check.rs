//! In: what to check. Out: every limit with what was measured, and a baseline to accept.
//! Refused: see [`BudgetError`]; a build that fails is an error, not a result.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use demono_report::{CheckReport, ProgramKind};

use super::baseline::{Baseline, BaselineEntry};
use super::error::BudgetError;
use super::evaluate::evaluate;
use super::jobs::{jobs, Job, Wanted};
use super::load::load;
use super::model::{near, Budget};
use super::weigh::{weigh, Weighed};
use crate::cargo::build::{Artifact, Build};
use crate::cargo::console::Event;
use crate::cargo::metadata::Layout;
use crate::cargo::options::{Attribute, Targets};
use crate::cargo::select::{Interest, Selection};
use crate::cargo::workspace::Workspace;
use crate::measure::MeasureError;

/// Builds the package in `directory` and checks the budgets in its manifest, or in its
/// `demono.toml`. A size test of a library or program is this:
///
/// ```no_run
/// # // A doctest cannot hold a test.
/// # /*
/// #[test]
/// # */
/// fn the_program_stays_small() {
///     let report = demono_size::check(env!("CARGO_MANIFEST_DIR")).unwrap();
///     assert!(report.is_within(), "{report}");
/// }
/// ```
///
/// It needs `demono-size` among the `[dev-dependencies]`. The builds live in `demono`
/// below the target directory, so that fresh ones are not repeated.
pub fn check(directory: impl AsRef<Path>) -> Result<CheckReport, BudgetError> {
    let check = Check {
        selection: Selection {
            manifest_path: Some(directory.as_ref().join("Cargo.toml")),
            ..Selection::default()
        },
        ..Check::default()
    };
    Ok(check.run(&mut |_| {})?.report)
}

/// What to check, and how to build it.
#[derive(Debug, Clone, Default)]
pub struct Check {
    /// The packages. Which of their targets are built, the budgets say.
    pub selection: Selection,
    /// Only the budgets for this target; `None`: all, each built for its own.
    pub target: Option<String>,
    /// See [`Build::target_directory`].
    pub target_directory: Option<PathBuf>,
    /// See [`Build::unstable`].
    pub unstable: Vec<String>,
}

/// The outcome of a [`Check`].
#[derive(Debug, Clone)]
pub struct Checked {
    /// Every limit, and whether the programs are within it.
    pub report: CheckReport,
    path: PathBuf,
    baseline: Baseline,
    budgets: Vec<Budget>,
    weighed: Vec<Weighed>,
}

impl Checked {
    /// How many programs could be measured, and are in the baseline if it is accepted.
    pub fn accepted(&self) -> usize {
        let known = |it: &&Weighed| it.weight.inventory.is_ok();
        self.weighed.iter().filter(known).count()
    }

    /// Makes what was measured the baseline, and returns what the budgets say then:
    /// limits that are not relative to the baseline are as they were.
    pub fn accept(&self) -> Result<CheckReport, BudgetError> {
        let mut baseline = self.baseline.clone();
        let named = self.budgets.iter().flat_map(|it| &it.families);
        let named: BTreeSet<&str> = named.map(|family| family.name.as_str()).collect();
        for weighed in &self.weighed {
            if let Ok(inventory) = &weighed.weight.inventory {
                let saves = weighed.weight.saves.as_ref().ok().map(|it| it.bytes);
                let entry = BaselineEntry::new(&self.report.compiler, inventory, saves, &named);
                baseline.programs.insert(weighed.key(), entry);
            }
        }
        if self.accepted() == 0 {
            return Err(BudgetError::NothingMeasured);
        }
        baseline.write(&self.path)?;
        let compiler = &self.report.compiler;
        Ok(CheckReport {
            results: evaluate(&self.budgets, &self.weighed, &baseline, compiler),
            ..self.report.clone()
        })
    }
}

impl Check {
    /// Builds what the budgets are for, and checks it.
    pub fn run(&self, report: &mut dyn FnMut(Event<'_>)) -> Result<Checked, BudgetError> {
        let workspace = Workspace::load_for(&self.selection, Interest::Every)?;
        let budgets = self.budgets(&workspace)?;
        let path = workspace.root.join(BASELINE);
        // Before the builds: a fault in it should not cost minutes.
        let baseline = Baseline::read(&path)?;
        let compiler = MeasureError::compiler()?;
        let jobs = jobs(&budgets, &workspace, &self.selection.targets)?;
        let built = jobs.values().filter(|it| !it.built.is_empty());
        let total = built.map(|it| 1 + usize::from(it.saves)).sum();
        let mut number = 0;
        let mut weighed = Vec::new();
        for (job, wanted) in &jobs {
            let mut half = |attribute, report: &mut dyn FnMut(Event<'_>)| {
                if wanted.built.is_empty() {
                    return Ok(Vec::new());
                }
                number += 1;
                report(Event::Building {
                    number,
                    total,
                    what: &format!("{}, {}", job.package, job.profile),
                    attribute,
                });
                let build = self.build(job, wanted, attribute, &workspace.layout);
                build.run(report)
            };
            let on = half(Attribute::On, report).map_err(MeasureError::Build)?;
            let off = || half(Attribute::Off, report).map_err(MeasureError::of_off);
            let off = wanted.saves.then(off).transpose()?;
            for program in &wanted.programs {
                let depends = workspace.demono.contains(program);
                let find = |all: &[Artifact]| all.iter().find(|it| program.is(it)).cloned();
                let (on, off) = (find(&on), off.as_deref().and_then(find));
                let target = on.as_ref().and_then(|it| it.target.clone());
                weighed.push(Weighed {
                    program: program.clone(),
                    profile: job.profile.clone(),
                    asked: job.target.clone(),
                    target: target.unwrap_or_else(|| compiler.host.clone()),
                    weight: weigh(on, off, depends, report)?,
                });
            }
        }
        Ok(Checked {
            report: CheckReport {
                baseline: near(&path),
                results: evaluate(&budgets, &weighed, &baseline, &compiler.version),
                compiler: compiler.version,
            },
            path,
            baseline,
            budgets,
            weighed,
        })
    }

    fn budgets(&self, workspace: &Workspace) -> Result<Vec<Budget>, BudgetError> {
        let mut budgets = load(workspace)?;
        for budget in &mut budgets {
            if budget.target.is_none() {
                budget.target.clone_from(&self.target);
            }
        }
        if let Some(target) = &self.target {
            let known: BTreeSet<String> =
                budgets.iter().filter_map(|it| it.target.clone()).collect();
            budgets.retain(|budget| budget.target.as_ref() == Some(target));
            if budgets.is_empty() {
                return Err(BudgetError::OtherTargets {
                    target: target.clone(),
                    known: known.into_iter().collect(),
                });
            }
        }
        Ok(budgets)
    }

    fn build(&self, job: &Job, wanted: &Wanted, attribute: Attribute, layout: &Layout) -> Build {
        let names = |kind| {
            let programs = wanted.built.iter().filter(move |it| it.kind == kind);
            programs.map(|it| it.name.clone()).collect()
        };
        let targets = Targets::Named {
            bins: names(ProgramKind::Bin),
            examples: names(ProgramKind::Example),
            tests: names(ProgramKind::Test),
            benches: names(ProgramKind::Bench),
            lib: !names(ProgramKind::Cdylib).is_empty(),
        };
        Build {
            manifest_path: self.selection.manifest_path.clone(),
            packages: vec![job.package.clone()],
            targets,
            features: self.selection.features.clone(),
            target: job.target.clone(),
            target_directory: self.target_directory.clone(),
            unstable: self.unstable.clone(),
            layout: Some(layout.clone()),
            ..Build::new(job.profile.clone(), attribute)
        }
    }
}

/// Beside the manifest of the workspace.
const BASELINE: &str = "demono-baseline.json";
