//! What `apply` and `prune` come to.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use demono_report::{AppliedFunction, AppliedOutcome, ApplyProfile, TestsEntry};
use demono_size::Workspace;

use super::options::ApplyOptions;
use crate::bisect::ChangeId;
use crate::edit::text::diff;
use crate::write::replacement::Replacement;

/// What became of one change, and why.
#[derive(Debug, Clone)]
pub(super) struct Finding {
    pub(super) outcome: AppliedOutcome,
    pub(super) why: Option<String>,
}

impl Finding {
    /// Where the outcome says it all.
    pub(super) fn plain(outcome: AppliedOutcome) -> Self {
        Finding { outcome, why: None }
    }

    pub(super) fn because(outcome: AppliedOutcome, why: String) -> Self {
        let why = Some(why);
        Finding { outcome, why }
    }
}

/// Nothing is known of it.
pub(super) const NOT_MEASURED: Finding = Finding {
    outcome: AppliedOutcome::NotMeasured,
    why: None,
};

/// What became of each change.
pub(super) type Findings = BTreeMap<ChangeId, Finding>;

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
    pub(super) fn nothing(options: &ApplyOptions, workspace: &Workspace) -> Self {
        let target = options.target_directory.as_ref();
        Outcome {
            functions: Vec::new(),
            profiles: Vec::new(),
            tests: not_run(),
            files: Vec::new(),
            without: Vec::new(),
            state: state_of(target.unwrap_or(&workspace.layout.target_directory)),
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

pub(super) fn not_run() -> TestsEntry {
    TestsEntry {
        skipped: Some("nothing was tried".to_owned()),
        ..TestsEntry::default()
    }
}

/// Where the journal of a workspace is.
pub fn state_of(target_directory: &Path) -> PathBuf {
    target_directory
        .join("demono")
        .join("apply")
        .join("journal")
}
