//! How one parameter crosses from the shim to the inner.
//!
//! In: the bounds of its generic, and the form in which the parameter has it. Out: the
//! inner's type, the shim's expression, what the inner makes of it first. Refused: bounds
//! that cannot be an object.

pub(crate) mod auto_traits;
pub(crate) mod bounds;
pub(crate) mod call;
pub(crate) mod combined;
pub(crate) mod conversion;
pub(crate) mod form;
pub(crate) mod held;
pub(crate) mod items;
pub(crate) mod narrow;
pub(crate) mod object;
pub(crate) mod object_inner;
mod object_shim;
pub(crate) mod optional;
pub(crate) mod standard;
pub(crate) mod std_traits;
pub(crate) mod uses;
