//! What the attribute stands on.
//!
//! In: the item's tokens. Out: a parsed function. Refused: an item that is not a
//! function, a function without a body. Code that does not parse is neither: it
//! is passed through, so that rustc can say what is wrong with it.

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::{ItemFn, TraitItemFn};

use super::errors::error;

pub(crate) enum Input {
    Function(Box<ItemFn>),
    Unparsed,
    Refused(syn::Error),
}

impl Input {
    pub(crate) fn parse(item: &TokenStream) -> Self {
        if let Ok(function) = syn::parse2::<ItemFn>(item.clone()) {
            return Input::Function(Box::new(function));
        }
        if let Ok(method) = syn::parse2::<TraitItemFn>(item.clone()) {
            return Input::Refused(error(
                &method.sig.ident,
                "a function without a body has nothing to split; put `#[demono]` where the body is",
            ));
        }
        match syn::parse2::<syn::Item>(item.clone()) {
            Ok(syn::Item::Fn(_) | syn::Item::Verbatim(_)) | Err(_) => Input::Unparsed,
            Ok(other) => Input::Refused(error(
                keyword(&other),
                format_args!(
                    "`#[demono]` splits functions, and this is {}; put it on a function or a method",
                    kind(&other)
                ),
            )),
        }
    }
}

/// The token that says what the item is, without its attributes.
fn keyword(item: &syn::Item) -> TokenStream {
    match item {
        syn::Item::Const(item) => item.const_token.to_token_stream(),
        syn::Item::Enum(item) => item.enum_token.to_token_stream(),
        syn::Item::Impl(item) => item.impl_token.to_token_stream(),
        syn::Item::Macro(item) => item.mac.path.to_token_stream(),
        syn::Item::Mod(item) => item.mod_token.to_token_stream(),
        syn::Item::Static(item) => item.static_token.to_token_stream(),
        syn::Item::Struct(item) => item.struct_token.to_token_stream(),
        syn::Item::Trait(item) => item.trait_token.to_token_stream(),
        syn::Item::Type(item) => item.type_token.to_token_stream(),
        syn::Item::Use(item) => item.use_token.to_token_stream(),
        other => other.to_token_stream(),
    }
}

fn kind(item: &syn::Item) -> &'static str {
    match item {
        syn::Item::Const(_) => "a constant",
        syn::Item::Enum(_) => "an enum",
        syn::Item::Impl(_) => "an impl block",
        syn::Item::Macro(_) => "a macro call",
        syn::Item::Mod(_) => "a module",
        syn::Item::Static(_) => "a static",
        syn::Item::Struct(_) => "a struct",
        syn::Item::Trait(_) => "a trait",
        syn::Item::Type(_) => "a type alias",
        syn::Item::Use(_) => "an import",
        _ => "something else",
    }
}
