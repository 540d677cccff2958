//! In: a workspace, and edits to try on it. Out: whether they compile, whether the tests
//! still pass, the largest set of them that works, and the user's files with it written
//! in. Refused: nothing here knows of attributes; each stage names its own.
//!
//! The user's tree is read while edits are tried, and written once they are proven:
//!
//! | stage | from | to |
//! |---|---|---|
//! | [`scratch`] | a workspace | a copy of its files that cargo builds like the original |
//! | [`check`](mod@check) | a scratch | the compiler's errors, and which lines they blame |
//! | [`tests`] | a scratch | which tests pass |
//! | [`pick`] | edits and a way to try a set of them | the largest set found to work |
//! | [`git`] | the files to be written | whether version control could bring them back |
//! | [`journal`] | files, old and new | the new ones in place, all or none, also after a kill |
//!
//! Cargo is run by [`process`], which never prints.

pub mod check;
pub mod git;
pub mod ground;
pub mod journal;
mod lock;
pub mod pick;
pub mod process;
pub mod scratch;
pub mod tests;

pub use check::{check, CheckError, Checked, CompileError, Depth, Extent, Place, Warning};
pub use git::{GitError, WorkTree};
pub use ground::Ground;
pub use journal::{
    Ended, FileState, Interrupted, JournalError, Mended, Replacement, State, Transaction,
};
pub use pick::{settle, Dropped, Reason, Settled, SiteId, Tried};
pub use process::{Console, ProcessError};
pub use scratch::{Scratch, ScratchError, WorkspaceFiles, Written};
pub use tests::{differences, Difference, End, Status, Suite, TestRun, Unstable};
