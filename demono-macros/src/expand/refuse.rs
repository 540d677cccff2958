//! What cannot be split, in demono's words.
//!
//! In: the function, the plan and what the walk saw. Out: errors, each at the
//! smallest token that is wrong: the construct, the reason, the remedy.

use syn::{Ident, ReturnType, TypeParamBound};

use super::conversion::{Form, Kind};
use super::erase::{Erasure, Object};
use super::errors::{error, Errors};
use super::generics::Generics;
use super::input::{Function, Pattern};
use super::lifetimes::{captures, refuse_hidden};
use super::mentions::{self, has_impl_trait, Mentions};
use super::options::{Dynamic, Options};
use super::placement::{Placement, Reason, Staying};
use super::plan::{Converted, Plan, Role};
use super::walk::{Body, Context, Uses};
use super::Analysis;

/// False where there is nothing to convert.
pub(crate) fn refuse(analysis: &Analysis<'_>, errors: &mut Errors) -> bool {
    let Analysis {
        function,
        header: _,
        generics,
        plan,
        body,
        mentions,
        options,
        placement,
    } = *analysis;
    refuse_names(plan, options, errors);
    refuse_kinds(function, errors);
    if let Some(skip) = &options.skip_all {
        errors.refuse(
            skip,
            "`skip` alone belongs on a method in a block that has the attribute; here it names \
             parameters: `skip(a, b)`",
        );
    }
    // With an error above there may be nothing converted because of it.
    let effective = !plan.converted.is_empty() || erases_unnamed(plan, generics);
    if !effective {
        if errors.is_empty() {
            errors.refuse(
                &function.name,
                format_args!(
                    "nothing to convert in `{}`: no parameter is bounded by `Into`, `TryInto`, \
                     `AsRef`, `AsMut`, `Borrow`, `BorrowMut`, `Display` or `ToString` in a form that \
                     can cross{}; remove the attribute",
                    function.name,
                    match options.dynamic {
                        Dynamic::None => " (`#[demono(dyn)]` turns other traits into objects)",
                        _ => ", or by a trait that can be an object",
                    }
                ),
            );
        }
        return false;
    }
    if !options.partial {
        let staying = Staying::of(function, generics, plan, mentions);
        refuse_staying(&staying, errors);
    }
    refuse_hidden(function, plan, errors);
    refuse_placement(function, plan, placement, errors);
    for problem in problems(function, generics, plan, body, mentions, options.partial) {
        errors.push(problem.error);
    }
    true
}

/// What only some places of an inner can have.
fn refuse_placement(
    function: &Function,
    plan: &Plan<'_>,
    placement: Placement,
    errors: &mut Errors,
) {
    if placement == Placement::Helper && captures(function, plan) {
        errors.refuse(
            &function.output,
            "the returned `impl Trait` of a trait's method would capture the borrow of what the \
             shim owns; take the parameter by `impl Into<..>`, return a concrete type, or write \
             `#[demono(skip)]`",
        );
    }
    if placement != Placement::Sibling {
        return;
    }
    for converted in &plan.converted {
        let Some(traits) = converted.erasure().and_then(Erasure::uncombined) else {
            continue;
        };
        errors.refuse(
            &traits[1].1.path,
            format_args!(
                "`{}` has several traits, and the object needs one that has them all, which a \
                 method's own attribute has no place for; put `#[demono(dyn)]` on the `impl` block",
                converted.name
            ),
        );
    }
}

/// A parameter that cannot be converted, for what the body does with it.
pub(crate) struct Problem {
    /// Which of [`Plan::converted`].
    pub(crate) index: usize,
    error: syn::Error,
}

/// Under `partial` such a parameter is kept as it is; otherwise it is refused.
pub(crate) fn problems(
    function: &Function,
    generics: &Generics<'_>,
    plan: &Plan<'_>,
    body: &Body,
    mentions: &Mentions<'_>,
    partial: bool,
) -> Vec<Problem> {
    let staying = Staying::of(function, generics, plan, mentions);
    let mut problems = Vec::new();
    for (index, (converted, uses)) in plan.converted.iter().zip(&body.uses).enumerate() {
        let checks = [
            unsend(function, converted),
            escape(function, converted, uses),
            passed_result(converted, uses),
            extra_bound(converted, uses),
            other_bound(generics, converted, uses),
            copied(converted, uses),
            unlent(converted, uses),
            pinned(&staying, partial, converted, uses),
        ];
        let found = checks.into_iter().flatten();
        problems.extend(found.map(|error| Problem { index, error }));
    }
    problems
}

/// Names in `skip(..)`, `dyn(..)` and conversions that are no parameters, or not such.
fn refuse_names(plan: &Plan<'_>, options: &Options, errors: &mut Errors) {
    let role = |wanted: &Ident| {
        let mut named = plan.params.iter().filter_map(|param| match &param.arg.pat {
            Pattern::Name { name, .. } => Some((name, param.role)),
            _ => None,
        });
        named
            .find(|(name, _)| *name == wanted)
            .map(|(_, role)| role)
    };
    for skipped in &options.skip {
        if role(skipped).is_none() {
            errors.refuse(
                skipped,
                format_args!("`skip({skipped})` names no parameter of this function"),
            );
        }
    }
    for custom in &options.custom {
        let name = &custom.name;
        if role(name).is_none() {
            errors.refuse(
                name,
                format_args!("`{name}: ..` names no parameter of this function"),
            );
        }
    }
    let Dynamic::Named(names) = &options.dynamic else {
        return;
    };
    for name in names {
        let reason = match role(name) {
            None => "names no parameter of this function",
            Some(Role::Keep) => {
                "has no bound that can be an object in a form that can cross; give it one, or \
                 remove it from `dyn(..)`"
            }
            Some(Role::Convert(index)) if plan.converted[index].erasure().is_none() => {
                "crosses by its conversion; remove it from `dyn(..)`"
            }
            Some(_) => continue,
        };
        errors.refuse(name, format_args!("`{name}` {reason}"));
    }
}

fn refuse_kinds(function: &Function, errors: &mut Errors) {
    if let Some(constness) = &function.constness {
        errors.refuse(
            constness,
            "a `const fn` cannot be split: the shim's conversions are trait calls, which are not \
             const; remove `const` or the attribute",
        );
    }
    if let Some(variadic) = &function.variadic {
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
                || generics
                    .types
                    .iter()
                    .any(|generic| mentions::first(&param.arg.ty, &generic.param.ident).is_some()))
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

/// An object in a future.
fn unsend(function: &Function, converted: &Converted<'_>) -> Option<syn::Error> {
    function.asyncness.as_ref()?;
    let name = converted.name;
    let conversion = &converted.conversion;
    let (shown, needs) = match &conversion.erasure {
        Some(erasure) if matches!(erasure.object, Object::Range { .. }) => return None,
        Some(erasure) if erasure.mutable => ("&mut dyn", (!erasure.send).then_some("Send")),
        Some(erasure) => ("&dyn", (!erasure.sync).then_some("Sync")),
        None if conversion.kind.is_display() => {
            ("&dyn Display", (!conversion.sync).then_some("Sync"))
        }
        None => return None,
    };
    let needs = needs?;
    let message = format!(
        "`{name}` would cross as `{shown}`, which is not `Send`, so that the future of this `async \
         fn` would not be either; add `+ {needs}` to its bounds, or write `#[demono(skip({name}))]`"
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
    if !conversion.borrows_from_shim() {
        return None;
    }
    let name = converted.name;
    if let Some(error) = escaped_object(function, converted, uses) {
        return Some(error);
    }
    if let Some(captured) = &uses.captured {
        let returned = match &function.output {
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
            return Some(error(
                captured,
                format_args!(
                    "`{name}` is captured here by a `move` closure or block, and {reason}, but its \
                     owner lives in the shim; convert it to an owned value (`impl Into<..>`), or \
                     write `#[demono(skip({name}))]`"
                ),
            ));
        }
    }
    let lifetime = converted.outlives?;
    if conversion.kind == Kind::Dyn && lifetime.ident != "static" {
        return None;
    }
    let keeps = |context| match context {
        Context::Value | Context::Argument => true,
        Context::MutBorrow => !conversion.kind.is_display(),
        Context::Macro | Context::Receiver => false,
    };
    let kept = uses.bare.iter().find(|bare| keeps(bare.context))?;
    Some(error(
        &kept.at,
        format_args!(
            "`{name}` is passed on here and its bound `{lifetime}` says that it may be kept, but \
             it would cross as a borrow; pass on its converted value (`{}`), or write \
             `#[demono(skip({name}))]`",
            own_call(converted),
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
    let consumes = erasure.elements().is_some() || erasure.is_iterator();
    let is_kept = |context| match context {
        Context::Value | Context::Argument => true,
        Context::Receiver => consumes,
        Context::MutBorrow | Context::Macro => false,
    };
    let kept = uses.bare.iter().find(|bare| is_kept(bare.context))?;
    let name = converted.name;
    has_impl_trait(output).then(|| {
        error(
            &kept.at,
            format_args!(
                "`{name}` is used up here, and the returned `impl Trait` may keep it, but it would \
                 cross as a borrow; return a concrete value, or write `#[demono(skip({name}))]`"
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
    let passed = uses
        .bare
        .iter()
        .find(|bare| bare.context == Context::Argument)?;
    Some(error(
        &passed.at,
        format_args!(
            "`{name}` is passed on here as it is, but in the inner it would be the `Result` of its \
             conversion; pass on `{name}.try_into()?`, or write `#[demono(skip({name}))]`"
        ),
    ))
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
    if converted.erasure().is_some() {
        return None;
    }
    // Of what stays without leave another error speaks.
    let pinned = staying.named.iter().any(|stay| {
        let by_leave = partial || matches!(stay.reason, Reason::Param { skipped: true, .. });
        by_leave && stay.name == generic
    });
    let bare = uses.bare.first().filter(|_| pinned)?;
    Some(error(
        &bare.at,
        format_args!(
            "`{name}` is passed on here as it is, where its type may matter; pass on its converted \
             value (`{}`)",
            own_call(converted),
        ),
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
    let mut predicates = generics.predicates.iter();
    let elements = converted.conversion.elements().is_some();
    let at = predicates.find_map(|predicate| match predicate {
        // What its items convert to is taken care of.
        syn::WherePredicate::Type(of_type) if elements && is_item(&of_type.bounded_ty) => None,
        predicate => mentions::first(predicate, generic),
    })?;
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
    let relied_on =
        |bound: &&&TypeParamBound| uses.bare.iter().any(|bare| relies_on(bound, bare.context));
    let bound = converted.extra.iter().find(relied_on)?;
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
