//! The rules of the house: how the files of a crate may import each other, and how long
//! they may be.
//!
//! 1. No circle: if a file imports from another, that one does not import from it, nor
//!    through others. `use` and paths are imports, `mod` is none. What a file imports is
//!    what the other defines.
//! 2. A name is imported from the file that defines it, not from one that only
//!    re-exports it. The `pub use` of a `lib.rs` is for the users of the crate.
//! 3. A file of product code has at most 450 lines, its tests included.
//!
//! ```text
//! packages -> load (collect, uses, tokens, test_only) -> tree
//!          -> imports (resolve) -> circles -> findings
//! ```

mod check;
mod circles;
mod collect;
mod documents;
mod findings;
mod imports;
mod load;
mod made_up;
mod packages;
mod resolve;
mod rules;
mod test_only;
mod tokens;
mod tree;
mod uses;
