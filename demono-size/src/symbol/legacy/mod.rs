//! In: a symbol name in Rust's legacy mangling. Out: what it says of its function. Refused:
//! names without a hash at their end, which are C++'s.

pub(super) mod parse;
mod segment;
mod spelling;
