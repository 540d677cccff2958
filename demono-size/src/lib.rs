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
//!
//! All sizes are bytes. The library never prints and never exits: progress goes to a
//! callback, failures are typed errors that name the file or package concerned.

pub mod build;
pub mod read;
pub mod workspace;

mod profile;
mod rustflags;
mod strip;

pub use build::{Artifact, Attribute, Build, BuildError, Event, Features, Targets};
pub use profile::Profile;
pub use read::{Binary, ReadError, Section, Symbol};
pub use workspace::{Program, Selection, Workspace, WorkspaceError};
