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
//! workspace -> copy                        trial::scratch
//!           -> programs as they are        weigh.rs     sizes, bytes by function
//!           -> suggestions -> sites        suggest
//!           -> edits of a set of sites     edits.rs
//!           -> those that compile          prove.rs
//!           -> of these those that pay     prove.rs, weigh.rs
//!           -> with the tests as before    prove.rs
//!           -> files to be written         write::journal
//! ```

mod edits;
mod error;
mod prove;
mod prune;
mod weigh;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use demono_report::{AppliedFunction, AppliedOutcome, ApplyProfile, TestsEntry};
use demono_size::workspace::{Interest, Selection, Workspace};
use demono_size::{Attribute, Event, Profile};

use crate::edit::manifest::Dependency;
use crate::edit::text::diff;
use crate::suggest::{suggest, Proposed, Scope, Subject, Wish};
use crate::trial::{Console, Scratch, SiteId, WorkspaceFiles};
use crate::write::journal::Replacement;

pub use error::ApplyError;
pub use prune::prune;

use edits::{Change, Contents, Editor};
use prove::Prover;
use weigh::Scales;

/// What to do, and how.
#[derive(Debug, Clone)]
pub struct Order {
    /// Which programs of which packages.
    pub selection: Selection,
    /// What is worth an attribute.
    pub wish: Wish,
    /// Profiles to build with: predictions are for the first, and no program may grow in
    /// any.
    pub profiles: Vec<Profile>,
    /// See [`Build::target`](demono_size::Build::target).
    pub target: Option<String>,
    /// See [`Build::target_directory`](demono_size::Build::target_directory).
    pub target_directory: Option<PathBuf>,
    /// What is written into manifests.
    pub dependency: Dependency,
    /// Whether tests are run.
    pub tests: Tests,
}

/// Whether the packages' own tests are run, before and after.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tests {
    /// Before and after.
    Run,
    /// Not at all.
    Skip,
}

/// What came of it.
#[derive(Debug)]
pub struct Outcome {
    /// The functions, the largest prediction first.
    pub functions: Vec<AppliedFunction>,
    /// What programs weigh, before and after.
    pub profiles: Vec<ApplyProfile>,
    /// What the tests said.
    pub tests: TestsEntry,
    /// The files to be written, in this order.
    pub files: Vec<Replacement>,
    /// The manifests of packages that lose their last attribute, but keep the dependency.
    pub without: Vec<PathBuf>,
    /// Where a journal of writing them belongs.
    pub state: PathBuf,
    /// The root of the workspace.
    pub root: PathBuf,
}

impl Outcome {
    /// Nothing to look at.
    fn nothing(order: &Order, workspace: &Workspace) -> Self {
        let target = order.target_directory.as_ref();
        Outcome {
            functions: Vec::new(),
            profiles: Vec::new(),
            tests: not_run(),
            files: Vec::new(),
            without: Vec::new(),
            state: state_of(target.unwrap_or(&workspace.target_directory)),
            root: workspace.root.clone(),
        }
    }

    /// The change as a unified diff, with paths relative to the root.
    pub fn diff(&self) -> String {
        let one = |file: &Replacement| {
            let path = file.path.strip_prefix(&self.root).unwrap_or(&file.path);
            let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
            diff(path, &text(&file.old), &text(&file.new))
        };
        self.files.iter().map(one).collect()
    }
}

fn not_run() -> TestsEntry {
    TestsEntry {
        skipped: Some("nothing was tried".to_owned()),
        ..TestsEntry::default()
    }
}

/// What a stage works on.
struct Bench<'a> {
    order: &'a Order,
    scratch: Scratch,
    /// The workspace of the copy.
    workspace: Workspace,
    /// That of the user.
    original: Workspace,
    /// The user's lock file when the copy was made.
    lock: Option<Vec<u8>>,
    state: PathBuf,
}

/// Where the journal of a workspace is.
pub fn state_of(target_directory: &Path) -> PathBuf {
    target_directory
        .join("demono")
        .join("apply")
        .join("journal")
}

impl<'a> Bench<'a> {
    fn new(order: &'a Order, interest: Interest) -> Result<Self, ApplyError> {
        let original = Workspace::load_for(&order.selection, interest)?;
        let target = order.target_directory.as_ref();
        let target = target.unwrap_or(&original.target_directory).clone();
        let below = target.join("demono").join("apply");
        let files = WorkspaceFiles::load(order.selection.manifest_path.as_deref())?;
        let scratch = Scratch::copy(&files, &below.join("scratch"))?;
        let lock = fs::read(scratch.root().join("Cargo.lock")).ok();
        let selection = Selection {
            manifest_path: Some(scratch.manifest()),
            packages: original.manifests.keys().cloned().collect(),
            workspace: false,
            ..order.selection.clone()
        };
        let workspace = Workspace::load_for(&selection, interest)?;
        Ok(Bench {
            order,
            scratch,
            workspace,
            original,
            lock,
            state: state_of(&target),
        })
    }

    /// `path` in the copy, as the user knows it: relative to the root.
    fn shown(&self, path: &Path) -> String {
        let original = self.scratch.original_of(path);
        let original = original.as_deref().unwrap_or(path);
        let relative = original.strip_prefix(&self.original.root);
        relative.unwrap_or(original).display().to_string()
    }

    fn outcome(
        &self,
        functions: Vec<AppliedFunction>,
        contents: Contents,
        profiles: Vec<ApplyProfile>,
        tests: TestsEntry,
    ) -> Outcome {
        Outcome {
            functions,
            profiles,
            tests,
            files: contents.replacements(),
            without: Vec::new(),
            state: self.state.clone(),
            root: self.original.root.clone(),
        }
    }
}

/// Whether anything is tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Depth {
    /// The programs are built, attributes are proposed, and that is all.
    Plan,
    /// Everything is proven.
    Prove,
}

/// Finds the attributes that pay, and proves them. Nothing is written: see
/// [`Outcome::files`].
pub fn apply(
    order: &Order,
    depth: Depth,
    console: &mut Console<'_>,
) -> Result<Outcome, ApplyError> {
    let bench = Bench::new(order, Interest::Any)?;
    let mut scales = Scales::new(&bench, depth, Attribute::On);
    scales.before(&bench, console)?;
    let subjects = scales.subjects();
    let proposed = propose(&bench, &subjects, console)?;
    let mut changes = Vec::new();
    for (number, proposed) in proposed.iter().enumerate() {
        changes.push(Change::add(SiteId(number), proposed));
    }
    let editor = Editor::new(&bench, changes)?;
    let (placeable, unplaceable) = editor.placeable();
    let mut verdicts: BTreeMap<SiteId, (AppliedOutcome, Option<String>)> = unplaceable
        .into_iter()
        .map(|(site, why)| (site, (AppliedOutcome::NotPlaceable, Some(why))))
        .collect();
    if depth == Depth::Plan || placeable.is_empty() {
        for site in &placeable {
            verdicts.insert(*site, (AppliedOutcome::Planned, None));
        }
        let contents = editor.contents(&placeable)?;
        let functions = functions(&bench, &proposed, &verdicts, &BTreeMap::new());
        let tests = not_run();
        let profiles = scales.profiles();
        return Ok(bench.outcome(functions, contents, profiles, tests));
    }
    let proven = Prover {
        bench: &bench,
        editor: &editor,
        scales: &mut scales,
    }
    .prove(placeable, console)?;
    verdicts.extend(proven.verdicts);
    let contents = editor.contents(&proven.kept)?.with_lock(&bench)?;
    let functions = functions(&bench, &proposed, &verdicts, &proven.actual);
    let profiles = scales.profiles();
    Ok(bench.outcome(functions, contents, profiles, proven.tests))
}

fn propose(
    bench: &Bench<'_>,
    subjects: &[Subject],
    console: &mut Console<'_>,
) -> Result<Vec<Proposed>, ApplyError> {
    for subject in subjects {
        (console.report)(Event::Reading(&subject.path));
    }
    let wish = Wish {
        scope: Scope::Members,
        ..bench.order.wish
    };
    let root = bench.scratch.root();
    let found = suggest(subjects, &bench.workspace.packages, &root, wish)?;
    Ok(found.proposed)
}

fn functions(
    bench: &Bench<'_>,
    proposed: &[Proposed],
    verdicts: &BTreeMap<SiteId, (AppliedOutcome, Option<String>)>,
    actual: &BTreeMap<SiteId, i64>,
) -> Vec<AppliedFunction> {
    let function = |(number, proposed): (usize, &Proposed)| {
        let site = SiteId(number);
        let known = verdicts.get(&site).cloned();
        let (outcome, why) = known.unwrap_or((AppliedOutcome::NotMeasured, None));
        let proposal = proposed.candidate.proposal.as_ref();
        AppliedFunction {
            function: proposed.candidate.function.clone(),
            file: bench.shown(&proposed.site.file),
            line: *proposed.site.lines.start(),
            attribute: proposal.map_or(String::new(), |it| it.attribute.clone()),
            outcome,
            predicted: Some(proposed.candidate.saving()),
            actual: actual.get(&site).copied(),
            why,
        }
    };
    proposed.iter().enumerate().map(function).collect()
}

/// The sites of a set, in order.
type Sites = BTreeSet<SiteId>;
