//! In: a symbol name as it stands in the symbol table. Out: the generic function it is a
//! copy of, the arguments of this copy, and the crate that made it; a name that is not
//! Rust's stands for itself.
//!
//! Rust's v0 names say all of this and are parsed by their grammar. Legacy names
//! (`_ZN..17h<hash>E`; a prebuilt std may have them) only name the function, without
//! arguments; they are spelled like v0 names as far as their text allows.

pub(crate) mod anonymous;
mod inner;
mod legacy;
pub mod name;
pub(crate) mod parts;
pub mod path;
pub(crate) mod reader;
mod suffix;
mod v0;
