//! In: a workspace, and edits to try on it. Out: whether they compile, whether the tests
//! still pass, and the largest set of them that works. Refused: nothing here knows of
//! attributes; each stage names its own.
//!
//! The user's tree is only read:
//!
//! | stage | from | to |
//! |---|---|---|
//! | [`scratch`] | a workspace | a copy of its files that cargo builds like the original |
//! | [`check`](mod@check) | a scratch | the compiler's errors, and which lines they blame |
//! | [`tests`] | a scratch | which tests pass |
//! | [`pick`] | edits and a way to try a set of them | the largest set found to work |
//!
//! Cargo is run by [`process`], which never prints.

pub mod check;
pub mod ground;
pub mod pick;
pub mod process;
pub mod scratch;
pub mod tests;

pub use check::{check, CheckError, Checked, CompileError, Depth, Extent, Place, Warning};
pub use ground::Ground;
pub use pick::{settle, Dropped, Reason, Settled, SiteId, Tried};
pub use process::{Console, ProcessError};
pub use scratch::{Scratch, ScratchError, WorkspaceFiles, Written};
pub use tests::{differences, Difference, End, Status, Suite, TestRun, Unstable};
