//! In: the root file of a crate target. Out: its functions with a body, its `impl` and
//! `trait` blocks and its traits, each with its place and its text. Refused: a root file
//! that cannot be read or parsed; any other such file becomes a [`Problem`](tree::Problem),
//! and the rest of the crate is listed.
//!
//! | file | from | to |
//! |---|---|---|
//! | [`collect`], `visit` | a root file | the tree of its modules |
//! | `directory` | `mod x;` | the files that it may be in |
//! | [`attributes`] | the attributes of an item | what they say of `demono` and of files |
//! | [`file`](mod@file) | a text | its items, and the bytes of their spans |
//! | [`tree`] | | what is listed |
//!
//! Code in the arguments of macros is not seen, except that of `cfg_if!`, in which crates
//! declare their modules.

pub mod attributes;
pub mod collect;
mod directory;
pub mod file;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod tests_modules;
pub mod tree;
mod visit;
