//! In: the debug information of a binary. Out: per function of the source its instances,
//! with all bytes that come from them: copies with a symbol, copies that were inlined,
//! closures, and what only exists for a closure of theirs.

pub mod count;
pub mod item;
mod names;
#[cfg(test)]
mod tests;
