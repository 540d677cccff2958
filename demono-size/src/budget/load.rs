//! In: a workspace. Out: the budgets of its packages, from every file that may set some.
//! Refused: a workspace without budgets, and budgets for packages that it does not have.

use std::collections::BTreeSet;

use super::error::BudgetError;
use super::model::Budget;
use super::parse::{self, BudgetsFor};
use crate::cargo::workspace::Workspace;

/// The budgets of the selected packages: in their manifests, in a `demono.toml` beside
/// each, and in the one at the root of the workspace.
pub(super) fn load(workspace: &Workspace) -> Result<Vec<Budget>, BudgetError> {
    let mut budgets = Vec::new();
    let mut looked = Vec::new();
    let shared = workspace.root.join(FILE);
    for (package, path) in &workspace.manifests {
        budgets.extend(parse::manifest(path, package)?);
        looked.push(path.clone());
        let own = path.with_file_name(FILE);
        if own != shared {
            budgets.extend(parse::file(&own, BudgetsFor::Only(package))?);
        }
    }
    let root = workspace.root_package.as_deref();
    let shared_budgets = parse::file(&shared, BudgetsFor::Any { default: root })?;
    let members: BTreeSet<&String> = workspace.layout.members.values().collect();
    if let Some(stray) = (shared_budgets.iter()).find(|it| !members.contains(&it.package)) {
        return Err(BudgetError::Invalid {
            place: stray.place.clone(),
            why: format!("there is no package `{}` in this workspace", stray.package),
        });
    }
    budgets.extend(
        (shared_budgets.into_iter())
            .filter(|budget| workspace.manifests.contains_key(&budget.package)),
    );
    if budgets.is_empty() {
        return Err(BudgetError::NoBudget { looked, shared });
    }
    Ok(budgets)
}

/// Budgets outside of manifests.
const FILE: &str = "demono.toml";
