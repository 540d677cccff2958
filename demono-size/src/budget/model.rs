//! A budget as it is written: limits, each with its line.

use std::fmt;
use std::path::{Path, PathBuf};

use demono_report::ProgramKind;

use super::amount::Limit;
use crate::cargo::profile::Profile;
use crate::cargo::select::Program;

/// Limits for the programs of one package, in one profile and for one target.
#[derive(Debug, Clone, PartialEq)]
pub struct Budget {
    /// Where it is written.
    pub place: ManifestLine,
    /// The package.
    pub package: String,
    /// Which of its programs.
    pub which: Which,
    /// The triple; `None`: whatever is built for.
    pub target: Option<String>,
    /// The profile.
    pub profile: Profile,
    /// Machine code, at most.
    pub text: Option<SetLimit>,
    /// All loaded sections, at most.
    pub total: Option<SetLimit>,
    /// The stripped file, at most.
    pub file: Option<SetLimit>,
    /// What the splits save of the machine code, at least.
    pub saves: Option<SetLimit>,
    /// Limits for single functions.
    pub families: Vec<FamilyLimit>,
}

/// A limit where it is set.
#[derive(Debug, Clone, PartialEq)]
pub struct SetLimit {
    /// The limit.
    pub limit: Limit,
    /// The line.
    pub place: ManifestLine,
    /// As it is written: `35 KiB`.
    pub written: String,
}

/// Limits for one function.
#[derive(Debug, Clone, PartialEq)]
pub struct FamilyLimit {
    /// [`Family::name`](crate::Family::name).
    pub name: String,
    /// Copies of its body, at most.
    pub copies: Option<CopiesLimit>,
    /// Bytes of all copies, shims included, at most.
    pub bytes: Option<SetLimit>,
}

/// How many copies of a function there may be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CopiesLimit {
    /// The limit.
    pub copies: u64,
    /// The line.
    pub place: ManifestLine,
}

/// The programs a [`Budget`] is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Which {
    /// Every binary and cdylib of the package.
    All,
    /// A binary.
    Bin(String),
    /// An example.
    Example(String),
    /// The cdylib.
    Lib,
}

impl Which {
    pub(super) fn includes(&self, program: &Program) -> bool {
        match self {
            Which::All => matches!(program.kind, ProgramKind::Bin | ProgramKind::Cdylib),
            Which::Bin(name) => program.kind == ProgramKind::Bin && program.name == *name,
            Which::Example(name) => program.kind == ProgramKind::Example && program.name == *name,
            Which::Lib => program.kind == ProgramKind::Cdylib,
        }
    }
}

/// A line of a manifest, or of a `demono.toml`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ManifestLine {
    /// The file.
    pub file: PathBuf,
    /// The line, from 1.
    pub line: usize,
}

impl fmt::Display for ManifestLine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.file.display(), self.line)
    }
}

impl ManifestLine {
    /// As one would name it from the current directory.
    pub(super) fn near(&self) -> String {
        format!("{}:{}", near(&self.file), self.line)
    }
}

/// `path`, without the current directory in front.
pub(super) fn near(path: &Path) -> String {
    let here = std::env::current_dir().ok();
    let inside = here.and_then(|here| path.strip_prefix(here).ok());
    inside.unwrap_or(path).display().to_string()
}
