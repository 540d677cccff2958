//! The attribute's words and what it stands on.
//!
//! In: tokens. Out: [`function::Function`], or the head and the items of a block, and
//! [`options::Options`]. Refused: what is not a function, unknown words.

pub(crate) mod cfg;
pub(crate) mod function;
pub(crate) mod header;
pub(crate) mod items;
pub(crate) mod options;
mod printed;
pub(crate) mod worth;
