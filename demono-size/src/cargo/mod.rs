//! Everything that runs cargo, rustc or git, and what they answer.
//!
//! From bottom to top:
//!
//! | file | from | to |
//! |---|---|---|
//! | [`command`] | a directory | cargo to be run there; any command as one types it |
//! | [`console`] | what a run reports | the caller, who may ask it to stop |
//! | [`process`] | a command | what it wrote, and how it ended |
//! | [`compiler`] | | which rustc it is |
//! | [`options`] | features, targets, debug information | arguments of cargo |
//! | [`profile`] | the name of a profile | arguments of cargo |
//! | `rustflags` | flags for rustc | arguments that keep the user's own |
//! | [`metadata`] | a manifest | what `cargo metadata` says |
//! | [`build`], `run` | packages, profile, attribute on or off | the paths of the programs |
//! | [`packages`], `graph` | metadata | the packages, and which of them depend on `demono` |
//! | [`select`] | metadata, and what the user asks for | packages and programs |
//! | [`workspace`] | a manifest | all that a command has to know, from one `cargo metadata` |
//! | [`git`] | a directory | what git says there |
//! | [`revision`] | a commit | its files in a worktree |

pub mod build;
pub mod command;
pub mod compiler;
pub mod console;
pub mod git;
mod graph;
pub mod metadata;
pub mod options;
pub mod packages;
pub mod process;
pub mod profile;
pub mod revision;
mod run;
mod rustflags;
pub mod select;
pub mod workspace;
