//! What annotated functions do: the same as without the attribute. All of it
//! passes with `DEMONO=off` as well; code that only a converted parameter lets
//! compile is in `momo.rs`, beside this folder.

// Code as people write it; what clippy says of it is the business of `lints.rs`.
#![allow(clippy::all)]

mod asyncs;
mod bounds;
mod conversions;
mod drops;
mod kinds;
mod lifetimes;
mod macros;
mod methods;
mod scopes;
mod shadowing;
