//! Code that the tests in `tests/` share.

pub mod examples;
