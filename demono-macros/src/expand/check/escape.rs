//! What the body keeps for longer than the call, although the shim owns it.
//!
//! In: the function, and what its body does with one parameter. Out: a refusal, at the use
//! that keeps it.

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::ToTokens;
use syn::{GenericParam, ReturnType};

use crate::expand::check::own_words::conversion_in_words;
use crate::expand::crossing::form::Form;
use crate::expand::crossing::object::Object;
use crate::expand::crossing::uses::{Bare, Context, Uses};
use crate::expand::errors::cause::{Cause, Outlives};
use crate::expand::errors::Refusal;
use crate::expand::input::function::Function;
use crate::expand::plan::converted::Converted;
use crate::expand::syntax::cursor::{back, is_one_of, is_punct};
use crate::expand::syntax::lifetimes::has_elided;
use crate::expand::syntax::mentions::{has_any, has_impl_trait, lifetimes_of};

/// An owner that the body keeps for longer than the call.
pub(super) fn escape(
    function: &Function,
    converted: &Converted<'_>,
    uses: &Uses,
) -> Option<Refusal> {
    let conversion = &converted.conversion;
    if let Some(refusal) = escaped_object(function, converted, uses) {
        return Some(refusal);
    }
    if !conversion.borrows_from_shim() {
        return None;
    }
    let name = converted.name;
    let is_object = conversion.object().is_some();
    let returned = match &function.output {
        ReturnType::Type(_, ty) => has_impl_trait(ty),
        ReturnType::Default => false,
    };
    // An object whose lifetime nothing else has cannot be kept.
    let outlives = converted
        .outlives
        .filter(|lifetime| !is_object || may_keep(function, converted, &lifetime.ident));
    if let Some(captured) = &uses.captured {
        let outlives = match outlives {
            Some(lifetime) => Some(Outlives::Lifetime(lifetime.to_string())),
            None => returned.then_some(Outlives::Returned),
        };
        if let Some(outlives) = outlives {
            let cause = Cause::Captured {
                name: name.clone(),
                outlives,
                object: is_object,
            };
            return Some(Refusal::new(captured, cause));
        }
    }
    if returned && !is_object {
        // What another function makes of it may be what is returned, and then has its type.
        let handed = |bare: &&Bare| {
            matches!(bare.context, Context::Value | Context::Argument) && !bare.is_lent()
        };
        if let Some(bare) = uses.bare.iter().find(handed) {
            return Some(Refusal::new(&bare.at, Cause::UsedUp(name.clone())));
        }
    }
    let lifetime = outlives?;
    let iterates = converted.object().is_some_and(Object::is_iterator);
    let keeps = |bare: &&Bare| match bare.context {
        Context::Value | Context::Argument => true,
        Context::MutBorrow => !conversion.is_display(),
        Context::Receiver => {
            iterates || is_object && bare.method.as_ref().is_some_and(takes_by_value)
        }
        Context::Macro => false,
    };
    let kept = uses.bare.iter().find(keeps)?;
    let cause = Cause::PassedOn {
        name: name.clone(),
        lifetime: lifetime.to_string(),
        conversion: conversion_in_words(converted),
    };
    Some(Refusal::new(&kept.at, cause))
}

/// An object that the body puts into what it returns, or where a lifetime of the caller's
/// says that it may stay.
fn escaped_object(function: &Function, converted: &Converted<'_>, uses: &Uses) -> Option<Refusal> {
    let object = converted.object()?;
    let mut kept = uses.captured.as_ref();
    for bare in &uses.bare {
        if object.uses_up(bare) {
            kept = Some(&bare.at);
            break;
        }
    }
    let kept = kept?;
    let name = converted.name;
    let output = match &function.output {
        ReturnType::Type(_, ty) => Some(&**ty),
        ReturnType::Default => None,
    };
    // What the inner makes of a reference is a reference to a value of its own.
    let made = converted.prelude().is_some();
    let returned = match &converted.conversion.form {
        Form::Ref(Some(own)) | Form::RefMut(Some(own)) if made => {
            let returned = output.is_some_and(|output| lifetimes_of(output).contains(&own.ident));
            if !returned && may_keep(function, converted, &own.ident) {
                let cause = Cause::PassedOn {
                    name: name.clone(),
                    lifetime: own.to_string(),
                    conversion: None,
                };
                return Some(Refusal::new(kept, cause));
            }
            returned
        }
        Form::Ref(None) | Form::RefMut(None) if made => {
            output.is_some_and(|output| has_elided(output))
        }
        _ => false,
    };
    let keeps = returned || output.is_some_and(has_impl_trait);
    keeps.then(|| Refusal::new(kept, Cause::UsedUp(name.clone())))
}

/// Whether something that stays after the call can have this lifetime: what is returned, the
/// receiver, or what another parameter borrows mutably.
fn may_keep(function: &Function, converted: &Converted<'_>, lifetime: &Ident) -> bool {
    let mut declared = false;
    for param in &function.generics.params {
        declared |=
            matches!(param, GenericParam::Lifetime(param) if param.lifetime.ident == *lifetime);
    }
    // `'static`, or that of an impl.
    if !declared {
        return true;
    }
    if let Some(receiver) = &function.receiver {
        if lifetimes_of(&receiver.tokens(false)).contains(lifetime) {
            return true;
        }
    }
    for param in &function.params {
        let ty = param.ty.to_token_stream();
        let own = *converted.name == param.pat.to_token_stream().to_string();
        if !own && has_any(&ty, &MUTABLE) && lifetimes_of(&ty).contains(lifetime) {
            return true;
        }
    }
    match &function.output {
        ReturnType::Type(_, ty) => holds(ty.to_token_stream(), lifetime),
        ReturnType::Default => false,
    }
}

const MUTABLE: [&str; 5] = ["Cell", "Mutex", "RefCell", "RwLock", "mut"];

/// `Box<dyn Trait + 'a>`, `View<'a>`; not `&'a str`.
fn holds(ty: TokenStream, lifetime: &Ident) -> bool {
    let tokens: Vec<TokenTree> = ty.into_iter().collect();
    for (at, token) in tokens.iter().enumerate() {
        let found = match token {
            TokenTree::Group(group) => holds(group.stream(), lifetime),
            TokenTree::Ident(name) => {
                name == lifetime
                    && is_punct(back(&tokens, at, 1), '\'')
                    && !is_punct(back(&tokens, at, 2), '&')
            }
            _ => false,
        };
        if found {
            return true;
        }
    }
    false
}

/// By the customs of Rust, a method of this name consumes its receiver.
pub(super) fn takes_by_value(method: &Ident) -> bool {
    const BY_VALUE: [&str; 9] = [
        "and_then",
        "boxed",
        "into",
        "map_err",
        "or_else",
        "try_into",
        "unwrap",
        "unwrap_or",
        "unwrap_or_else",
    ];
    method.to_string().starts_with("into_") || is_one_of(method, &BY_VALUE)
}
