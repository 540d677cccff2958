//! The error of a `TryInto`, as the inner can name it.
//!
//! In: the bound, and what else is known of the function's generics. Out: a [`TryError`],
//! or `None` where the error has no name.

use proc_macro2::Ident;
use syn::{GenericArgument, PathArguments, Type, TypeParamBound, WherePredicate};

use crate::expand::crossing::bounds::{Bounds, Candidate};
use crate::expand::crossing::standard::TryError;
use crate::expand::crossing::std_traits::{ConversionTrait, Std};
use crate::expand::syntax::generics::{bounds_of, is_projection, Generics};

/// The error type of a `TryInto`, as the inner can name it.
pub(super) fn try_error<'a>(
    generics: &Generics<'a>,
    generic: Option<&Ident>,
    candidate: &Candidate<'a>,
) -> Option<TryError<'a>> {
    let error_generic = match candidate.error {
        Some(ty) => match generics.named(ty) {
            Some(error) => Some(error),
            None => {
                return Some(TryError {
                    ty,
                    mapped: false,
                    other: None,
                })
            }
        },
        None => None,
    };
    // `E: Into<MyError>`
    let by_bound = match error_generic {
        Some(error) => Bounds::sort(&error.bounds).target(ConversionTrait::Into),
        None => None,
    };
    // `MyError: From<E>`, `MyError: From<P::Error>`, `P::Error: Into<MyError>`
    let is_error = |ty: &Type| match (error_generic, generic) {
        (Some(error), _) => match generics.named(ty) {
            Some(named) => named.param.ident == error.param.ident,
            None => false,
        },
        (None, Some(generic)) => is_projection(ty, generic, "Error"),
        (None, None) => false,
    };
    let mut found = by_bound;
    for predicate in &generics.predicates {
        if found.is_none() {
            found = mapped_error(predicate, &is_error);
        }
    }
    let ty = found?;
    let mut other = None;
    if let Some(error) = error_generic {
        other = other_bound(&error.bounds);
    }
    for predicate in &generics.predicates {
        if let WherePredicate::Type(predicate) = predicate {
            if other.is_none() && is_error(&predicate.bounded_ty) {
                other = other_bound(&bounds_of(&predicate.bounds));
            }
        }
    }
    Some(TryError {
        ty,
        mapped: true,
        other,
    })
}

/// The first bound that is neither `Into` nor an auto trait.
fn other_bound<'a>(bounds: &[&'a TypeParamBound]) -> Option<&'a TypeParamBound> {
    for &bound in bounds {
        let TypeParamBound::Trait(of_trait) = bound else {
            continue;
        };
        let std = Std::of(&of_trait.path);
        if !matches!(
            std,
            Std::Marker | Std::Sized | Std::Conversion(ConversionTrait::Into)
        ) {
            return Some(bound);
        }
    }
    None
}

/// The type an error converts to, by a predicate `X: From<E>` or `E: Into<X>`.
fn mapped_error<'a>(
    predicate: &'a WherePredicate,
    is_error: &dyn Fn(&Type) -> bool,
) -> Option<&'a Type> {
    let WherePredicate::Type(predicate) = predicate else {
        return None;
    };
    for &bound in &bounds_of(&predicate.bounds) {
        let TypeParamBound::Trait(of_trait) = bound else {
            continue;
        };
        let Some(last) = of_trait.path.segments.last() else {
            continue;
        };
        let PathArguments::AngleBracketed(arguments) = &last.arguments else {
            continue;
        };
        let Some(GenericArgument::Type(argument)) = arguments.args.get(0) else {
            continue;
        };
        if last.ident == "From" && is_error(argument) {
            return Some(&predicate.bounded_ty);
        } else if last.ident == "Into" && is_error(&predicate.bounded_ty) {
            return Some(argument);
        }
    }
    None
}
