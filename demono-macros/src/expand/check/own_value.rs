//! Uses that show the caller's own value, where the inner has another.
//!
//! In: one parameter and its uses. Out: a refusal, if another bound of the value decides what
//! a use does, if its type or address shows, or if it is dropped where the inner cannot drop
//! it.

use quote::ToTokens;
use syn::{Type, TypeParamBound};

use crate::expand::check::own_words::{conversion_in_words, own_call};
use crate::expand::crossing::form::Form;
use crate::expand::crossing::object::Object;
use crate::expand::crossing::std_traits::ConversionTrait;
use crate::expand::crossing::uses::{Bare, Context, Effect, Uses};
use crate::expand::errors::cause::Cause;
use crate::expand::errors::own_value::OwnValue;
use crate::expand::errors::Refusal;
use crate::expand::plan::converted::Converted;
use crate::expand::syntax::cursor::is_one_of;
use crate::expand::syntax::generics::peel;

/// Other traits of the caller's value, which the converted one need not have, or has in
/// another way.
pub(super) fn extra_bound(converted: &Converted<'_>, uses: &Uses) -> Option<Refusal> {
    let name = converted.name;
    let bound = match converted.extra.first() {
        Some(first) => {
            let relied_on = uses.all().find(|bare| relies_on(converted, bare))?;
            let mut bounds = converted.extra.iter();
            bounds
                .find(|bound| suits(bound, relied_on))
                .unwrap_or(first)
        }
        None => return any_value(converted, uses),
    };
    let cause = Cause::OtherBound {
        name: name.clone(),
        bound: bound.to_token_stream().to_string(),
        conversion: own_call(converted),
    };
    Some(Refusal::new(bound, cause))
}

/// `S: Into<String> + 'static`: then `&s` can be a `&dyn Any`.
fn any_value(converted: &Converted<'_>, uses: &Uses) -> Option<Refusal> {
    let conversion = &converted.conversion;
    let lifetime = converted
        .outlives
        .filter(|lifetime| lifetime.ident == "static")?;
    // Where the shim owns it, it could not be kept either, which has an error of its own.
    if conversion.standard().is_none() || conversion.borrows_from_shim() {
        return None;
    }
    let bare = uses.all().find(|bare| {
        let handed = matches!(bare.context, Context::Argument | Context::Value);
        handed && bare.effect != Effect::Observed && relies_on(converted, bare)
    })?;
    let name = converted.name.clone();
    let conversion = conversion_in_words(converted);
    let cause = OwnValue::PassedStatic {
        name,
        lifetime: lifetime.to_string(),
        conversion,
    };
    Some(Refusal::new(&bare.at, Cause::OwnValue(Box::new(cause))))
}

/// Whether a use may need another bound than the conversion.
pub(super) fn relies_on(converted: &Converted<'_>, bare: &Bare) -> bool {
    match bare.effect {
        Effect::None | Effect::Scoped => false,
        Effect::Formatted if converted.conversion.is_display() => {
            // `{:x}` has a trait of its own.
            let mut other = false;
            for bound in &converted.extra {
                other |= !is_any_of(bound, &COMPARE);
            }
            other
        }
        _ => {
            let shown = bare
                .method
                .as_ref()
                .is_some_and(|method| method == "to_string");
            !(converted.conversion.is_display() && shown)
        }
    }
}

const COMPARE: [&str; 7] = [
    "PartialEq",
    "Eq",
    "PartialOrd",
    "Ord",
    "Hash",
    "Default",
    "Into",
];

/// Whether this bound is a likely reason for a use; only for the message.
fn suits(bound: &TypeParamBound, bare: &Bare) -> bool {
    match bare.context {
        Context::Macro => is_any_of(bound, &["Debug", "Display", "LowerHex", "UpperHex"]),
        Context::Receiver => !is_any_of(bound, &["Debug", "Display"]),
        _ => is_any_of(bound, &COMPARE),
    }
}

fn is_any_of(bound: &TypeParamBound, names: &[&str]) -> bool {
    let TypeParamBound::Trait(of_trait) = bound else {
        return false;
    };
    let last = of_trait.path.segments.last();
    last.is_some_and(|last| is_one_of(&last.ident, names))
}

/// The error of a `TryInto`, which another of its bounds may show.
pub(super) fn error_shown(converted: &Converted<'_>, uses: &Uses) -> Option<Refusal> {
    converted.conversion.standard()?.error?.other?;
    let at = uses.error.as_ref()?;
    Some(Refusal::new(at, Cause::MappedError(converted.name.clone())))
}

/// `size_of_val(&x)`, `x as *const _`, `(&x as &dyn Any)`.
pub(super) fn observed(converted: &Converted<'_>, uses: &Uses) -> Option<Refusal> {
    let bare = uses.all().find(|bare| bare.effect == Effect::Observed)?;
    let cause = OwnValue::Observed {
        name: converted.name.clone(),
        object: converted.object().is_some(),
        conversion: conversion_in_words(converted),
    };
    Some(Refusal::new(&bare.at, Cause::OwnValue(Box::new(cause))))
}

/// `drop(x)`, `forget(x)`, `x = y` of an owner that the shim keeps.
pub(super) fn dropped(converted: &Converted<'_>, uses: &Uses) -> Option<Refusal> {
    let conversion = &converted.conversion;
    let by_value = matches!(
        conversion.form,
        Form::Value | Form::Option(_) | Form::Vec(_)
    );
    let kept = conversion.borrows_from_shim();
    let object = conversion.object().is_some();
    let plain = converted.object().is_some_and(Object::is_plain);
    let bare = uses.all().find(|bare| match bare.effect {
        Effect::Forgotten => by_value,
        Effect::Dropped if object => plain && bare.context == Context::MutBorrow,
        Effect::Dropped | Effect::Scoped => kept && !object,
        _ => false,
    })?;
    let name = converted.name.clone();
    let cause = if bare.effect == Effect::Forgotten {
        OwnValue::Forgotten(name)
    } else {
        OwnValue::Dropped { name, object }
    };
    Some(Refusal::new(&bare.at, Cause::OwnValue(Box::new(cause))))
}

/// `x.clone()`, where the clone would be one of the converted value.
pub(super) fn cloned(converted: &Converted<'_>, uses: &Uses) -> Option<Refusal> {
    let standard = converted.conversion.standard()?;
    let into = standard.by == ConversionTrait::Into;
    if !into || converted.copy || !converted.clone || is_clone(standard.target?) {
        return None;
    }
    let is_clone = |bare: &&Bare| bare.method.as_ref().is_some_and(|method| method == "clone");
    let bare = uses.all().find(is_clone)?;
    let cause = OwnValue::ClonedTarget {
        name: converted.name.clone(),
        conversion: own_call(converted),
    };
    Some(Refusal::new(&bare.at, Cause::OwnValue(Box::new(cause))))
}

/// Types that are recognisably `Clone`.
fn is_clone(target: &Type) -> bool {
    const CLONE: [&str; 31] = [
        "Arc", "BTreeMap", "BTreeSet", "Box", "Bytes", "CString", "Cow", "Duration", "HashMap",
        "HashSet", "Option", "OsString", "PathBuf", "Rc", "String", "Vec", "bool", "char", "f32",
        "f64", "i128", "i16", "i32", "i64", "i8", "isize", "u128", "u16", "u32", "u64", "u8",
    ];
    match peel(target) {
        Type::Reference(reference) => reference.mutability.is_none(),
        Type::Path(path) => path
            .path
            .segments
            .last()
            .is_some_and(|last| is_one_of(&last.ident, &CLONE) || last.ident == "usize"),
        _ => false,
    }
}
