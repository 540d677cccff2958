//! What the tests of several crates share.
//!
//! | module | for |
//! |---|---|
//! | [`skip`] | a test that cannot run here, and says so where a person sees it |
//! | [`tools`] | other programs that a test needs or compares with |
//! | [`std_source`] | builds for other targets, with std built along |
//! | [`child`] | a child process that is ended if it hangs |

pub mod child;
pub mod skip;
pub mod std_source;
pub mod tools;
