//! Without `#[demono(dyn)]`: the shim, for the inner in `inner.rs`.

use std::time::Duration;

use crate::{Error, GaveUp, Policy, Success};

#[path = "inner.rs"]
#[expect(
    unreachable_pub,
    reason = "it is reachable when the callers make the objects"
)]
mod inner;

/// Calls `operation` with the number of the attempt until it works, `policy` says that
/// it is enough, or it is refused. In between calls `on_retry` with the error and with
/// the time to wait, and leaves it to `on_retry` to wait.
#[inline]
pub fn retry(
    policy: &Policy,
    mut operation: impl FnMut(u32) -> Result<String, Error>,
    mut on_retry: impl FnMut(&Error, Duration),
) -> Result<Success, GaveUp> {
    inner::retry(policy, &mut operation, &mut on_retry)
}
