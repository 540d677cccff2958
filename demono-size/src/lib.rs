//! Which generic function holds how many bytes in how many copies of a binary; what the
//! `#[demono]` splits of a program save; and whether it stays within its budgets.
//!
//! The stages, each a module, each taking a finished value and returning a new one:
//!
//! | stage | from | to |
//! |---|---|---|
//! | [`cargo`] | a manifest, a profile, attribute on or off | the workspace, and the paths of its programs |
//! | [`binary`] | a file: ELF, PE/COFF, Mach-O, Wasm, an archive of these | its sections and symbols, what has no symbol, and what it weighs stripped |
//! | [`symbol`] | one mangled symbol name | the generic function it is a copy of, with which arguments |
//! | [`family`] | the symbols of one binary | per generic function its copies and their bytes |
//! | [`compare`] | the two binaries of one program | bytes before and after, in total and per split function |
//! | [`measure`](mod@measure) | packages and profiles | all of the above in one call |
//! | [`ladder`] | packages | the same under one size technique after the other |
//! | [`budget`] | limits in manifests, a baseline | whether programs are within them |
//! | [`reports`] | a binary, or measurements | a report of `demono-report`: data to save and to draw |
//!
//! A size test of a program or a library is two lines, see [`check`].
//!
//! All sizes are bytes. The library never prints and never exits: progress goes to a
//! callback, failures are typed errors that name the file or package concerned.

pub mod binary;
pub mod budget;
pub mod cargo;
pub mod compare;
pub mod family;
pub mod files;
pub mod ladder;
pub mod measure;
pub mod reports;
pub mod symbol;

pub use binary::{Binary, Gap, ReadError, Section, Symbol};
pub use budget::{check, BudgetError, Check, Checked};
pub use cargo::build::{Artifact, Build, BuildError};
pub use cargo::compiler::Compiler;
pub use cargo::console::{Console, Event};
pub use cargo::options::{Attribute, DebugInfo, Features, Targets};
pub use cargo::packages::{CrateKind, CrateRoot, PackageInfo};
pub use cargo::profile::Profile;
pub use cargo::select::{Interest, Program, Selection, WorkspaceError};
pub use cargo::workspace::Workspace;
pub use compare::{CompareError, Comparison, Split, Verdict};
pub use family::{Copy, Families, Family};
pub use ladder::{Ladder, LadderError};
pub use measure::{measure, MeasureError, Measured, Measurement, Settings};
pub use symbol::name::FunctionName;
pub use symbol::path::{ClosureOf, PathSegment, SymbolPath, TypeName};
