//! What cannot be split, in demono's words.
//!
//! In: the function, the plan and what the walk saw. Out: errors, each at the
//! smallest token that is wrong: the construct, the reason, the remedy.

use syn::{ItemFn, ReturnType, TypeParamBound};

use super::conversion::{Form, Kind};
use super::errors::Errors;
use super::generics::Generics;
use super::lifetimes::refuse_hidden;
use super::options::Options;
use super::placement::{has_impl_trait, Reason, Staying};
use super::plan::{Converted, Plan, Role};
use super::walk::{Body, Context, Uses};

pub(crate) fn refuse(
    function: &ItemFn,
    generics: &Generics<'_>,
    plan: &Plan<'_>,
    body: &Body,
    options: &Options,
    errors: &mut Errors,
) {
    refuse_skips(plan, options, errors);
    refuse_kinds(function, errors);
    // With an error above there may be nothing converted because of it.
    let effective = !plan.converted.is_empty() || erases_unnamed(plan, generics);
    if !effective {
        if errors.is_empty() {
            errors.refuse(
                &function.sig.ident,
                format_args!(
                    "nothing to convert in `{}`: no parameter is bounded by `Into`, `TryInto`, \
                     `AsRef`, `AsMut`, `Borrow`, `BorrowMut`, `Display` or `ToString` in a form that \
                     can cross; remove the attribute",
                    function.sig.ident
                ),
            );
        }
        return;
    }
    if !options.partial {
        let staying = Staying::of(function, generics, plan, &body.seen);
        refuse_staying(&staying, errors);
    }
    refuse_hidden(function, plan, errors);
    for (converted, uses) in plan.converted.iter().zip(&body.seen.uses) {
        refuse_uses(function, converted, uses, errors);
    }
}

/// Names in `skip(..)` that are no parameters.
fn refuse_skips(plan: &Plan<'_>, options: &Options, errors: &mut Errors) {
    for skipped in &options.skip {
        let mut named = plan
            .params
            .iter()
            .filter_map(|param| match &*param.arg.pat {
                syn::Pat::Ident(pat) => Some(&pat.ident),
                _ => None,
            });
        if !named.any(|name| name == skipped) {
            errors.refuse(
                skipped,
                format_args!("`skip({skipped})` names no parameter of this function"),
            );
        }
    }
}

fn refuse_kinds(function: &ItemFn, errors: &mut Errors) {
    let sig = &function.sig;
    if let Some(constness) = &sig.constness {
        errors.refuse(
            constness,
            "a `const fn` cannot be split: the shim's conversions are trait calls, which are not \
             const; remove `const` or the attribute",
        );
    }
    if let Some(variadic) = &sig.variadic {
        errors.refuse(
            variadic,
            "C-variadic arguments cannot be passed on to an inner; remove the attribute",
        );
    }
}

/// A `_` parameter stays in the shim, so that its generic leaves the body.
fn erases_unnamed(plan: &Plan<'_>, generics: &Generics<'_>) -> bool {
    plan.params.iter().any(|param| {
        param.role == Role::Unnamed
            && (has_impl_trait(&param.arg.ty)
                || generics.types.iter().any(|generic| {
                    super::mentions::in_type(&param.arg.ty, &generic.param.ident).is_some()
                }))
    })
}

fn refuse_staying(staying: &Staying<'_>, errors: &mut Errors) {
    for stay in &staying.named {
        let name = stay.name;
        let stays = format!("`{name}` would stay generic on the inner");
        match &stay.reason {
            Reason::Param { skipped: true, .. } => {}
            Reason::Param { arg, at, .. } => {
                let pat = &arg.pat;
                let param = quote::quote!(#pat);
                errors.refuse(
                    at,
                    format_args!(
                        "{stays}: parameter `{param}` has it in a form that is no conversion; \
                         give it a concrete type, or write `#[demono(partial)]`"
                    ),
                );
            }
            Reason::Return(at) => errors.refuse(
                at,
                format_args!(
                    "{stays}: the return type has it; return the converted type, or write \
                     `#[demono(partial)]`"
                ),
            ),
            Reason::Body(at) => errors.refuse(
                at,
                format_args!(
                    "{stays}: the body names it; name the converted type instead, or write \
                     `#[demono(partial)]`"
                ),
            ),
            Reason::Bound(at) => errors.refuse(
                at,
                format_args!(
                    "{stays}: this type or bound has it; make that concrete, or write `#[demono(partial)]`"
                ),
            ),
        }
    }
    for (arg, skipped) in &staying.anonymous {
        if !skipped {
            let pat = &arg.pat;
            let param = quote::quote!(#pat);
            errors.refuse(
                &arg.ty,
                format_args!(
                    "`{param}` would stay generic on the inner: none of its bounds is a conversion; \
                     give it a concrete type, or write `#[demono(partial)]`"
                ),
            );
        }
    }
}

fn refuse_uses(function: &ItemFn, converted: &Converted<'_>, uses: &Uses, errors: &mut Errors) {
    let name = converted.name;
    let conversion = &converted.conversion;
    if function.sig.asyncness.is_some() && conversion.kind.is_display() && !conversion.sync {
        errors.refuse(
            &conversion.bound.path,
            format_args!(
                "`{name}` would cross as `&dyn Display`, which is not `Send`, so that the future of \
                 this `async fn` would not be either; add `+ Sync` to its bounds, or write \
                 `#[demono(skip({name}))]`"
            ),
        );
    }
    refuse_escape(function, converted, uses, errors);
    refuse_extra(converted, uses, errors);

    let taken = uses.own + uses.bare.len();
    let moved = matches!(conversion.kind, Kind::Into | Kind::TryInto);
    if converted.copy && moved && taken > 1 && !is_copy(conversion.target) {
        errors.refuse(
            name,
            format_args!(
                "`{name}` is `Copy` and used {taken} times, but its converted value may not be: \
                 convert it once (`let {name} = {name}.into();`), or write \
                 `#[demono(skip({name}))]`"
            ),
        );
    }
}

/// An owner that the body keeps for longer than the call.
fn refuse_escape(function: &ItemFn, converted: &Converted<'_>, uses: &Uses, errors: &mut Errors) {
    let conversion = &converted.conversion;
    if !conversion.borrows_from_shim() {
        return;
    }
    let name = converted.name;
    if let Some(captured) = &uses.captured {
        let returned = match &function.sig.output {
            ReturnType::Type(_, ty) => has_impl_trait(ty),
            ReturnType::Default => false,
        };
        let reason = if let Some(lifetime) = converted.outlives {
            Some(format!(
                "its bound `{lifetime}` says that the capture may outlive the call"
            ))
        } else if returned {
            Some("the returned `impl Trait` may keep the capture".to_owned())
        } else {
            None
        };
        if let Some(reason) = reason {
            errors.refuse(
                captured,
                format_args!(
                    "`{name}` is captured here by a `move` closure or block, and {reason}, but its \
                     owner lives in the shim; convert it to an owned value (`impl Into<..>`), or \
                     write `#[demono(skip({name}))]`"
                ),
            );
            return;
        }
    }
    let kept = uses.bare.iter().find(|bare| bare.context == Context::Value);
    if let (true, Some(lifetime), Some(kept)) =
        (conversion.kind.is_display(), converted.outlives, kept)
    {
        errors.refuse(
            &kept.at,
            format_args!(
                "`{name}` is passed on here and its bound `{lifetime}` says that it may be kept, but \
                 it would cross as a borrowed `&dyn Display`; convert it before \
                 (`{name}.to_string()`), or write `#[demono(skip({name}))]`"
            ),
        );
    }
}

/// Other traits of the caller's value, which the converted one need not have, or
/// has in another way.
fn refuse_extra(converted: &Converted<'_>, uses: &Uses, errors: &mut Errors) {
    for bound in &converted.extra {
        let relied_on = uses.bare.iter().any(|bare| relies_on(bound, bare.context));
        if !relied_on {
            continue;
        }
        let name = converted.name;
        let shown = quote::quote!(#bound).to_string();
        errors.refuse(
            bound,
            format_args!(
                "`{name}` is also bounded by `{shown}`, and used as such in the body, where it would \
                 be converted; use the converted value (`let {name} = {};`), or write \
                 `#[demono(skip({name}))]`",
                own_call(converted),
            ),
        );
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

/// Types that are `Copy` by their looks.
fn is_copy(target: Option<&syn::Type>) -> bool {
    match target.map(super::generics::peel) {
        Some(syn::Type::Reference(reference)) => reference.mutability.is_none(),
        Some(syn::Type::Path(path)) => path.path.get_ident().is_some_and(|ident| {
            const PRIMITIVE: [&str; 16] = [
                "bool", "char", "f32", "f64", "i8", "i16", "i32", "i64", "i128", "isize", "u8",
                "u16", "u32", "u64", "u128", "usize",
            ];
            PRIMITIVE.contains(&ident.to_string().as_str())
        }),
        _ => false,
    }
}
