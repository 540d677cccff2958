//! In: a workspace, and edits to try on it. Out: whether they compile, and whether the tests
//! still pass. The user's tree is only read.
//!
//! | stage | from | to |
//! |---|---|---|
//! | [`copy`] | a workspace | a copy of its files that cargo builds like the original |
//! | [`context`] | a copy, packages, features | the cargo commands that work on them |
//! | [`check`] | these | the compiler's errors, and the lines that they point at |
//! | [`test_run`] | these | which tests pass |

pub mod check;
pub mod context;
pub mod copy;
pub mod test_run;
