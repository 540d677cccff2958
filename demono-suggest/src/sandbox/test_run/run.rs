//! In: a sandbox. Out: which of its tests pass. Refused: a run that a signal or the user
//! ended.

use std::time::Duration;

use demono_size::cargo::process::{self, Exit, Group, ProcessError, Streams};
use demono_size::Console;

use super::read::suites;
use super::suite::{Status, Suite};
use crate::sandbox::context::CargoContext;

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
    /// In the order of cargo.
    pub suites: Vec<Suite>,
    /// How it ended.
    pub end: End,
    /// All that cargo and the tests wrote, in order.
    pub output: String,
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
        context: &CargoContext<'_>,
        limit: Duration,
        console: &mut Console<'_>,
    ) -> Result<Self, ProcessError> {
        let mut command = context.cargo("test");
        command.arg("--no-fail-fast");
        // What tests print would stand between their name and their result.
        command.env_remove("RUST_TEST_NOCAPTURE");
        // One pipe: cargo names the suite in one stream, the suite its tests in the other.
        let group = Group::Own { limit };
        let done = process::run(command, Streams::Joined, group, console)?.answered()?;
        let output = String::from_utf8_lossy(&done.stdout).into_owned();
        let mut suites = suites(&output);
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
        })
    }

    /// How many tests ended like this.
    pub fn count(&self, status: Status) -> usize {
        let results = self.suites.iter().flat_map(|it| it.results.values());
        results.filter(|it| **it == status).count()
    }
}
