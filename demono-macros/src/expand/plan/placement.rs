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
use crate::expand::plan::parameters::Plan;
use crate::expand::syntax::build::new_ident;
use crate::expand::syntax::concrete::is_concrete;
use crate::expand::syntax::mentions::{first, has_impl_trait, is_often_a_type, Mentions};

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
    /// `body` has the names of the body, with the generics of the impl as far as they are
    /// known. Should it depend on what a name stands for, and nothing show that, the name is
    /// put into `unclear`.
    pub(crate) fn of(
        function: &Function,
        body: &Mentions<'_>,
        header: Option<&Header>,
        types: &[Ident],
        plan: &Plan<'_>,
        unclear: &mut Option<Ident>,
    ) -> Self {
        let mut declared: Vec<&Ident> = Vec::new();
        for param in &function.generics.params {
            declared.push(name_of(param));
        }
        let mut signature = Mentions::of(&[]);
        signature.block = body.block;
        signature.in_types = true;
        signature.scan(function.generics.to_token_stream());
        signature.scan(function.generics.where_clause.to_token_stream());
        for param in &function.params {
            signature.scan(param.ty.to_token_stream());
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
            mentions.receiver || has_others(&mentions.lifetimes()) || !mentions.of_block.is_empty()
        };
        let needs_impl = function.receiver.is_some() || of_impl(&signature) || of_impl(body);
        let Some(header) = header else {
            if needs_impl {
                return Placement::Sibling;
            }
            let is_open = |name: &&Ident| {
                !declared.contains(name)
                    && !types.contains(name)
                    && !is_concrete(function.body.clone(), name)
            };
            // Where the block is unknown its generics are, too.
            let mut found = Placement::Nested;
            for name in signature.like_generics.iter().chain(&body.like_generics) {
                if !is_open(&name) {
                    continue;
                }
                found = Placement::Sibling;
                if is_often_a_type(name) || is_target(plan, name) {
                    unclear.get_or_insert(name.clone());
                }
            }
            if found == Placement::Nested {
                let mut constants = signature.like_constants.iter().chain(&body.like_constants);
                *unclear = constants.find(is_open).cloned();
            }
            return found;
        };
        if needs_impl {
            Placement::of_method(function, Some(header))
        } else {
            Placement::Nested
        }
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
        // A trait's method cannot have `#[target_feature]`, unless it is `unsafe`.
        let mut featured = false;
        for attr in &function.attrs {
            featured |= attr.path().is_ident("target_feature");
        }
        let inherent = header.kind == BlockKind::Inherent;
        if inherent && (opaque || featured || function.asyncness.is_some()) {
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

/// Whether a parameter is converted to a type that has this name in it.
fn is_target(plan: &Plan<'_>, name: &Ident) -> bool {
    for converted in &plan.converted {
        let target = converted.conversion.standard().and_then(|of| of.target);
        if target.is_some_and(|target| first(target, name).is_some()) {
            return true;
        }
    }
    false
}

fn name_of(param: &GenericParam) -> &Ident {
    match param {
        GenericParam::Type(param) => &param.ident,
        GenericParam::Const(param) => &param.ident,
        GenericParam::Lifetime(param) => &param.lifetime.ident,
    }
}
