//! Without `#[demono(dyn)]`: the shim, for the inner in `inner.rs`.

use std::time::Duration;

use crate::{Error, GaveUp, Policy, Success};

#[path = "inner.rs"]
#[expect(
    unreachable_pub,
    reason = "it is reachable when the callers make the objects"
)]
mod inner;

/// Calls `operation` with the number of the attempt until it succeeds, is refused, or
/// `policy` allows no more attempts. In between it calls `on_retry` with the error and the
/// time to wait; `on_retry` does the waiting.
#[inline]
pub fn retry(
    policy: &Policy,
    mut operation: impl FnMut(u32) -> Result<String, Error>,
    mut on_retry: impl FnMut(&Error, Duration),
) -> Result<Success, GaveUp> {
    inner::retry(policy, &mut operation, &mut on_retry)
}
