//! In: a program. Out: which function each of its bytes came from ([`debug`]), per function of
//! the source what was compiled from it ([`census`]), and both with the sizes of the program,
//! from a file that is read once ([`program`]).

pub mod census;
pub mod debug;
pub mod program;
