//! In: a workspace and what to look for. Out: the attributes that pay, written into its
//! sources and proven: it compiles, its tests pass as before, no program grows. Refused:
//! a workspace that does not build, and whatever a stage refuses.
//!
//! Nothing is tried in the user's tree. A copy of the workspace is edited, compiled, tested
//! and measured; what is proven is written back at the end, each file whole or not at
//! all, the manifests first, so that any number of written files is a workspace that
//! compiles.
//!
//! ```text
//! workspace -> copy                        sandbox::copy
//!           -> programs as they are        weigh.rs     sizes, bytes by function
//!           -> suggestions -> changes      suggest
//!           -> edits of a set of changes   plan.rs
//!           -> those that compile          prove.rs
//!           -> of these those that pay     prove.rs, weigh.rs
//!           -> with the tests as before    prove.rs
//!           -> files to be written         write::journal
//! ```

pub mod error;
pub mod options;
pub mod outcome;
mod plan;
mod prove;
pub mod prune;
mod session;
mod weigh;

use std::collections::BTreeMap;

use demono_report::{AppliedFunction, AppliedOutcome};
use demono_size::{Attribute, Console, Interest, Workspace};

use self::error::ApplyError;
use self::options::{ApplyOptions, Depth};
use self::outcome::{not_run, Finding, Findings, Outcome, NOT_MEASURED};
use self::plan::{Change, Editor};
use self::prove::Prover;
use self::session::Session;
use self::weigh::Sizes;
use crate::bisect::ChangeId;
use crate::suggest::criteria::{Criteria, Scope};
use crate::suggest::suggest;
use crate::suggest::verdict::Proposed;

/// Finds the attributes that pay in `workspace`, and proves them. Nothing is written: see
/// [`Outcome::files`].
pub fn apply(
    options: &ApplyOptions,
    workspace: &Workspace,
    depth: Depth,
    console: &mut Console<'_>,
) -> Result<Outcome, ApplyError> {
    let session = Session::new(options, workspace, Interest::Any)?;
    let mut sizes = Sizes::new(&session, depth, Attribute::On);
    let programs = sizes.before(&session, console)?;
    let criteria = Criteria {
        scope: Scope::Members,
        ..options.criteria
    };
    let root = session.sandbox.root();
    let proposed = suggest(programs, &session.workspace.packages, &root, criteria).proposed;
    let mut changes = Vec::new();
    for (number, proposed) in proposed.iter().enumerate() {
        changes.push(Change::add(ChangeId(number), proposed));
    }
    let editor = Editor::new(&session, changes)?;
    let (placeable, unplaceable) = editor.placeable();
    let mut findings: Findings = unplaceable
        .into_iter()
        .map(|(id, why)| (id, Finding::because(AppliedOutcome::NotPlaceable, why)))
        .collect();
    if depth == Depth::Plan || placeable.is_empty() {
        for id in &placeable {
            findings.insert(*id, Finding::plain(AppliedOutcome::Planned));
        }
        let contents = editor.contents(&placeable)?;
        let functions = functions(&session, &proposed, &findings, &BTreeMap::new());
        let tests = not_run();
        let profiles = sizes.profiles();
        return Ok(session.outcome(functions, contents.replacements(), profiles, tests));
    }
    let proven = Prover {
        session: &session,
        editor: &editor,
        sizes: &mut sizes,
    }
    .prove(placeable, console)?;
    findings.extend(proven.findings);
    let contents = editor.contents(&proven.kept)?.with_lock(&session)?;
    let functions = functions(&session, &proposed, &findings, &proven.actual);
    let profiles = sizes.profiles();
    Ok(session.outcome(functions, contents.replacements(), profiles, proven.tests))
}

fn functions(
    session: &Session<'_>,
    proposed: &[Proposed],
    findings: &Findings,
    actual: &BTreeMap<ChangeId, i64>,
) -> Vec<AppliedFunction> {
    let function = |(number, proposed): (usize, &Proposed)| {
        let id = ChangeId(number);
        let known = findings.get(&id).cloned();
        let Finding { outcome, why } = known.unwrap_or(NOT_MEASURED);
        let proposal = proposed.candidate.proposal.as_ref();
        AppliedFunction {
            function: proposed.candidate.function.clone(),
            file: session.shown(&proposed.site.file),
            line: *proposed.site.lines.start(),
            attribute: proposal.map_or(String::new(), |it| it.attribute.clone()),
            outcome,
            predicted: Some(proposed.candidate.saving()),
            actual: actual.get(&id).copied(),
            why,
        }
    };
    proposed.iter().enumerate().map(function).collect()
}
