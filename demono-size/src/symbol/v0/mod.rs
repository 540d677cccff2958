//! In: a symbol name in Rust's v0 mangling. Out: the path it encodes, and how that is
//! printed. Refused: what the grammar does not allow.

pub(super) mod closures;
mod constant;
mod key;
pub(super) mod parser;
mod parts;
pub(super) mod print;
mod punycode;
mod split;
pub(super) mod tree;
mod types;
