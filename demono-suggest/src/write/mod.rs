//! In: the files that are to be replaced, old and new. Out: the new ones in place, all or
//! none, also after a kill. Refused: a file that has changed in the meantime, and a
//! workspace in which another run writes.
//!
//! | file | from | to |
//! |---|---|---|
//! | [`git`] | the files to be written | whether version control could bring them back |
//! | [`journal`] | files, old and new | the new ones in place |
//! | [`commit`](mod@commit) | files, old and new | all of them new, or all as they were |
//! | [`recover`] | the journal of an interrupted run | the files, all old or all new |
//! | [`replacement`] | | a file, old and new |
//! | `store`, `lock` | a folder | the journal in it, held by one process at a time |

pub mod commit;
pub mod error;
pub mod git;
pub mod journal;
pub(crate) mod lock;
pub mod recover;
pub mod replacement;
mod store;
