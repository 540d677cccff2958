//! In: a command. Out: how its child ended. A child that hangs is ended, and the test
//! fails; how long it takes decides nothing else.

use std::process::{Child, ExitStatus};
use std::thread;
use std::time::{Duration, Instant};

/// Longer than any child of a test takes on a loaded machine.
pub const LIMIT: Duration = Duration::from_secs(600);

/// Waits for `child`. After [`LIMIT`] it is killed.
///
/// # Panics
///
/// If `child` had to be killed; `what` says which it was.
pub fn wait(child: &mut Child, what: &str) -> ExitStatus {
    let mut status = None;
    until(what, || {
        status = child.try_wait().expect("the status of a child");
        status.is_some()
    })
    .unwrap_or_else(|hung| {
        let _ = child.kill();
        panic!("{hung}");
    });
    status.expect("until it has ended")
}

/// Waits until `done`.
///
/// # Errors
///
/// After [`LIMIT`], with a message that names `what`.
pub fn until(what: &str, mut done: impl FnMut() -> bool) -> Result<(), String> {
    let start = Instant::now();
    while !done() {
        if start.elapsed() > LIMIT {
            return Err(format!("{what}: nothing has happened for {LIMIT:?}"));
        }
        thread::sleep(Duration::from_millis(5));
    }
    Ok(())
}
