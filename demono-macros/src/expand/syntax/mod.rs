//! Reading and building tokens. Nothing in here knows what the attribute does.

pub(crate) mod build;
pub(crate) mod concrete;
pub(crate) mod cursor;
pub(crate) mod generics;
pub(crate) mod lifetimes;
pub(crate) mod mentions;
pub(crate) mod skip;
