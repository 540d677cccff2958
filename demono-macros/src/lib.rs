//! The attribute of the `demono` crate. Use it through that crate: what the
//! expansion calls lives there.
//!
//! In: the tokens of the attribute and of one item. Out: the item split into a
//! shim and an inner, or the item as it was, with errors beside it.

#[cfg(test)]
mod comparison;
mod expand;
#[cfg(test)]
#[macro_use]
mod snapshots;
#[cfg(test)]
mod snapshots_blocks;
#[cfg(test)]
mod snapshots_dyn;

use proc_macro::TokenStream;

/// Splits a generic function into a thin generic *shim*, which converts, and one
/// non-generic *inner*, which has the body and is compiled once.
///
/// The guide is the documentation of the `demono` crate.
#[proc_macro_attribute]
pub fn demono(attribute: TokenStream, item: TokenStream) -> TokenStream {
    // The other half of every measurement. A macro cannot make cargo track the
    // variable on stable, which is why `cargo demono measure` gives each half a
    // target directory of its own.
    if std::env::var_os("DEMONO").is_some_and(|value| value == "off") {
        return item;
    }
    expand::expand(attribute.into(), item.into()).into()
}
