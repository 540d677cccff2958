//! In: a binary with debug information. Out: which function each of its bytes came from,
//! through everything that was inlined. Refused: a file without debug information, and one
//! whose debug information is damaged.
//!
//! A symbol says how many bytes a copy has; what the optimizer inlined has no symbol. DWARF
//! names both: every `DW_TAG_subprogram` with code is a [`Body`](info::Body), and every
//! `DW_TAG_inlined_subroutine` below it a [`Frame`](info::Frame). The names are mangled
//! ones, as in the symbol table, and say where the function was declared.

pub mod error;
pub mod info;
mod parse;
mod sections;
mod units;
