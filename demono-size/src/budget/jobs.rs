//! In: budgets, and the programs of the workspace. Out: the builds that they need. Refused:
//! budgets for programs that do not exist.

use std::collections::{BTreeMap, BTreeSet};

use demono_report::ProgramKind;

use super::error::BudgetError;
use super::model::{Budget, Which};
use crate::cargo::options::Targets;
use crate::cargo::profile::Profile;
use crate::cargo::select::{list, Program};
use crate::cargo::workspace::Workspace;

/// What one run of cargo builds.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Job {
    pub(super) package: String,
    pub(super) profile: Profile,
    pub(super) target: Option<String>,
}

/// What a [`Job`] is for.
#[derive(Debug, Default)]
pub(super) struct Wanted {
    pub(super) programs: BTreeSet<Program>,
    /// Those of them that cargo builds: not those whose `required-features` are off, or
    /// it would build nothing.
    pub(super) built: BTreeSet<Program>,
    /// Whether they are built with the attribute off, too.
    pub(super) saves: bool,
}

/// What to build for the programs that `targets` chooses.
pub(super) fn jobs(
    budgets: &[Budget],
    workspace: &Workspace,
    targets: &Targets,
) -> Result<BTreeMap<Job, Wanted>, BudgetError> {
    let mut jobs: BTreeMap<Job, Wanted> = BTreeMap::new();
    for budget in budgets {
        let of_package = |it: &&Program| it.package == budget.package;
        let programs: Vec<&Program> = (workspace.programs.iter())
            .filter(of_package)
            .filter(|program| budget.which.includes(program))
            .collect();
        if programs.is_empty() {
            let known: Vec<String> = (workspace.programs.iter())
                .filter(of_package)
                .map(|it| format!("{} `{}`", it.kind.word(), it.name))
                .collect();
            let why = format!(
                "`{}` has no {}; it has: {}",
                budget.package,
                match &budget.which {
                    Which::All => "binary and no cdylib".to_owned(),
                    Which::Bin(name) => format!("binary `{name}`"),
                    Which::Example(name) => format!("example `{name}`"),
                    Which::Lib => "library with `crate-type = [\"cdylib\"]`".to_owned(),
                },
                list(&known)
            );
            let place = budget.place.clone();
            return Err(BudgetError::Invalid { place, why });
        }
        let chosen: Vec<&Program> = (programs.into_iter())
            .filter(|program| is_chosen(program, targets))
            .collect();
        if chosen.is_empty() {
            continue;
        }
        let job = Job {
            package: budget.package.clone(),
            profile: budget.profile.clone(),
            target: budget.target.clone(),
        };
        let wanted = jobs.entry(job).or_default();
        let open = chosen.iter().filter(|it| !workspace.gated.contains(it));
        wanted.built.extend(open.map(|it| (*it).clone()));
        wanted.programs.extend(chosen.into_iter().cloned());
        wanted.saves |= budget.saves.is_some();
    }
    if jobs.is_empty() {
        return Err(BudgetError::NoneSelected);
    }
    Ok(jobs)
}

/// Whether `--bin`, `--example`, `--lib` and the like, if there are any, name `program`.
fn is_chosen(program: &Program, targets: &Targets) -> bool {
    match targets {
        Targets::Bins | Targets::BinsAndLib => true,
        Targets::Named { lib, .. } if program.kind == ProgramKind::Cdylib => *lib,
        Targets::Named { .. } => (targets.names().into_iter())
            .any(|(kind, names)| kind == program.kind && names.contains(&program.name)),
    }
}
