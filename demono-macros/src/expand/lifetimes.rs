//! Elided lifetimes.
//!
//! The inner can have a reference more than the function had: what was a value is
//! now a borrow. Then elision would break, or in edition 2024 the returned `impl
//! Trait` would capture a borrow of what the shim owns. So the lifetimes get names:
//!
//! ```text
//! Input:  fn f(a: &str, b: impl AsRef<str>) -> &str
//! Output: fn __demono_inner<'__demono_0>(a: &'__demono_0 str, b: &str) -> &'__demono_0 str
//! ```
//!
//! In: the function and the plan. Out: the types of the inner's parameters, its
//! receiver and its return type. Refused: a return type whose lifetime comes from
//! a parameter type that hides it.

use proc_macro2::{Span, TokenStream};
use quote::{format_ident, quote, ToTokens};
use syn::visit_mut::{self, VisitMut};
use syn::{
    FnArg, GenericArgument, GenericParam, ItemFn, Lifetime, PathArguments, PathSegment, Receiver,
    ReceiverKind, ReturnType, Type,
};

use super::conversion::Form;
use super::errors::{error, Errors};
use super::mentions;
use super::placement::has_impl_trait;
use super::plan::{Param, Plan, Role};

/// The types of the inner's signature.
pub(crate) struct Normalized {
    /// Lifetimes that got a name.
    pub(crate) new: Vec<Lifetime>,
    pub(crate) receiver: Option<Receiver>,
    /// One for each parameter of the plan.
    pub(crate) types: Vec<TokenStream>,
    pub(crate) output: ReturnType,
    /// The return type as edition 2024 needs it, where that differs.
    pub(crate) capturing: Option<Capturing>,
}

/// A return type that says what it captures, and the span of its `impl`.
pub(crate) struct Capturing {
    pub(crate) ty: Type,
    pub(crate) span: Span,
}

impl ToTokens for Capturing {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        self.ty.to_tokens(tokens);
    }
}

pub(crate) fn normalize(function: &ItemFn, plan: &Plan<'_>) -> Normalized {
    let needs = Needs::of(function, plan);
    let mut namer = Namer::default();
    let receiver = receiver(function, needs, &mut namer);
    let types: Vec<TokenStream> = plan
        .params
        .iter()
        .map(|param| inner_type(param, plan, needs, &mut namer))
        .collect();

    let mut output = function.sig.output.clone();
    let mut capturing = None;
    if let ReturnType::Type(_, ty) = &mut output {
        if needs == Needs::Names || needs == Needs::Captures {
            if let Some(source) = output_lifetime(plan, receiver.as_ref(), &namer) {
                Namer::fixed(source).visit_type_mut(ty);
            }
        }
        if needs == Needs::Captures {
            let mut captured = (**ty).clone();
            let mut capture = Capture {
                lifetimes: captured_lifetimes(function, &namer),
                added: None,
            };
            capture.visit_type_mut(&mut captured);
            capturing = capture.added.map(|span| Capturing { ty: captured, span });
        }
    }
    Normalized {
        new: namer.new,
        receiver,
        types,
        output,
        capturing,
    }
}

/// Refuses where a lifetime that needs a name is hidden.
pub(crate) fn refuse_hidden(function: &ItemFn, plan: &Plan<'_>, errors: &mut Errors) {
    if Needs::of(function, plan) != Needs::Names {
        return;
    }
    let ReturnType::Type(_, ty) = &function.sig.output else {
        return;
    };
    let visible = plan.params.iter().any(|param| {
        !is_owner(param, plan) && (has_elided(&param.arg.ty) || !named_in(&param.arg.ty).is_empty())
    });
    if !visible && has_elided(ty) {
        errors.push(error(
            ty,
            "the inner borrows one parameter more, so the lifetime of this type must have a name, \
             and the parameter it comes from hides it; name it in both (`Type<'a>`)",
        ));
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Needs {
    Nothing,
    /// The return type elides a lifetime that a borrow more would make ambiguous.
    Names,
    /// The return type is opaque and in edition 2024 would capture the borrow.
    Captures,
}

impl Needs {
    fn of(function: &ItemFn, plan: &Plan<'_>) -> Self {
        let adds = plan
            .converted
            .iter()
            .any(|converted| converted.conversion.borrows_from_shim());
        let ReturnType::Type(_, output) = &function.sig.output else {
            return Needs::Nothing;
        };
        if !adds {
            return Needs::Nothing;
        }
        if has_impl_trait(output) {
            return Needs::Captures;
        }
        // With a `&self` elision goes by that, whatever else is borrowed.
        let by_receiver = function
            .sig
            .receiver()
            .is_some_and(|receiver| match &receiver.kind {
                ReceiverKind::Reference(..) => true,
                ReceiverKind::Typed(_, ty) => has_elided(ty) || !named_in(ty).is_empty(),
                _ => false,
            });
        if !by_receiver && has_elided(output) {
            Needs::Names
        } else {
            Needs::Nothing
        }
    }
}

fn receiver(function: &ItemFn, needs: Needs, namer: &mut Namer) -> Option<Receiver> {
    let FnArg::Receiver(receiver) = function.sig.inputs.first()? else {
        return None;
    };
    let mut receiver = receiver.clone();
    if needs == Needs::Captures {
        match &mut receiver.kind {
            ReceiverKind::Reference(_, lifetime, _) if is_elided(lifetime.as_ref()) => {
                *lifetime = Some(namer.fresh());
            }
            ReceiverKind::Typed(_, ty) => namer.visit_type_mut(ty),
            _ => {}
        }
    }
    Some(receiver)
}

fn inner_type(param: &Param<'_>, plan: &Plan<'_>, needs: Needs, namer: &mut Namer) -> TokenStream {
    let name = |ty: &Type, namer: &mut Namer| {
        let mut ty = ty.clone();
        if needs != Needs::Nothing {
            namer.visit_type_mut(&mut ty);
        }
        ty.into_token_stream()
    };
    let Role::Convert(index) = param.role else {
        return name(&param.arg.ty, namer);
    };
    let converted = &plan.converted[index];
    let conversion = &converted.conversion;
    let mut lifetime = None;
    if needs != Needs::Nothing {
        if let Form::Ref(own) | Form::RefMut(own) = &conversion.form {
            if is_elided(own.as_ref()) {
                lifetime = Some(namer.fresh());
            }
        }
    }
    conversion.inner_type(lifetime.as_ref(), converted.name.span())
}

/// The lifetime that elision gave to the return type.
fn output_lifetime(
    plan: &Plan<'_>,
    receiver: Option<&Receiver>,
    namer: &Namer,
) -> Option<Lifetime> {
    if let Some(receiver) = receiver {
        match &receiver.kind {
            ReceiverKind::Reference(_, lifetime, _) => return lifetime.clone(),
            ReceiverKind::Typed(_, ty) if !named_in(ty).is_empty() => {
                return named_in(ty).into_iter().next();
            }
            _ => {}
        }
    }
    let mut sources = namer.new.clone();
    for param in &plan.params {
        if !is_owner(param, plan) {
            sources.extend(named_in(&param.arg.ty));
        }
    }
    sources.dedup();
    match sources.as_slice() {
        [only] => Some(only.clone()),
        _ => None,
    }
}

/// Whether the inner's borrow of this parameter is one that the function did not
/// have.
fn is_owner(param: &Param<'_>, plan: &Plan<'_>) -> bool {
    matches!(param.role, Role::Convert(index) if plan.converted[index].conversion.borrows_from_shim())
}

/// Everything that the function's own opaque type could capture.
fn captured_lifetimes(function: &ItemFn, namer: &Namer) -> Vec<Lifetime> {
    let declared = function
        .sig
        .generics
        .params
        .iter()
        .filter_map(|param| match param {
            GenericParam::Lifetime(param) => Some(param.lifetime.clone()),
            _ => None,
        });
    declared.chain(namer.new.iter().cloned()).collect()
}

fn is_elided(lifetime: Option<&Lifetime>) -> bool {
    lifetime.map_or(true, |lifetime| lifetime.ident == "_")
}

fn named_in(ty: &Type) -> Vec<Lifetime> {
    let mut names = mentions::lifetimes_of(|names| syn::visit::Visit::visit_type(names, ty));
    names.retain(|lifetime| lifetime.ident != "static");
    names
}

fn has_elided(ty: &Type) -> bool {
    let mut counter = Namer::fixed(Lifetime::new("'_", Span::call_site()));
    counter.visit_type_mut(&mut ty.clone());
    counter.replaced > 0
}

/// Types of std that are often written without their lifetime.
const HIDES_A_LIFETIME: [&str; 18] = [
    "Args",
    "Bytes",
    "CharIndices",
    "Chars",
    "Components",
    "Context",
    "Cow",
    "Drain",
    "Formatter",
    "Iter",
    "IterMut",
    "Lines",
    "MutexGuard",
    "Ref",
    "RefMut",
    "RwLockReadGuard",
    "RwLockWriteGuard",
    "SplitWhitespace",
];

/// Gives elided lifetimes a name: a fresh one each, or always the same.
#[derive(Default)]
struct Namer {
    new: Vec<Lifetime>,
    fixed: Option<Lifetime>,
    replaced: usize,
}

impl Namer {
    fn fixed(lifetime: Lifetime) -> Self {
        Namer {
            fixed: Some(lifetime),
            ..Namer::default()
        }
    }

    fn fresh(&mut self) -> Lifetime {
        self.replaced += 1;
        if let Some(fixed) = &self.fixed {
            return fixed.clone();
        }
        let name = format_ident!("__demono_{}", self.new.len(), span = Span::mixed_site());
        let lifetime = Lifetime {
            apostrophe: Span::mixed_site(),
            ident: name,
        };
        self.new.push(lifetime.clone());
        lifetime
    }
}

impl VisitMut for Namer {
    fn visit_type_reference_mut(&mut self, reference: &mut syn::TypeReference) {
        if reference.lifetime.is_none() {
            reference.lifetime = Some(self.fresh());
        }
        visit_mut::visit_type_reference_mut(self, reference);
    }

    fn visit_lifetime_mut(&mut self, lifetime: &mut Lifetime) {
        if lifetime.ident == "_" {
            *lifetime = self.fresh();
        }
    }

    fn visit_path_segment_mut(&mut self, segment: &mut PathSegment) {
        // Only of a return type it is known that something must be elided there.
        if self.fixed.is_some() && HIDES_A_LIFETIME.contains(&segment.ident.to_string().as_str()) {
            if let PathArguments::AngleBracketed(arguments) = &mut segment.arguments {
                let explicit = arguments
                    .args
                    .first()
                    .is_some_and(|first| matches!(first, GenericArgument::Lifetime(_)));
                if !explicit {
                    let lifetime = self.fresh();
                    arguments
                        .args
                        .insert(0, GenericArgument::Lifetime(lifetime));
                }
            }
        }
        visit_mut::visit_path_segment_mut(self, segment);
    }

    // These elide on their own.
    fn visit_type_fn_ptr_mut(&mut self, _: &mut syn::TypeFnPtr) {}
    fn visit_parenthesized_generic_arguments_mut(
        &mut self,
        _: &mut syn::ParenthesizedGenericArguments,
    ) {
    }
}

/// Adds `use<..>` to each opaque type that has none.
struct Capture {
    lifetimes: Vec<Lifetime>,
    added: Option<Span>,
}

impl VisitMut for Capture {
    fn visit_type_impl_trait_mut(&mut self, opaque: &mut syn::TypeImplTrait) {
        visit_mut::visit_type_impl_trait_mut(self, opaque);
        let explicit = opaque
            .bounds
            .iter()
            .any(|bound| matches!(bound, syn::TypeParamBound::PreciseCapture(_)));
        if !explicit {
            let lifetimes = &self.lifetimes;
            let capture: TokenStream = quote!(use<#(#lifetimes),*>);
            opaque.bounds.push(syn::TypeParamBound::Verbatim(capture));
            self.added = Some(opaque.impl_token.span);
        }
    }
}
