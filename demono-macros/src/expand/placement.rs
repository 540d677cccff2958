//! Where the inner goes, and which of the function's generics it keeps.
//!
//! In: the function, the plan, what the walk saw. Out: [`Placement`] and
//! [`Staying`].

use proc_macro2::{Ident, Span};
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::{GenericParam, ReturnType};

use super::block::{BlockKind, Header};
use super::generics::Generics;
use super::input::{Argument, Function};
use super::mentions::{self, has_impl_trait, Mentions};
use super::namer::retain_in_use;
use super::plan::{Plan, Role};
use super::tokens::new_ident;

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

/// A generic of the function that the inner cannot do without.
pub(crate) struct Stay<'a> {
    pub(crate) name: &'a Ident,
    pub(crate) reason: Reason<'a>,
}

pub(crate) enum Reason<'a> {
    /// A parameter that is not converted has it.
    Param {
        arg: &'a Argument,
        skipped: bool,
        at: Ident,
    },
    Return(Ident),
    Body(Ident),
    /// The bounds of another generic that stays.
    Bound(Ident),
}

/// What stays generic.
#[derive(Default)]
pub(crate) struct Staying<'a> {
    pub(crate) named: Vec<Stay<'a>>,
    /// `impl Trait` parameters that are not converted, and whether that is the
    /// user's wish.
    pub(crate) anonymous: Vec<(&'a Argument, bool)>,
}

impl<'a> Staying<'a> {
    pub(crate) fn of(
        function: &'a Function,
        generics: &Generics<'a>,
        plan: &Plan<'a>,
        body: &Mentions<'_>,
    ) -> Self {
        let mut staying = Staying::default();
        for &name in &generics.names() {
            if let Some(reason) = direct_reason(function, plan, body, name) {
                staying.named.push(Stay { name, reason });
            }
        }
        staying.add_bounds(generics);
        for param in &plan.params {
            let kept = matches!(param.role, Role::Keep | Role::Skip);
            if kept && has_impl_trait(&param.arg.ty) {
                staying
                    .anonymous
                    .push((param.arg, param.role == Role::Skip));
            }
        }
        staying
    }

    pub(crate) fn contains(&self, name: &Ident) -> bool {
        for stay in &self.named {
            if stay.name == name {
                return true;
            }
        }
        false
    }

    pub(crate) fn contains_all(&self, names: &[Ident]) -> bool {
        for name in names {
            if !self.contains(name) {
                return false;
            }
        }
        true
    }

    /// What stays keeps its bounds, and those may name another generic.
    fn add_bounds(&mut self, generics: &Generics<'a>) {
        while let Some(stay) = self.next_by_bound(generics) {
            self.named.push(stay);
        }
    }

    fn next_by_bound(&self, generics: &Generics<'a>) -> Option<Stay<'a>> {
        for generic in &generics.types {
            let name = &generic.param.ident;
            if self.contains(name) {
                continue;
            }
            for other in &generics.types {
                if !self.contains(&other.param.ident) {
                    continue;
                }
                for bound in &other.bounds {
                    if let Some(at) = mentions::first(bound, name) {
                        let reason = Reason::Bound(at);
                        return Some(Stay { name, reason });
                    }
                }
            }
        }
        None
    }
}

fn direct_reason<'a>(
    function: &'a Function,
    plan: &Plan<'a>,
    body: &Mentions<'_>,
    name: &Ident,
) -> Option<Reason<'a>> {
    for param in &plan.params {
        let skipped = match param.role {
            Role::Keep => false,
            Role::Skip => true,
            Role::Unnamed | Role::Convert(_) => continue,
        };
        if let Some(at) = mentions::first(&param.arg.ty, name) {
            let arg = param.arg;
            return Some(Reason::Param { arg, skipped, at });
        }
    }
    for converted in &plan.converted {
        if let Some(at) = mentions::first(&converted.conversion.mentioned(), name) {
            return Some(Reason::Bound(at));
        }
    }
    if let ReturnType::Type(_, ty) = &function.output {
        // `use<..>` must name every generic, whether or not the type has it.
        let ty = retain_in_use(ty.to_token_stream(), &|_| false);
        if let Some(at) = mentions::first(&ty, name) {
            return Some(Reason::Return(at));
        }
    }
    for mention in &body.generics {
        if mention == name {
            return Some(Reason::Body(mention.clone()));
        }
    }
    None
}
