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
use quote::{quote, ToTokens};
use syn::{Attribute, Meta};

use crate::expand::input::function::Function;

/// The function once for each state of its first parameter condition; nothing
/// where no parameter has one.
pub(crate) fn variants(
    function: &mut Function,
    attribute: &TokenStream,
    krate: Option<&TokenStream>,
) -> Option<TokenStream> {
    let (index, position) = first_condition(function)?;
    let condition = function.params[index].attrs.remove(position);
    let with = function.to_token_stream();
    function.params.remove(index);
    let without = function.to_token_stream();
    let Meta::List(list) = &condition.meta else {
        return None;
    };
    let predicate = &list.tokens;
    let krate = krate.map_or_else(|| quote!(::demono), Clone::clone);
    Some(quote! {
        #[cfg(#predicate)] #[#krate::demono(#attribute)] #with
        #[cfg(not(#predicate))] #[#krate::demono(#attribute)] #without
    })
}

/// Which parameter has a condition, and which of its attributes that is.
fn first_condition(function: &Function) -> Option<(usize, usize)> {
    for (index, param) in function.params.iter().enumerate() {
        for (position, attr) in param.attrs.iter().enumerate() {
            if is_condition(attr) {
                return Some((index, position));
            }
        }
    }
    None
}

fn is_condition(attr: &Attribute) -> bool {
    attr.path().is_ident("cfg") && matches!(attr.meta, Meta::List(_))
}
