//! Functions that a split would make smaller, and those that it would not.

use serde::{Deserialize, Serialize};

/// Generic functions of some programs, and what a split of each would save. All sizes are
/// bytes of machine code, of all programs together unless it says otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SuggestReport {
    /// `rustc 1.95.0 (..)`.
    pub compiler: String,
    /// The triple the programs run on.
    pub target: String,
    /// The profile they were built with.
    pub profile: String,
    /// The programs that were looked at.
    pub programs: Vec<SuggestProgram>,
    /// What can be split here and pays, the largest saving first. Each has a
    /// [`proposal`](Candidate::proposal).
    pub candidates: Vec<Candidate>,
    /// Everything else that wastes bytes, the most wasted first. Each has a
    /// [`reason`](Candidate::reason).
    pub refused: Vec<Candidate>,
    /// The same by crate, the most wasted first; empty unless asked for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub crates: Vec<CrateEntry>,
    /// What could not be looked at.
    pub unmapped: Unmapped,
}

/// A program as it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SuggestProgram {
    /// `package/name`, or one of the two where they are equal.
    pub name: String,
    /// Machine code.
    pub text: u64,
    /// The file without symbols and debug information.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stripped: Option<u64>,
}

/// A generic function.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Candidate {
    /// Its name without generic arguments: `app::config::load`.
    pub function: String,
    /// The crate that defines it.
    #[serde(rename = "crate")]
    pub krate: String,
    /// The package of that crate.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub package: Option<PackageEntry>,
    /// The file that it is in; relative to the workspace's root if it is below it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// The line of its signature, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<usize>,
    /// What it is in each program that has it.
    pub programs: Vec<CandidateProgram>,
    /// Its copies in all programs, the largest first.
    pub copies: Vec<CandidateCopy>,
    /// Bytes of all copies, where they were inlined too.
    pub bytes: u64,
    /// All of them but the largest copy of each program.
    pub wasted: u64,
    /// How to split it, if that is possible and pays.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proposal: Option<Proposal>,
    /// Why it is not proposed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Reason>,
    /// Markdown for an issue or a pull request, where others own the function and a split
    /// would save something here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issue: Option<String>,
}

/// The package that a function is from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackageEntry {
    /// Its name.
    pub name: String,
    /// Its version; of the standard library that of the compiler.
    pub version: String,
    /// Where it comes from.
    pub origin: Origin,
    /// Where one would propose a change.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub repository: Option<String>,
}

/// Where a package comes from, which decides on who can change it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Origin {
    /// A member of the workspace.
    Member,
    /// A path dependency outside of it.
    Path,
    /// A registry.
    Registry,
    /// A git repository.
    Git,
    /// The toolchain. No package of `cargo metadata` does, but functions in reports may.
    Std,
}

/// A function in one program.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CandidateProgram {
    /// The program, as in [`SuggestProgram::name`].
    pub program: String,
    /// Copies that are functions of their own.
    pub copies: usize,
    /// Places where a copy was inlined into a caller.
    pub inlined: usize,
    /// Bytes of both.
    pub bytes: u64,
    /// Bytes that the split would save; negative if it would cost.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub saving: Option<i64>,
}

/// A function for certain types in one program.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CandidateCopy {
    /// The generic arguments, `["&str"]`.
    pub types: Vec<String>,
    /// The program, as in [`SuggestProgram::name`].
    pub program: String,
    /// Bytes, of the function and of where it was inlined.
    pub bytes: u64,
    /// Places where it was inlined into a caller.
    #[serde(default)]
    pub inlined: usize,
}

/// How to split a function, and what is expected of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposal {
    /// The attribute: `#[demono]`, `#[demono(dyn)]`, ...
    pub attribute: String,
    /// What it is written on.
    pub place: AttributePlace,
    /// The line of that in the [`file`](Candidate::file), from 1.
    pub place_line: usize,
    /// Bytes of the inners, one for each program.
    pub inner_bytes: u64,
    /// Bytes of all shims.
    pub shim_bytes: u64,
    /// Bytes saved: those of all copies less those of inners and shims.
    pub saving: i64,
    /// Whether calls go through a vtable, which makes them slower.
    pub dynamic: bool,
    /// What to know before applying it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// What an attribute is written on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum AttributePlace {
    /// The function itself.
    Function,
    /// The `impl` block that it is in.
    Impl,
    /// The trait whose default method it is.
    Trait,
}

/// Why a function is not proposed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    /// The kind of reason.
    pub kind: ReasonKind,
    /// The reason in words.
    pub text: String,
}

/// The kind of a [`Reason`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReasonKind {
    /// It is in a package that is not a member of the workspace.
    OtherCrate,
    /// It is in the standard library.
    Std,
    /// A split would have to change what it returns.
    ReturnType,
    /// A shim is as large as the function.
    TooSmall,
    /// No program has more than one copy.
    OneCopy,
    /// Its copies do not differ in the type of a parameter: in constants, or in what
    /// surrounds it.
    NotByType,
    /// The attribute would refuse it.
    Refused,
    /// Its source was not found, or could not be read.
    NoSource,
    /// A macro wrote it.
    MacroCode,
    /// It has the attribute already.
    AlreadySplit,
    /// The split would save less than was asked for.
    BelowThreshold,
}

/// The generic functions of one crate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CrateEntry {
    /// Its name as in paths: `serde_json`.
    #[serde(rename = "crate")]
    pub krate: String,
    /// Its package.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub package: Option<PackageEntry>,
    /// Generic functions with more than one copy.
    pub families: usize,
    /// Bytes of all their copies.
    pub bytes: u64,
    /// All of these but the largest copy of each function.
    pub wasted: u64,
    /// How many of the functions could be split, by whoever owns the crate.
    pub candidates: usize,
    /// Bytes that this is expected to save.
    pub saving: i64,
    /// Up to three functions that waste most.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub top: Vec<String>,
}

/// Generic functions whose source was not found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Unmapped {
    /// How many.
    pub families: usize,
    /// Bytes of all their copies but the largest of each.
    pub wasted: u64,
}

impl SuggestReport {
    /// Bytes that all candidates are expected to save.
    pub fn saving(&self) -> i64 {
        let savings = self.candidates.iter().map(Candidate::saving);
        savings.fold(0, i64::saturating_add)
    }
}

impl Candidate {
    /// Bytes that its proposal is expected to save; 0 without one.
    pub fn saving(&self) -> i64 {
        self.proposal.as_ref().map_or(0, |proposal| proposal.saving)
    }

    /// Copies in all programs: functions of their own, and places where one was inlined.
    pub fn count(&self) -> (usize, usize) {
        let sum = |of: fn(&CandidateProgram) -> usize| self.programs.iter().map(of).sum();
        (sum(|it| it.copies), sum(|it| it.inlined))
    }
}
