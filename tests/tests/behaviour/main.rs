//! What annotated functions do: the same as without the attribute.
//!
//! Every test here passes with `DEMONO=off` as well, except those in `momo`,
//! which are about code that only a converted parameter lets compile.

mod asyncs;
mod bounds;
mod conversions;
mod drops;
mod kinds;
mod lifetimes;
mod macros;
mod methods;
mod momo;
mod shadowing;
