//! Build a program with and without its `#[demono]` splits, read both binaries,
//! and say which generic function holds how many bytes in how many copies.
//!
//! The stages, each a module, each taking a finished value and returning a new one:
//!
//! | stage | from | to |
//! |---|---|---|
//! | [`workspace`] | a manifest | the packages and binaries whose size `#[demono]` can change |
//! | [`build`] | packages, profile, attribute on or off | the paths of the binaries |
//! | [`read`] | one ELF file | its sections and symbols, and what it weighs stripped |
//! | [`name`] | one mangled symbol name | the generic function it is a copy of, with which arguments |
//! | [`family`] | the symbols of one binary | per generic function its copies and their bytes |
//! | [`compare`] | the two binaries of one program | bytes before and after, in total and per split function |
//! | [`measure`](mod@measure) | packages and profiles | all of the above in one call |
//!
//! All sizes are bytes. The library never prints and never exits: progress goes to a
//! callback, failures are typed errors that name the file or package concerned.

pub mod build;
pub mod compare;
pub mod family;
pub mod measure;
pub mod name;
pub mod read;
pub mod report;
pub mod workspace;

mod load;
mod profile;
mod rustflags;
mod strip;

pub use build::{Artifact, Attribute, Build, BuildError, Compiler, Event, Features, Targets};
pub use compare::{Change, CompareError, Comparison, FunctionChange, Split, Verdict};
pub use family::{Copy, Families, Family, Kind};
pub use measure::{measure, MeasureError, Measured, Measurement, Settings};
pub use name::{FunctionName, Role};
pub use profile::Profile;
pub use read::{Binary, Format, Gap, ReadError, Section, Symbol};
pub use workspace::{Program, Selection, Workspace, WorkspaceError};
