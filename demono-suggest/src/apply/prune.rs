//! In: a workspace whose sources have the attribute. Out: the attributes that cost, taken
//! out and proven like those that are written. Refused: what a stage refuses.
//!
//! Each attribute is weighed by its functions with `DEMONO=off` and without. What is not in
//! any of the programs weighs nothing, and stays: others may call it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use demono_report::{AppliedFunction, AppliedOutcome, Origin};
use demono_size::{Attribute, Console, Interest, PackageInfo, Workspace};

use super::error::ApplyError;
use super::options::{ApplyOptions, Depth};
use super::outcome::{not_run, Finding, Findings, Outcome, NOT_MEASURED};
use super::plan::{Change, ChangeKind, Editor};
use super::prove::prove;
use super::session::Session;
use super::weigh::{Sizes, Weighed};
use crate::bisect::{ChangeId, ChangeSet};
use crate::edit::attribute::remove_attribute;
use crate::source::attributes::DemonoAttribute;
use crate::source::tree::{Container, SourceFunction, SourceTree};
use crate::suggest::locate::agree;

/// Finds the attributes that cost, and proves that nothing is lost without them. Nothing is
/// written: see [`Outcome::files`].
pub fn prune(
    options: &ApplyOptions,
    workspace: &Workspace,
    depth: Depth,
    console: &mut Console<'_>,
) -> Result<Outcome, ApplyError> {
    if workspace.demono.is_empty() {
        return Ok(Outcome::nothing(options, workspace));
    }
    let split = workspace.seen_for(Interest::Demono)?;
    let session = Session::new(options, &split, Interest::Demono)?;
    // Costs are what splits add to programs without them.
    let mut costs = Sizes::new(&session, Depth::Prove, Attribute::Off);
    costs.before(console)?;
    costs.after(console)?;
    let known = costs.functions();
    let mut attributes = Vec::new();
    for package in &session.workspace.packages {
        if package.origin == Origin::Member {
            collect(package, &known, &mut attributes);
        }
    }
    let changes = attributes.iter().map(|it| it.change.clone());
    let editor = Editor::new(&session, changes.collect())?;
    let (placeable, mut findings) = editor.placeable();
    let saved = costs.savings(&editor, &placeable, 0);
    let mut costly = ChangeSet::new();
    for (id, saving) in &saved {
        let functions = editor.change(*id).map_or(&[][..], |it| &it.functions);
        let finding = match *saving {
            _ if functions.is_empty() => {
                let why = "in none of these programs".to_owned();
                Finding::because(AppliedOutcome::NotMeasured, why)
            }
            saving if saving < 0 => {
                costly.insert(*id);
                Finding::because(AppliedOutcome::Costs, format!("it costs {} bytes", -saving))
            }
            _ => Finding::plain(AppliedOutcome::Kept),
        };
        findings.insert(*id, finding);
    }
    let mut sizes = Sizes::new(&session, depth, Attribute::On);
    sizes.before_from(&costs);
    let mut tests = not_run();
    let mut removed = costly.clone();
    if depth == Depth::Prove && !costly.is_empty() {
        let proven = prove(&editor, &mut sizes, &costly, console)?;
        tests = proven.tests;
        for id in costly.difference(&proven.kept) {
            // What was taken out and put back is there.
            let why = proven.findings.get(id).and_then(|it| it.why.clone());
            let outcome = AppliedOutcome::Kept;
            findings.insert(*id, Finding { outcome, why });
        }
        removed = proven.kept;
    }
    let manifests = |gone: bool| -> BTreeSet<PathBuf> {
        let changes = editor.changes.iter();
        let changes = changes.filter(|it| removed.contains(&it.id) == gone);
        let manifests = changes.filter_map(|it| session.sandbox.original_of(&it.manifest));
        manifests.collect()
    };
    let without = manifests(true);
    Ok(Outcome {
        functions: report(&session, &attributes, &findings, &saved),
        profiles: sizes.profiles(),
        tests,
        files: editor.contents(&removed)?.replacements(),
        without: without.difference(&manifests(false)).cloned().collect(),
        ..Outcome::nothing(options, workspace)
    })
}

/// An attribute in the source, and the functions that it splits.
struct Written {
    change: Change,
    /// As it is shown: of a function its name, of a block the first of its functions.
    name: String,
    attribute: String,
    line: usize,
}

/// All attributes of a package; `known` are the functions that are in the programs.
fn collect(package: &PackageInfo, known: &BTreeMap<&str, &Weighed>, attributes: &mut Vec<Written>) {
    for root in &package.crates {
        let Ok(tree) = SourceTree::load(&root.name, &root.path) else {
            continue;
        };
        let names = |function: &SourceFunction| -> Vec<String> {
            known
                .iter()
                .filter(|(_, it)| it.krate.as_ref() == Some(&root.name))
                .filter(|(_, it)| agree(&tree, function, &it.path))
                .map(|(name, _)| (*name).to_owned())
                .collect()
        };
        // `skips` are attributes that say something about this one only.
        let mut add = |attribute: &DemonoAttribute,
                       functions: Vec<&SourceFunction>,
                       skips: Vec<&DemonoAttribute>| {
            let Some(first) = functions.first() else {
                return;
            };
            let file = &tree.files[first.file];
            let names: Vec<String> = functions.iter().flat_map(|it| names(it)).collect();
            let removed = std::iter::once(attribute).chain(skips);
            let edits = removed.map(|it| remove_attribute(file, it));
            let written = Written {
                name: names.first().unwrap_or(&first.name).clone(),
                attribute: file.text[attribute.range.clone()].to_owned(),
                line: file.line(attribute.range.start),
                change: Change {
                    id: ChangeId(attributes.len()),
                    functions: names,
                    file: file.path.clone(),
                    lines: first.lines.clone(),
                    manifest: package.manifest.clone(),
                    objects: u64::from(attribute.is_dynamic()),
                    kind: ChangeKind::Remove(edits.collect()),
                },
            };
            // A file may be a module of several crates of the package.
            let same =
                |it: &Written| it.change.file == written.change.file && it.line == written.line;
            match attributes.iter_mut().find(|it| same(it)) {
                Some(other) => other.change.functions.extend(written.change.functions),
                None => attributes.push(written),
            }
        };
        for function in &tree.functions {
            if let Some(attribute) = function.demono.as_ref().filter(|it| !it.is_skip()) {
                add(attribute, vec![function], Vec::new());
            }
        }
        for block in &tree.blocks {
            if let Some(attribute) = &block.demono {
                let methods = block.functions.iter().map(|index| &tree.functions[*index]);
                let methods = methods.filter(|it| it.container != Container::Free);
                let (own, split): (Vec<_>, Vec<_>) = methods.partition(|it| it.demono.is_some());
                let own = own.into_iter().filter_map(|it| it.demono.as_ref());
                add(attribute, split, own.filter(|it| it.is_skip()).collect());
            }
        }
    }
}

fn report(
    session: &Session<'_>,
    attributes: &[Written],
    findings: &Findings,
    saved: &BTreeMap<ChangeId, i64>,
) -> Vec<AppliedFunction> {
    let function = |written: &Written| {
        let id = written.change.id;
        let known = findings.get(&id).cloned();
        let Finding { outcome, why } = known.unwrap_or(NOT_MEASURED);
        let measured = !written.change.functions.is_empty();
        AppliedFunction {
            function: written.name.clone(),
            file: session.shown(&written.change.file),
            line: written.line,
            attribute: written.attribute.clone(),
            outcome,
            predicted: None,
            actual: saved.get(&id).copied().filter(|_| measured),
            why,
        }
    };
    let mut functions: Vec<_> = attributes.iter().map(function).collect();
    functions.sort_by_key(|it| (it.actual.is_none(), it.actual));
    functions
}
