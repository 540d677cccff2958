//! In: a scratch. Out: which of its tests pass, and how that differs from another run.
//! Refused: a run that a signal or the user ended.

mod differ;
mod read;

use std::collections::BTreeMap;
use std::time::Duration;

use super::ground::Ground;
use super::process::{self, Console, Exit, Group, ProcessError, Streams};

pub use differ::{differences, Difference, Unstable};

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

/// How a whole run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// All suites were run.
    Finished,
    /// No suite was run: the tests do not compile, or cargo refused.
    NotCompiled,
    /// The time was over; the last suite is the one that did not end.
    TimedOut,
}

/// One run of all tests.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TestRun {
    /// In cargo's order.
    pub suites: Vec<Suite>,
    /// How it ended.
    pub end: End,
    /// All that cargo and the tests wrote, in order.
    pub output: String,
    /// How long it took, with compiling.
    pub duration: Duration,
}

impl TestRun {
    /// How long [`TestRun::run`] is meant to wait at most: half an hour.
    pub const LIMIT: Duration = Duration::from_secs(30 * 60);

    /// Runs `cargo test --no-fail-fast`.
    ///
    /// After `limit` the tests are killed with all they started: they are in a process
    /// group of their own, so Ctrl-C reaches them by way of
    /// [`Console::interrupted`] only.
    pub fn run(
        ground: &Ground<'_>,
        limit: Duration,
        console: &mut Console<'_>,
    ) -> Result<Self, ProcessError> {
        let mut command = ground.cargo("test");
        command.arg("--no-fail-fast");
        // What tests print would stand between their name and their result.
        command.env_remove("RUST_TEST_NOCAPTURE");
        // One pipe: cargo names the suite in one stream, the suite its tests in the other.
        let done = process::run(command, Streams::Joined, Group::Own { limit }, console)?;
        let output = String::from_utf8_lossy(&done.stdout).into_owned();
        let mut suites = read::suites(&output);
        let end = match done.exit {
            Exit::TimedOut => {
                if let Some(last) = suites.last_mut() {
                    last.status = Status::Failed;
                }
                End::TimedOut
            }
            Exit::Status(status) if !status.success() && suites.is_empty() => End::NotCompiled,
            Exit::Status(_) => End::Finished,
        };
        Ok(TestRun {
            suites,
            end,
            output,
            duration: done.duration,
        })
    }

    /// How many tests ended like this.
    pub fn count(&self, status: Status) -> usize {
        let results = self.suites.iter().flat_map(|it| it.results.values());
        results.filter(|it| **it == status).count()
    }
}
