//! What the body does with a parameter that it could not do with a converted one.

use proc_macro2::{Ident, TokenTree};
use syn::punctuated::Punctuated;
use syn::{ReturnType, Token, TraitBound, TypeParamBound};

use crate::expand::body::Body;
use crate::expand::check::escape::escape;
use crate::expand::check::own_value::{
    cloned, dropped, error_shown, extra_bound, observed, relies_on,
};
use crate::expand::check::own_words::conversion_in_words;
use crate::expand::check::send::not_sent;
use crate::expand::check::values::{
    boxed, by_value, duplicated, handed_to_sibling, same_type, unwinds,
};
use crate::expand::crossing::conversion::Carrier;
use crate::expand::crossing::held::HolderKind;
use crate::expand::crossing::items::{are_of_iterator, Elements};
use crate::expand::crossing::object::{Object, ObjectKind};
use crate::expand::crossing::std_traits::{are_markers, ConversionTrait};
use crate::expand::crossing::uses::{Context, Uses};
use crate::expand::errors::cause::Cause;
use crate::expand::errors::Refusal;
use crate::expand::input::function::Function;
use crate::expand::input::header::Header;
use crate::expand::plan::converted::Converted;
use crate::expand::plan::early::early;
use crate::expand::plan::parameters::Plan;
use crate::expand::plan::staying::{Reason, Staying};
use crate::expand::syntax::cursor::{is_one_of, is_punct};
use crate::expand::syntax::generics::{is_projection, peel, Generics};
use crate::expand::syntax::mentions;
use crate::expand::syntax::mentions::has_impl_trait;

/// A parameter that cannot be converted because of what the body does with it.
pub(crate) struct Problem {
    /// Which of [`Plan::converted`].
    pub(crate) index: usize,
    pub(crate) refusal: Refusal,
}

/// Under `partial` such a parameter is kept as it is; otherwise it is refused.
pub(crate) fn problems(
    function: &Function,
    header: Option<&Header>,
    generics: &Generics<'_>,
    plan: &Plan<'_>,
    body: &Body,
    staying: &Staying<'_>,
    partial: bool,
) -> Vec<Problem> {
    let mut problems = Vec::new();
    let is_early = early(function, plan, header).is_some();
    for (index, converted) in plan.converted.iter().enumerate() {
        let uses = &body.uses[index];
        let mut take = |found: Option<Refusal>| {
            if let Some(refusal) = found {
                problems.push(Problem { index, refusal });
            }
        };
        take(unsend(function, converted));
        if !is_early {
            take(not_sent(function, converted, uses));
        }
        take(escape(function, converted, uses));
        take(passed_result(converted, uses));
        take(extra_bound(converted, uses));
        take(other_bound(generics, converted, uses));
        take(observed(converted, uses));
        take(dropped(converted, uses));
        take(cloned(converted, uses));
        take(error_shown(converted, uses));
        take(copied(converted, uses));
        take(unlent(converted, uses));
        take(mixed(converted, uses));
        take(held(function, converted, uses));
        take(unsure(converted, uses));
        take(unfollowed(converted, uses));
        take(pinned(staying, partial, converted, uses));
        take(by_value(function, converted, uses));
        take(boxed(converted, uses));
        take(duplicated(converted, uses));
        take(same_type(plan, body, index, uses));
        take(unwinds(function, converted, uses));
        take(handed_to_sibling(header, converted, uses));
    }
    problems
}

/// An object in a future.
fn unsend(function: &Function, converted: &Converted<'_>) -> Option<Refusal> {
    function.asyncness.as_ref()?;
    let name = converted.name;
    let conversion = &converted.conversion;
    let mut iterates = false;
    let (object, needs) = match &conversion.carrier {
        Carrier::Object(object) => {
            match object.kind {
                ObjectKind::Range { .. } => return None,
                ObjectKind::Items { .. } | ObjectKind::Lend { .. } => iterates = true,
                _ => {}
            }
            if object.mutable {
                ("&mut dyn", (!object.is("Send")).then_some("Send"))
            } else {
                ("&dyn", (!object.is("Sync")).then_some("Sync"))
            }
        }
        Carrier::Standard(standard) if standard.by.is_display() => {
            ("&dyn Display", (!standard.sync).then_some("Sync"))
        }
        Carrier::Held(held) => ("a slice of objects", (!held.is_sync()).then_some("Sync")),
        Carrier::Standard(_) | Carrier::Custom(_) => return None,
    };
    let cause = Cause::NotSend {
        name: name.clone(),
        object,
        needs: needs?,
        iterates,
    };
    Some(match conversion.bound() {
        Some(bound) => Refusal::new(&bound.path, cause),
        None => Refusal::new(name, cause),
    })
}

/// `name.into() + &name.into()` of a `Copy` value.
fn copied(converted: &Converted<'_>, uses: &Uses) -> Option<Refusal> {
    let name = converted.name;
    let taken = uses.own + uses.bare.len();
    let is_copy = match &converted.conversion.carrier {
        Carrier::Standard(standard) => {
            !converted.copy || standard.by.borrows() || is_copy(standard.target)
        }
        Carrier::Object(_) | Carrier::Held(_) => true,
        Carrier::Custom(custom) => match custom.ty.clone().into_iter().next() {
            Some(TokenTree::Ident(name)) => is_primitive(&name),
            token => is_punct(token.as_ref(), '&'),
        },
    };
    (taken > 1 && !is_copy).then(|| {
        let cause = Cause::UsedTwice {
            name: name.clone(),
            times: taken,
            custom: converted.conversion.custom().is_some(),
        };
        Refusal::new(name, cause)
    })
}

/// `other(uri)`, where `uri: impl TryInto<Uri>` would be a `Result`.
fn passed_result(converted: &Converted<'_>, uses: &Uses) -> Option<Refusal> {
    if converted.conversion.by() != Some(ConversionTrait::TryInto) {
        return None;
    }
    let name = converted.name;
    let passed = uses.first_in(&|context| context == Context::Argument)?;
    Some(Refusal::new(&passed.at, Cause::PassedResult(name.clone())))
}

/// What tells the type of a value.
const OBSERVING_TYPES: [&str; 4] = ["Any", "TypeId", "type_id", "type_name_of_val"];

/// A slice whose items are objects, used as only the slice itself can be.
fn held(function: &Function, converted: &Converted<'_>, uses: &Uses) -> Option<Refusal> {
    let held = converted.conversion.held()?;
    let name = converted.name;
    if let Some(at) = &uses.unlisted {
        let owned = held.holder.kind == HolderKind::Owned;
        let name = name.clone();
        return Some(Refusal::new(at, Cause::HeldWhole { name, owned }));
    }
    if let Some(at) = &uses.passed {
        let (name, item) = (name.clone(), at.to_string());
        return Some(Refusal::new(at, Cause::HeldItem { name, item }));
    }
    let mut typed = None;
    mentions::each_ident(&function.body, &mut |ident| {
        if typed.is_none() && is_one_of(ident, &OBSERVING_TYPES) {
            typed = Some(ident.clone());
        }
    });
    if let Some(at) = typed {
        return Some(Refusal::new(&at, Cause::HeldType(name.clone())));
    }
    match &function.output {
        ReturnType::Type(_, ty) if has_impl_trait(ty) && !held.is_sync() => {
            let at = uses.bare.first()?;
            Some(Refusal::new(&at.at, Cause::HeldReturned(name.clone())))
        }
        _ => None,
    }
}

/// `2 * n.get() + 1` in the body, where `n.get() + 1` is the conversion.
fn mixed(converted: &Converted<'_>, uses: &Uses) -> Option<Refusal> {
    let name = converted.name;
    let at = uses.mixed?;
    Some(Refusal::at_span(at, Cause::OtherMeaning(name.clone())))
}

/// `for (name, _) in [(name, 1)] { name.into() }`
fn unfollowed(converted: &Converted<'_>, uses: &Uses) -> Option<Refusal> {
    let at = uses.unfollowed.as_ref()?;
    let conversion = &converted.conversion;
    let by = conversion
        .elements()
        .and_then(Elements::by)
        .or(conversion.by());
    let cause = Cause::Unfollowed {
        name: converted.name.clone(),
        variable: at.clone(),
        method: by.and_then(ConversionTrait::method)?,
    };
    Some(Refusal::new(at, cause))
}

/// `bind!(name); name.into()`, where the macro may have declared another `name`.
fn unsure(converted: &Converted<'_>, uses: &Uses) -> Option<Refusal> {
    let at = uses.unsure.as_ref()?;
    let name = converted.name;
    Some(Refusal::new(at, Cause::MaybeRebound(name.clone())))
}

/// `names.into_iter().collect()`, where each name would be lent.
fn unlent(converted: &Converted<'_>, uses: &Uses) -> Option<Refusal> {
    let at = uses.unlent.as_ref()?;
    let name = converted.name;
    Some(Refusal::new(at, Cause::KeptItems(name.clone())))
}

/// A generic that stays anyway, where the body may need that very type.
fn pinned(
    staying: &Staying<'_>,
    partial: bool,
    converted: &Converted<'_>,
    uses: &Uses,
) -> Option<Refusal> {
    let name = converted.name;
    let generic = converted.generic?;
    // What stays without permission has an error of its own.
    let mut pinned = false;
    for stay in &staying.named {
        let permitted = partial || matches!(stay.reason, Reason::Param { skipped: true, .. });
        pinned |= permitted && stay.name == generic;
    }
    let bare = uses.bare.first().filter(|_| pinned)?;
    let cause = Cause::PassedWithType {
        name: name.clone(),
        conversion: conversion_in_words(converted),
    };
    Some(Refusal::new(&bare.at, cause))
}

/// `where Other: From<P>` beside a use of `p: P` as it is.
fn other_bound(generics: &Generics<'_>, converted: &Converted<'_>, uses: &Uses) -> Option<Refusal> {
    let generic = converted.generic?;
    let relied_on = uses.all().any(|bare| relies_on(converted, bare));
    if !relied_on || converted.conversion.by() == Some(ConversionTrait::TryInto) {
        return None;
    }
    let elements = converted.conversion.elements().is_some();
    let bound = converted.conversion.bound();
    let iterates = converted.object().is_some_and(Object::is_items);
    let mut found = None;
    for predicate in &generics.predicates {
        match predicate {
            // The conversion of its items is handled elsewhere.
            syn::WherePredicate::Type(of_type) if elements && is_item(&of_type.bounded_ty) => {}
            syn::WherePredicate::Type(of_type) if are_markers(&of_type.bounds) => {}
            // `Target: From<P>`, by which it is converted.
            syn::WherePredicate::Type(of_type)
                if bound.is_some_and(|bound| is_among(bound, &of_type.bounds)) => {}
            syn::WherePredicate::Type(of_type)
                if iterates
                    && is_projection(&of_type.bounded_ty, generic, "IntoIter")
                    && are_of_iterator(&of_type.bounds) => {}
            predicate if found.is_none() => found = mentions::first(predicate, generic),
            _ => {}
        }
    }
    let at = found?;
    let name = converted.name;
    let cause = Cause::OtherPredicate {
        name: name.clone(),
        object: converted.conversion.object().is_some(),
        conversion: conversion_in_words(converted),
    };
    Some(Refusal::new(&at, cause))
}

/// Whether a bound is one of these, and there is no other.
fn is_among(bound: &TraitBound, bounds: &Punctuated<TypeParamBound, Token![+]>) -> bool {
    match bounds.first() {
        Some(TypeParamBound::Trait(first)) => bounds.len() == 1 && std::ptr::eq(first, bound),
        _ => false,
    }
}

/// `I::Item`
fn is_item(ty: &syn::Type) -> bool {
    matches!(ty, syn::Type::Path(path)
        if path.path.segments.last().is_some_and(|last| last.ident == "Item"))
}

/// Types that are recognisably `Copy`.
fn is_copy(target: Option<&syn::Type>) -> bool {
    match target.map(peel) {
        Some(syn::Type::Reference(reference)) => reference.mutability.is_none(),
        Some(syn::Type::Path(path)) => path.path.get_ident().is_some_and(is_primitive),
        _ => false,
    }
}

fn is_primitive(name: &Ident) -> bool {
    const PRIMITIVE: [&str; 16] = [
        "bool", "char", "f32", "f64", "i8", "i16", "i32", "i64", "i128", "isize", "u8", "u16",
        "u32", "u64", "u128", "usize",
    ];
    is_one_of(name, &PRIMITIVE)
}
