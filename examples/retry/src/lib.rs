//! Tries again until it works or there is no point in trying.
//!
//! `retry.rs` is what you write with `#[demono(dyn)]`, `by_hand.rs` is what you would have
//! to write without it; `inner.rs` has only the body, for callers that make the trait
//! objects.

use std::fmt;
use std::time::Duration;

#[cfg_attr(feature = "by-hand", path = "by_hand.rs")]
#[cfg_attr(all(feature = "limit", not(feature = "by-hand")), path = "inner.rs")]
mod retry;

pub use retry::retry;

/// When to try again, and when to give up.
#[derive(Debug, Clone)]
pub struct Policy {
    /// How many attempts there are in total, including the first.
    pub attempts: u32,
    /// How long to wait after the first failure; the time doubles with each further one.
    pub wait: Duration,
    /// The longest time to wait between two attempts.
    pub longest: Duration,
    /// The longest time to wait in total.
    pub patience: Duration,
}

/// Why an attempt failed.
#[derive(Debug, Clone, PartialEq)]
pub enum Error {
    /// Not now.
    Busy,
    /// Not before this time has passed.
    Throttled(Duration),
    /// There was no answer for this long.
    Timeout(Duration),
    /// The answer makes no sense.
    Garbled(String),
    /// Never.
    Refused(String),
}

/// It worked.
#[derive(Debug, Clone, PartialEq)]
pub struct Success {
    /// The result.
    pub value: String,
    /// At which attempt.
    pub attempts: u32,
    /// How long it waited between the attempts.
    pub waited: Duration,
    /// The failures before, and how often each occurred in a row.
    pub failures: Vec<(String, u32)>,
}

/// It did not work.
#[derive(Debug, Clone, PartialEq)]
pub struct GaveUp {
    /// Why there are no more attempts.
    pub reason: Reason,
    /// How many there were.
    pub attempts: u32,
    /// The failures, and how often each occurred in a row.
    pub failures: Vec<(String, u32)>,
}

/// Why there are no more attempts.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Reason {
    /// There have been enough.
    Attempts,
    /// They would take too long.
    Patience,
    /// They would all fail.
    Hopeless,
}

impl Default for Policy {
    fn default() -> Self {
        Policy {
            attempts: 6,
            wait: Duration::from_millis(40),
            longest: Duration::from_secs(2),
            patience: Duration::from_secs(5),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Busy => f.write_str("busy"),
            Error::Throttled(wait) => write!(f, "throttled for {wait:?}"),
            Error::Timeout(after) => write!(f, "no answer after {after:?}"),
            Error::Garbled(answer) => write!(f, "garbled: {answer:?}"),
            Error::Refused(reason) => write!(f, "refused: {reason}"),
        }
    }
}

impl std::error::Error for Error {}

impl fmt::Display for Success {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Success {
            value,
            attempts,
            waited,
            failures,
        } = self;
        write!(f, "{value} at attempt {attempts} after {waited:?}")?;
        describe(f, failures)
    }
}

impl fmt::Display for GaveUp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let reason = match self.reason {
            Reason::Attempts => "that is enough",
            Reason::Patience => "it takes too long",
            Reason::Hopeless => "it is hopeless",
        };
        write!(f, "{reason} after attempt {}", self.attempts)?;
        describe(f, &self.failures)
    }
}

impl std::error::Error for GaveUp {}

fn describe(f: &mut fmt::Formatter<'_>, failures: &[(String, u32)]) -> fmt::Result {
    for (failure, times) in failures {
        write!(f, "; {failure}")?;
        if *times > 1 {
            write!(f, " ({times} times)")?;
        }
    }
    Ok(())
}
