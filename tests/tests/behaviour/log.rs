//! What happened, in order: for tests of when a value is converted, used and dropped.

use std::cell::RefCell;

thread_local! {
    static LOG: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

pub(super) fn log(event: impl Into<String>) {
    LOG.with(|log| log.borrow_mut().push(event.into()));
}

/// The events of `run`, one by one.
pub(super) fn logged(run: impl FnOnce()) -> Vec<String> {
    LOG.with(|log| log.borrow_mut().clear());
    run();
    LOG.with(|log| log.borrow_mut().split_off(0))
}

/// The events of `run` in one line.
pub(super) fn logged_line(run: impl FnOnce()) -> String {
    logged(run).join(" ")
}
