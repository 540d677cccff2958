//! Parameters under `#[cfg]`.
//!
//! An attribute macro sees such a parameter whether or not it is configured in,
//! and an argument of a call cannot carry a `cfg`. So the first condition splits
//! the function in two, each half annotated again:
//!
//! ```text
//! Input:  #[demono] fn f(a: impl Into<A>, #[cfg(c)] b: B) { .. }
//! Output: #[cfg(c)]      #[::demono::demono] fn f(a: impl Into<A>, b: B) { .. }
//!         #[cfg(not(c))] #[::demono::demono] fn f(a: impl Into<A>) { .. }
//! ```

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Attribute, FnArg, ItemFn, Meta};

/// The function once for each state of its first parameter condition; nothing
/// where no parameter has one.
pub(crate) fn variants(function: &ItemFn, attribute: &TokenStream) -> Option<TokenStream> {
    let (index, position) = first_condition(function)?;

    let mut with = function.clone();
    let mut without = function.clone();
    let condition = attributes_of(&mut with.sig.inputs[index]).remove(position);
    without.sig.inputs = function
        .sig
        .inputs
        .pairs()
        .enumerate()
        .filter(|(position, _)| *position != index)
        .map(|(_, pair)| pair.cloned())
        .collect();

    let Meta::List(list) = &condition.meta else {
        return None;
    };
    let predicate = &list.tokens;
    Some(quote! {
        #[cfg(#predicate)] #[::demono::demono(#attribute)] #with
        #[cfg(not(#predicate))] #[::demono::demono(#attribute)] #without
    })
}

/// The parameter, and which of its attributes.
fn first_condition(function: &ItemFn) -> Option<(usize, usize)> {
    function
        .sig
        .inputs
        .iter()
        .enumerate()
        .find_map(|(index, input)| {
            let attrs = match input {
                FnArg::Receiver(receiver) => &receiver.attrs,
                FnArg::Typed(typed) => &typed.attrs,
            };
            Some((index, attrs.iter().position(is_condition)?))
        })
}

fn is_condition(attr: &Attribute) -> bool {
    attr.path().is_ident("cfg") && matches!(attr.meta, Meta::List(_))
}

fn attributes_of(input: &mut FnArg) -> &mut Vec<Attribute> {
    match input {
        FnArg::Receiver(receiver) => &mut receiver.attrs,
        FnArg::Typed(typed) => &mut typed.attrs,
    }
}
