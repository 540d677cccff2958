//! The reports of `cargo demono`: plain data with a stable order, the schema of
//! `--format json`. The lowest of demono's crates: what measures fills these types in, and
//! what draws reads them.
//!
//! Every size is bytes. `before` and `after` are `DEMONO=off` and on in a measurement and
//! a ladder, the first and second of the two sides of a difference, and the source before
//! and after an edit. Fields may be added without a new [`SCHEMA`]; what is there keeps its
//! name and meaning.

mod apply;
mod change;
mod check;
mod diff;
mod document;
mod inventory;
mod ladder;
mod measure;
mod plain;
mod show;
mod suggest;

pub use apply::{
    AppliedFunction, AppliedOutcome, ApplyCommand, ApplyProfile, ApplyProgram, ApplyReport,
    TestCounts, TestsEntry,
};
pub use change::{Change, NamedChange};
pub use check::{BudgetResult, CheckReport, Contributor, Limited, Status, Unit};
pub use diff::{DiffReport, FamilyChange, Side};
pub use document::{Document, DocumentError, Report, SCHEMA};
pub use inventory::{
    BinaryInfo, CopyEntry, FamilyEntry, FamilyKind, Format, Inventory, Role, SectionEntry,
    SectionKind,
};
pub use ladder::{LadderReport, Outcome, Rung, RungSizes, BASE_RUNG};
pub use measure::{
    program_label, FunctionEntry, MeasureReport, OtherEntry, ProfileEntry, ProgramEntry,
    ProgramKind, Sizes, Verdict,
};
pub use plain::plain;
pub use suggest::{
    AttributePlace, Candidate, CandidateCopy, CandidateProgram, CrateEntry, Origin, PackageEntry,
    Proposal, Reason, ReasonKind, SuggestProgram, SuggestReport, Unmapped,
};
