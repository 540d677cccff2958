//! Where the inner goes.
//!
//! In: the function, the names that its body mentions, the head of its block. Out:
//! [`Placement`].

use proc_macro2::{Ident, Span};
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::{GenericParam, ReturnType};

use crate::expand::input::function::Function;
use crate::expand::input::header::{BlockKind, Header};
use crate::expand::syntax::build::new_ident;
use crate::expand::syntax::mentions::{has_impl_trait, Mentions};

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Placement {
    /// An item inside the shim: nothing is added to any namespace.
    Nested,
    /// An associated function beside the shim, because an item inside it could
    /// name neither `Self` nor what the impl declares.
    Sibling,
    /// The method of a private trait inside the shim, which a block's attribute can
    /// implement: it knows the Self type.
    Helper,
}

impl Placement {
    pub(crate) fn of(function: &Function, body: &Mentions<'_>, header: Option<&Header>) -> Self {
        let mut declared: Vec<&Ident> = Vec::new();
        for param in &function.generics.params {
            declared.push(name_of(param));
        }
        let of_block = header.map(Header::names).unwrap_or_default();
        let mut signature = Mentions::of(&[]);
        signature.block = &of_block;
        signature.scan(function.generics.to_token_stream());
        signature.scan(function.generics.where_clause.to_token_stream());
        for param in &function.params {
            signature.scan(param.to_token_stream());
        }
        signature.scan(function.output.to_token_stream());
        let has_others = |names: &[Ident]| {
            for name in names {
                if !declared.contains(&name) {
                    return true;
                }
            }
            false
        };
        let of_impl = |mentions: &Mentions<'_>| {
            mentions.receiver
                || has_others(&mentions.lifetimes())
                || match header {
                    // Where the block is known its generics are, too.
                    Some(_) => !mentions.of_block.is_empty(),
                    None => has_others(&mentions.like_generics),
                }
        };
        let needs_impl = function.receiver.is_some() || of_impl(&signature) || of_impl(body);
        let Some(header) = header.filter(|_| needs_impl) else {
            return if needs_impl {
                Placement::Sibling
            } else {
                Placement::Nested
            };
        };
        Placement::of_method(function, Some(header))
    }

    /// Where the inner of a function goes that needs what its impl declares.
    pub(crate) fn of_method(function: &Function, header: Option<&Header>) -> Self {
        let Some(header) = header else {
            return Placement::Sibling;
        };
        // In a trait a returned `impl Trait` captures everything (rust#117078), and a future
        // is `Send` in fewer places.
        let opaque = match &function.output {
            ReturnType::Type(_, ty) => has_impl_trait(ty),
            ReturnType::Default => false,
        };
        let inherent = header.kind == BlockKind::Inherent;
        if inherent && (opaque || function.asyncness.is_some()) {
            Placement::Sibling
        } else {
            Placement::Helper
        }
    }

    pub(crate) fn inner_name(self, function: &Ident) -> Ident {
        let span = function.span().resolved_at(Span::mixed_site());
        match self {
            Placement::Nested | Placement::Helper => Ident::new("__demono_inner", span),
            Placement::Sibling => new_ident(format_args!("__demono_{}", function.unraw()), span),
        }
    }
}

fn name_of(param: &GenericParam) -> &Ident {
    match param {
        GenericParam::Type(param) => &param.ident,
        GenericParam::Const(param) => &param.ident,
        GenericParam::Lifetime(param) => &param.lifetime.ident,
    }
}
