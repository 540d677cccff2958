//! In: a program. Out: which function each of its bytes came from ([`debug`]), and per
//! function of the source what was compiled from it ([`census`]).

pub mod census;
pub mod debug;
