//! What the body does with a parameter that it could not do with a converted one.

use proc_macro2::{Ident, TokenTree};
use syn::{ReturnType, TypeParamBound};

use crate::expand::body::Body;
use crate::expand::crossing::bounds::Kind;
use crate::expand::crossing::form::Form;
use crate::expand::crossing::object::{Erasure, Object};
use crate::expand::crossing::std_traits::are_markers;
use crate::expand::crossing::uses::{Context, Uses};
use crate::expand::errors::error;
use crate::expand::input::function::Function;
use crate::expand::plan::converted::Converted;
use crate::expand::plan::parameters::Plan;
use crate::expand::plan::staying::{Reason, Staying};
use crate::expand::syntax::cursor::{is_one_of, is_punct};
use crate::expand::syntax::generics::{peel, Generics};
use crate::expand::syntax::lifetimes::has_elided;
use crate::expand::syntax::mentions;
use crate::expand::syntax::mentions::{has_impl_trait, lifetimes_of};

/// A parameter that cannot be converted, for what the body does with it.
pub(crate) struct Problem {
    /// Which of [`Plan::converted`].
    pub(crate) index: usize,
    pub(crate) error: syn::Error,
}

/// Under `partial` such a parameter is kept as it is; otherwise it is refused.
pub(crate) fn problems(
    function: &Function,
    generics: &Generics<'_>,
    plan: &Plan<'_>,
    body: &Body,
    staying: &Staying<'_>,
    partial: bool,
) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (index, converted) in plan.converted.iter().enumerate() {
        let uses = &body.uses[index];
        let mut take = |found: Option<syn::Error>| {
            if let Some(error) = found {
                problems.push(Problem { index, error });
            }
        };
        take(unsend(function, converted));
        take(escape(function, converted, uses));
        take(passed_result(converted, uses));
        take(extra_bound(converted, uses));
        take(other_bound(generics, converted, uses));
        take(copied(converted, uses));
        take(unlent(converted, uses));
        take(mixed(converted, uses));
        take(pinned(staying, partial, converted, uses));
    }
    problems
}

/// An object in a future.
fn unsend(function: &Function, converted: &Converted<'_>) -> Option<syn::Error> {
    function.asyncness.as_ref()?;
    let name = converted.name;
    let conversion = &converted.conversion;
    let (shown, needs) = match &conversion.erasure {
        Some(erasure) if matches!(erasure.object, Object::Range { .. }) => return None,
        Some(erasure) if erasure.mutable => ("&mut dyn", (!erasure.is("Send")).then_some("Send")),
        Some(erasure) => ("&dyn", (!erasure.is("Sync")).then_some("Sync")),
        None if conversion.kind.is_display() => {
            ("&dyn Display", (!conversion.sync).then_some("Sync"))
        }
        None => return None,
    };
    let needs = needs?;
    let of_what = match &conversion.erasure {
        Some(erasure) if matches!(erasure.object, Object::Items { .. } | Object::Lend { .. }) => {
            "`IntoIter`"
        }
        _ => "its bounds",
    };
    let message = format!(
        "`{name}` would cross as `{shown}`, which is not `Send`, so that the future of this `async \
         fn` would not be either; add `{needs}` to {of_what}, or write `#[demono(skip({name}))]`"
    );
    Some(match conversion.bound {
        Some(bound) => error(&bound.path, message),
        None => error(name, message),
    })
}

/// `name.into() + &name.into()` of a `Copy` value.
fn copied(converted: &Converted<'_>, uses: &Uses) -> Option<syn::Error> {
    let name = converted.name;
    let taken = uses.own + uses.bare.len();
    let moved = !converted.conversion.kind.borrows();
    let copied = converted.copy && moved && taken > 1 && !is_copy(converted.conversion.target);
    if let Some(custom) = converted.conversion.custom {
        let first = custom.ty.clone().into_iter().next();
        let is_copy = match &first {
            Some(TokenTree::Ident(name)) => is_primitive(name),
            token => is_punct(token.as_ref(), '&'),
        };
        return (taken > 1 && !is_copy).then(|| {
            error(
                name,
                format_args!(
                    "`{name}` is used {taken} times, but it is converted once and its converted \
                     value may not be `Copy`; convert it by a `let` in the body"
                ),
            )
        });
    }
    copied.then(|| {
        error(
            name,
            format_args!(
                "`{name}` is `Copy` and used {taken} times, but it is converted once and its \
                 converted value may not be `Copy`; write `#[demono(skip({name}))]`"
            ),
        )
    })
}

/// An owner that the body keeps for longer than the call.
fn escape(function: &Function, converted: &Converted<'_>, uses: &Uses) -> Option<syn::Error> {
    let conversion = &converted.conversion;
    if let Some(error) = escaped_object(function, converted, uses) {
        return Some(error);
    }
    if !conversion.borrows_from_shim() {
        return None;
    }
    let name = converted.name;
    if let Some(captured) = &uses.captured {
        let returned = match &function.output {
            ReturnType::Type(_, ty) => has_impl_trait(ty),
            ReturnType::Default => false,
        };
        let is_object = conversion.kind == Kind::Dyn;
        let outlives = converted
            .outlives
            .filter(|lifetime| !is_object || lifetime.ident == "static");
        let reason = if let Some(lifetime) = outlives {
            Some(format!(
                "its bound `{lifetime}` says that the capture may outlive the call"
            ))
        } else if returned {
            Some("the returned `impl Trait` may keep the capture".to_owned())
        } else {
            None
        };
        if let Some(reason) = reason {
            return Some(error(
                captured,
                format_args!(
                    "`{name}` is captured here by a `move` closure or block, and {reason}, but its \
                     owner lives in the shim; {}write `#[demono(skip({name}))]`",
                    match is_object {
                        true => "",
                        false => "convert it to an owned value (`impl Into<..>`), or ",
                    }
                ),
            ));
        }
    }
    let lifetime = converted.outlives?;
    if conversion.kind == Kind::Dyn && lifetime.ident != "static" {
        return None;
    }
    let iterates = converted.erasure().is_some_and(Erasure::is_iterator);
    let keeps = |context| match context {
        Context::Value | Context::Argument => true,
        Context::MutBorrow => !conversion.kind.is_display(),
        Context::Receiver => iterates,
        Context::Macro => false,
    };
    let kept = uses.first_in(&keeps)?;
    Some(error(
        &kept.at,
        format_args!(
            "`{name}` is passed on here and its bound `{lifetime}` says that it may be kept, but \
             it would cross as a borrow; {}write `#[demono(skip({name}))]`",
            or_own_call("pass on", converted),
        ),
    ))
}

/// An object that the body puts into what it returns.
fn escaped_object(
    function: &Function,
    converted: &Converted<'_>,
    uses: &Uses,
) -> Option<syn::Error> {
    let erasure = converted.erasure()?;
    let ReturnType::Type(_, output) = &function.output else {
        return None;
    };
    let mut kept = uses.captured.as_ref();
    for bare in &uses.bare {
        if erasure.uses_up(bare) {
            kept = Some(&bare.at);
            break;
        }
    }
    let kept = kept?;
    let name = converted.name;
    // What the inner makes of a reference is a reference to a value of its own.
    let made = converted.prelude().is_some();
    let returned = match &converted.conversion.form {
        Form::Ref(Some(own)) | Form::RefMut(Some(own)) if made => {
            lifetimes_of(output).contains(&own.ident)
        }
        Form::Ref(None) | Form::RefMut(None) if made => has_elided(output),
        _ => false,
    };
    (returned || has_impl_trait(output)).then(|| {
        error(
            kept,
            format_args!(
                "`{name}` is used up here, and what is returned may keep it, but it would cross as \
                 a borrow; return a value that does not, or write `#[demono(skip({name}))]`"
            ),
        )
    })
}

/// `other(uri)`, where `uri: impl TryInto<Uri>` would be a `Result`.
fn passed_result(converted: &Converted<'_>, uses: &Uses) -> Option<syn::Error> {
    if converted.conversion.kind != Kind::TryInto {
        return None;
    }
    let name = converted.name;
    let passed = uses.first_in(&|context| context == Context::Argument)?;
    Some(error(
        &passed.at,
        format_args!(
            "`{name}` is passed on here as it is, but in the inner it would be the `Result` of its \
             conversion; pass on `{name}.try_into()?`, or write `#[demono(skip({name}))]`"
        ),
    ))
}

/// `2 * n.get() + 1` in the body, where `n.get() + 1` is the conversion.
fn mixed(converted: &Converted<'_>, uses: &Uses) -> Option<syn::Error> {
    let name = converted.name;
    let message = format!(
        "demono: these are the words of the conversion of `{name}`, but not its value: an operator \
         takes a part of them, or a name in them means something else here; use `{name}` as it is \
         converted"
    );
    uses.mixed.map(|at| syn::Error::new(at, message))
}

/// `names.into_iter().collect()`, where each name would be lent.
fn unlent(converted: &Converted<'_>, uses: &Uses) -> Option<syn::Error> {
    let at = uses.unlent.as_ref()?;
    let name = converted.name;
    Some(error(
        at,
        format_args!(
            "an item of `{name}` is borrowed from by `as_ref`, so it must be kept somewhere, and \
             without an allocation only until the next one is asked for; use `{name}` in a `for` \
             loop or by `map`, `for_each` or the like, take `impl Into<..>` items, or write \
             `#[demono(skip({name}))]`"
        ),
    ))
}

/// A generic that stays anyway, of which the body may need the very type.
fn pinned(
    staying: &Staying<'_>,
    partial: bool,
    converted: &Converted<'_>,
    uses: &Uses,
) -> Option<syn::Error> {
    let name = converted.name;
    let generic = converted.generic?;
    // Of what stays without leave another error speaks.
    let mut pinned = false;
    for stay in &staying.named {
        let by_leave = partial || matches!(stay.reason, Reason::Param { skipped: true, .. });
        pinned |= by_leave && stay.name == generic;
    }
    let bare = uses.bare.first().filter(|_| pinned)?;
    let remedy = match converted.conversion.kind {
        Kind::Dyn | Kind::Custom => format!("write `#[demono(skip({name}))]`"),
        _ => format!("pass on its converted value (`{}`)", own_call(converted)),
    };
    Some(error(
        &bare.at,
        format_args!("`{name}` is passed on here as it is, where its type may matter; {remedy}"),
    ))
}

/// `where Other: From<P>` beside a use of `p: P` as it is.
fn other_bound(
    generics: &Generics<'_>,
    converted: &Converted<'_>,
    uses: &Uses,
) -> Option<syn::Error> {
    let generic = converted.generic?;
    if uses.bare.is_empty() || converted.conversion.kind == Kind::TryInto {
        return None;
    }
    let elements = converted.conversion.elements().is_some();
    let mut found = None;
    for predicate in &generics.predicates {
        match predicate {
            // What its items convert to is taken care of.
            syn::WherePredicate::Type(of_type) if elements && is_item(&of_type.bounded_ty) => {}
            syn::WherePredicate::Type(of_type) if are_markers(&of_type.bounds) => {}
            predicate if found.is_none() => found = mentions::first(predicate, generic),
            _ => {}
        }
    }
    let at = found?;
    let name = converted.name;
    Some(error(
        at,
        format_args!(
            "`{name}` is used as it is in the body, and this bound may be what for, but it would be \
             {}; {}write `#[demono(skip({name}))]`",
            match converted.conversion.kind {
                Kind::Dyn => "a trait object",
                _ => "converted",
            },
            or_own_call("use", converted),
        ),
    ))
}

/// Other traits of the caller's value, which the converted one need not have, or
/// has in another way.
fn extra_bound(converted: &Converted<'_>, uses: &Uses) -> Option<syn::Error> {
    let mut bounds = converted.extra.iter();
    let bound = bounds.find(|bound| {
        let relied_on = uses.first_in(&|context| relies_on(bound, context));
        relied_on.is_some()
    })?;
    let name = converted.name;
    let shown = quote::quote!(#bound).to_string();
    Some(error(
        bound,
        format_args!(
            "`{name}` is also bounded by `{shown}`, and used as such in the body, where it would \
             be converted; use the converted value (`let {name} = {};`), or write \
             `#[demono(skip({name}))]`",
            own_call(converted),
        ),
    ))
}

/// `use its converted value (x.into()), or `, where there is one.
fn or_own_call(verb: &str, converted: &Converted<'_>) -> String {
    match converted.conversion.kind {
        Kind::Dyn | Kind::Custom => String::new(),
        _ => format!(
            "{verb} its converted value (`{}`), or ",
            own_call(converted)
        ),
    }
}

fn own_call(converted: &Converted<'_>) -> String {
    let name = converted.name;
    match (
        converted.conversion.kind.method(),
        &converted.conversion.form,
    ) {
        (Some(method), Form::Value | Form::Ref(_) | Form::RefMut(_)) => {
            format!("{name}.{method}()")
        }
        (Some(method), _) => format!("{name}.map(|value| value.{method}())"),
        (None, _) => format!("{name}.to_string()"),
    }
}

/// Whether a bare use in this context may need the extra bound.
fn relies_on(bound: &TypeParamBound, context: Context) -> bool {
    let TypeParamBound::Trait(of_trait) = bound else {
        return true;
    };
    let Some(last) = of_trait.path.segments.last() else {
        return true;
    };
    match last.ident.to_string().as_str() {
        // Passed on, the target has these as well; printed, it prints otherwise.
        "Debug" | "Display" | "Pointer" => context == Context::Macro,
        "PartialEq" | "Eq" | "PartialOrd" | "Ord" | "Hash" | "Default" => {
            matches!(context, Context::Macro | Context::Receiver)
        }
        // Another conversion, which the target mostly has as well.
        "Into" | "AsRef" | "AsMut" | "Borrow" | "BorrowMut" | "ToOwned" => {
            context == Context::Receiver
        }
        _ => true,
    }
}

/// `I::Item`
fn is_item(ty: &syn::Type) -> bool {
    matches!(ty, syn::Type::Path(path)
        if path.path.segments.last().is_some_and(|last| last.ident == "Item"))
}

/// Types that are `Copy` by their looks.
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
