//! With `#[demono(dyn)]`.

use std::time::Duration;

use demono::demono;

use crate::{Error, GaveUp, Policy, Reason, Success};

/// Calls `operation` with the number of the attempt until it succeeds, is refused, or
/// `policy` allows no more attempts. In between it calls `on_retry` with the error and the
/// time to wait; `on_retry` does the waiting.
#[demono(dyn)]
pub fn retry(
    policy: &Policy,
    mut operation: impl FnMut(u32) -> Result<String, Error>,
    mut on_retry: impl FnMut(&Error, Duration),
) -> Result<Success, GaveUp> {
    let mut failures: Vec<(String, u32)> = Vec::new();
    let mut waited = Duration::ZERO;
    let mut pause = policy.wait;
    let mut noise = policy.attempts.wrapping_mul(0x9e37_79b9) | 1;
    let mut attempt = 0;
    loop {
        attempt += 1;
        let error = match operation(attempt) {
            Ok(value) if value.contains(char::REPLACEMENT_CHARACTER) => Error::Garbled(value),
            Ok(mut value) => {
                value.truncate(value.trim_end().len());
                return Ok(Success {
                    value,
                    attempts: attempt,
                    waited,
                    failures,
                });
            }
            Err(error) => error,
        };
        let failure = error.to_string();
        match failures.last_mut() {
            Some((last, times)) if *last == failure => *times += 1,
            _ => failures.push((failure, 1)),
        }

        // Up to a quarter more or less, so that not all clients retry at once.
        noise ^= noise << 13;
        noise ^= noise >> 17;
        noise ^= noise << 5;
        let jitter = pause / 4 * (noise % 3);
        let wait = match &error {
            Error::Busy => pause - pause / 4 + jitter,
            Error::Throttled(wait) => pause.max(*wait),
            Error::Timeout(after) => (pause + jitter).saturating_sub(*after),
            Error::Garbled(_) => Duration::ZERO,
            Error::Refused(_) => {
                return Err(GaveUp {
                    reason: Reason::Hopeless,
                    attempts: attempt,
                    failures,
                });
            }
        };
        let wait = wait.min(policy.longest);
        let reason = match waited.checked_add(wait) {
            _ if attempt >= policy.attempts => Some(Reason::Attempts),
            Some(sum) if sum <= policy.patience => None,
            _ => Some(Reason::Patience),
        };
        if let Some(reason) = reason {
            return Err(GaveUp {
                reason,
                attempts: attempt,
                failures,
            });
        }
        on_retry(&error, wait);
        waited += wait;
        pause = pause.saturating_mul(2).min(policy.longest);
    }
}
