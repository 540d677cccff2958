//! What `#[demono]` would make of an item, outside a compiler.
//!
//! The code is that of the attribute itself: `src/expand` is a link to the folder of
//! `demono-macros`, as a proc-macro crate can export nothing else, and every user of the
//! attribute would have to build a crate between the two (serde_derive_internals does
//! the same).

mod expand;
