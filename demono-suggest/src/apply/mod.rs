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

use demono_report::AppliedFunction;
use demono_size::{Attribute, Console, Interest, Workspace};

use self::error::ApplyError;
use self::options::{ApplyOptions, Depth};
use self::outcome::{Finding, Findings, Outcome, NOT_MEASURED};
use self::plan::{Change, Editor};
use self::prove::{prove, Proven};
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
    let programs = sizes.before(console)?;
    let criteria = Criteria {
        scope: Scope::Members,
        ..options.criteria
    };
    let root = session.sandbox.root();
    let proposed = suggest(programs, &session.workspace.packages, &root, criteria).proposed;
    let changes = proposed.iter().enumerate();
    let changes = changes.map(|(number, it)| Change::add(ChangeId(number), it));
    let editor = Editor::new(&session, changes.collect())?;
    let (placeable, mut findings) = editor.placeable();
    let (proven, contents) = if depth == Depth::Plan || placeable.is_empty() {
        let contents = editor.contents(&placeable)?;
        (Proven::planned(placeable), contents)
    } else {
        let proven = prove(&editor, &mut sizes, &placeable, console)?;
        let contents = editor.contents(&proven.kept)?;
        (proven, contents.with_lock(&session))
    };
    findings.extend(proven.findings);
    Ok(Outcome {
        functions: functions(&session, &proposed, &findings, &proven.actual),
        profiles: sizes.profiles(),
        tests: proven.tests,
        files: contents.replacements(),
        ..Outcome::nothing(options, workspace)
    })
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
