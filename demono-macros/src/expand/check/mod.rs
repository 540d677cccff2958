//! What cannot be split, in demono's words.
//!
//! In: the function, the plan and what was seen in the body. Out: errors, each at the
//! smallest token that is wrong: the construct, the reason, the remedy. In `staying.rs`
//! generics that would stay on the inner, in `uses.rs` what the body does with a
//! parameter.

mod staying;
pub(crate) mod uses;

use syn::Ident;

use crate::expand::analysis::Analysis;
use crate::expand::check::staying::refuse_staying;
use crate::expand::check::uses::Problem;
use crate::expand::crossing::object::Erasure;
use crate::expand::errors::Errors;
use crate::expand::input::function::{Function, Pattern};
use crate::expand::input::options::{Dynamic, Options};
use crate::expand::plan::normalize::{captures, refuse_hidden};
use crate::expand::plan::parameters::{Plan, Role};
use crate::expand::plan::placement::Placement;
use crate::expand::syntax::generics::Generics;
use crate::expand::syntax::mentions;
use crate::expand::syntax::mentions::has_impl_trait;

/// False where there is nothing to convert.
pub(crate) fn check(
    analysis: &Analysis<'_>,
    problems: Vec<Problem>,
    kept: Vec<syn::Error>,
    errors: &mut Errors,
) -> bool {
    let Analysis {
        function,
        header: _,
        generics,
        plan,
        body: _,
        staying,
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
        for error in kept {
            errors.push(error);
        }
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
        refuse_staying(staying, &options.dynamic, errors);
    }
    refuse_hidden(function, plan, errors);
    refuse_placement(function, plan, placement, errors);
    for problem in problems {
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

/// Names in `skip(..)`, `dyn(..)` and conversions that are no parameters, or not such.
fn refuse_names(plan: &Plan<'_>, options: &Options, errors: &mut Errors) {
    let role = |wanted: &Ident| {
        for param in &plan.params {
            match &param.arg.pat {
                Pattern::Name { name, .. } if name == wanted => return Some(param.role),
                _ => {}
            }
        }
        None
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
    for param in &plan.params {
        if param.role != Role::Unnamed {
            continue;
        }
        let mut generic = has_impl_trait(&param.arg.ty);
        for of_type in &generics.types {
            generic |= mentions::first(&param.arg.ty, &of_type.param.ident).is_some();
        }
        if generic {
            return true;
        }
    }
    false
}
