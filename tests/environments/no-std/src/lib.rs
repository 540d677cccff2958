//! Without std, without a prelude, without unsafe code, with decoys for the names that
//! an expansion uses.

#![no_std]
#![no_implicit_prelude]
#![forbid(unsafe_code)]
#![deny(warnings)]

extern crate alloc;

/// Not the crate.
pub mod core {}

/// Not the crate.
pub mod std {}

/// Not the attribute's crate.
pub mod demono {}

/// Not the trait.
pub trait Decoy {}

#[path = "../../corpus.rs"]
pub mod corpus;

#[path = "../../objects.rs"]
pub mod objects;
