//! What is known of a test, and of the tests that are run together.

use std::collections::BTreeMap;

/// How one test ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// `ok`.
    Passed,
    /// `FAILED`.
    Failed,
    /// `ignored`.
    Ignored,
}

/// One test binary, or the documentation tests of one library.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suite {
    /// `unittests src/lib.rs (name)`, `tests/it.rs (it)`, `Doc-tests name`; without what
    /// differs from build to build.
    pub name: String,
    /// Each test that libtest named; none for suites with a harness of their own.
    pub results: BTreeMap<String, Status>,
    /// Whether the suite as a whole passed: [`Status::Passed`] or [`Status::Failed`].
    pub status: Status,
}
