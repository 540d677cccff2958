//! Running the tests of a sandbox, and comparing two runs.
//!
//! | file | from | to |
//! |---|---|---|
//! | [`suite`] | | a test, and the tests that are run together |
//! | `read` | what `cargo test` writes | suites |
//! | [`run`] | a sandbox | which of its tests pass |
//! | [`differ`] | two runs | what passed in the first and not in the second |

pub mod differ;
mod read;
pub mod run;
pub mod suite;
