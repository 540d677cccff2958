//! What cannot be split.
//!
//! In: the function, the plan and what was seen in the body. Out: refusals, each at the
//! smallest token that is wrong. `staying.rs` has the generics that would stay on the
//! inner, `uses.rs` what the body does with a parameter, `escape.rs` what it keeps of it,
//! `values.rs` what takes a value.

mod escape;
mod own_value;
mod own_words;
mod send;
mod staying;
pub(crate) mod uses;
mod values;

use syn::{GenericParam, Ident};

use crate::expand::analysis::Analysis;
use crate::expand::check::staying::refuse_staying;
use crate::expand::check::uses::Problem;
use crate::expand::errors::cause::Cause;
use crate::expand::errors::{Errors, Refusal};
use crate::expand::input::function::{Function, Pattern};
use crate::expand::input::options::{Dynamic, Options};
use crate::expand::plan::normalize::{captures, refuse_hidden};
use crate::expand::plan::parameters::{Plan, Role};
use crate::expand::plan::placement::Placement;
use crate::expand::syntax::cursor::is_one_of;
use crate::expand::syntax::generics::Generics;
use crate::expand::syntax::mentions;
use crate::expand::syntax::mentions::has_impl_trait;

/// False where there is nothing to convert.
pub(crate) fn check(
    analysis: &Analysis<'_>,
    problems: Vec<Problem>,
    kept: Vec<Refusal>,
    errors: &mut Errors,
) -> bool {
    let Analysis {
        function,
        header: _,
        generics,
        plan,
        body,
        staying,
        options,
        placement,
        ref unclear,
    } = *analysis;
    refuse_names(plan, options, errors);
    refuse_kinds(function, errors);
    if let Some(skip) = &options.skip_all {
        errors.refuse(skip, Cause::SkipOfFunction);
    }
    // After an error above nothing may be converted because of that error.
    let effective =
        !plan.converted.is_empty() || !body.hoisted.is_empty() || drops_a_generic(plan, generics);
    if !effective {
        for refusal in kept {
            errors.push(refusal);
        }
        if errors.is_empty() {
            let cause = Cause::NothingInFunction {
                name: function.name.clone(),
                objects: !matches!(options.dynamic, Dynamic::None),
            };
            errors.refuse(&function.name, cause);
        }
        return false;
    }
    if !options.partial {
        refuse_staying(staying, &options.dynamic, errors);
    }
    refuse_hidden(function, plan, errors);
    refuse_placement(function, plan, placement, errors);
    if let Some(name) = unclear {
        errors.refuse(name, Cause::UnclearName(name.clone()));
    }
    for problem in problems {
        errors.push(problem.refusal);
    }
    true
}

/// What not every placement of the inner allows.
fn refuse_placement(
    function: &Function,
    plan: &Plan<'_>,
    placement: Placement,
    errors: &mut Errors,
) {
    if placement == Placement::Helper && captures(function, plan) {
        errors.refuse(&function.output, Cause::CapturedBorrow);
    }
    if placement != Placement::Sibling {
        return;
    }
    for converted in &plan.converted {
        let Some(traits) = converted.conversion.uncombined() else {
            continue;
        };
        let cause = Cause::SeveralTraits(converted.name.clone());
        errors.refuse(&traits[1].1.path, cause);
    }
}

/// Names in `skip(..)`, `dyn(..)` and conversions that are no parameters, or not suitable
/// ones.
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
            let option = format!("skip({skipped})");
            errors.refuse(skipped, Cause::NoParameter(option));
        }
    }
    for custom in &options.custom {
        let name = &custom.name;
        if role(name).is_none() {
            errors.refuse(name, Cause::NoParameter(format!("{name}: ..")));
        }
    }
    let Dynamic::Named(names) = &options.dynamic else {
        return;
    };
    for name in names {
        let cause = match role(name) {
            None => Cause::NoParameter(name.to_string()),
            Some(Role::Keep) => Cause::NoObject(name.clone()),
            Some(Role::Convert(index)) if plan.converted[index].conversion.held().is_some() => {
                continue
            }
            Some(Role::Convert(index)) if plan.converted[index].object().is_none() => {
                Cause::HasConversion(name.clone())
            }
            Some(_) => continue,
        };
        errors.refuse(name, cause);
    }
}

fn refuse_kinds(function: &Function, errors: &mut Errors) {
    if let Some(constness) = &function.constness {
        errors.refuse(constness, Cause::ConstFunction);
    }
    if let Some(variadic) = &function.variadic {
        errors.refuse(variadic, Cause::Variadic);
    }
    for attr in &function.attrs {
        let Some(last) = attr.path().segments.last() else {
            continue;
        };
        if is_one_of(&last.ident, &CHANGE_BODIES) {
            let cause = Cause::AttributeBelow(last.ident.to_string());
            errors.refuse(attr.path(), cause);
        }
    }
    for param in &function.generics.params {
        if let GenericParam::Lifetime(param) = param {
            if param.lifetime.ident == "async_trait" {
                errors.refuse(&function.name, Cause::AsyncTraitAbove);
            }
        }
    }
}

/// Attributes of well-known crates.
const CHANGE_BODIES: [&str; 7] = [
    "async_recursion",
    "async_trait",
    "auto_enum",
    "maybe_async",
    "must_be_async",
    "must_be_sync",
    "throws",
];

/// A `_` parameter stays in the shim, so that its generic leaves the body.
fn drops_a_generic(plan: &Plan<'_>, generics: &Generics<'_>) -> bool {
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
