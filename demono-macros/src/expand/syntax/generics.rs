//! What each generic of a function is bounded by.
//!
//! In: the signature. Out: its type generics, each with all its bounds, whether
//! they were written in the angle brackets or in the `where` clause; and the
//! predicates that are about something else.

use proc_macro2::Ident;
use quote::ToTokens;
use syn::punctuated::Punctuated;
use syn::{ConstParam, GenericParam, Token, Type, TypeParam, TypeParamBound, WherePredicate};

use crate::expand::syntax::mentions;

/// The generics that a function declares by name.
pub(crate) struct Generics<'a> {
    pub(crate) types: Vec<Generic<'a>>,
    pub(crate) consts: Vec<&'a ConstParam>,
    /// Predicates that are not simply bounds of one type generic, and all that
    /// are about lifetimes.
    pub(crate) predicates: Vec<&'a WherePredicate>,
}

/// One type generic.
pub(crate) struct Generic<'a> {
    pub(crate) param: &'a TypeParam,
    pub(crate) bounds: Vec<&'a TypeParamBound>,
}

impl<'a> Generics<'a> {
    pub(crate) fn of(declared: &'a syn::Generics) -> Self {
        let mut generics = Generics {
            types: Vec::new(),
            consts: Vec::new(),
            predicates: Vec::new(),
        };
        for param in &declared.params {
            match param {
                GenericParam::Type(param) => generics.types.push(Generic {
                    param,
                    bounds: bounds_of(&param.bounds),
                }),
                GenericParam::Const(param) => generics.consts.push(param),
                GenericParam::Lifetime(_) => {}
            }
        }
        for &predicate in &predicates_of(declared) {
            generics.take_predicate(predicate);
        }
        generics
    }

    /// The names of the types and constants.
    pub(crate) fn names(&self) -> Vec<&'a Ident> {
        let mut names = Vec::new();
        for generic in &self.types {
            names.push(&generic.param.ident);
        }
        for param in &self.consts {
            names.push(&param.ident);
        }
        names
    }

    fn take_predicate(&mut self, predicate: &'a WherePredicate) {
        if let WherePredicate::Type(of_type) = predicate {
            if of_type.lifetimes.is_none() {
                let name = name_of(&of_type.bounded_ty);
                for generic in &mut self.types {
                    if name == Some(&generic.param.ident) {
                        generic.bounds.append(&mut bounds_of(&of_type.bounds));
                        return;
                    }
                }
            }
        }
        self.predicates.push(predicate);
    }

    /// The generic that is the whole of `ty`.
    pub(crate) fn named(&self, ty: &Type) -> Option<&Generic<'a>> {
        let name = name_of(ty)?;
        self.types
            .iter()
            .find(|generic| generic.param.ident == *name)
    }
}

/// The predicates of the `where` clause, if there is one.
pub(crate) fn predicates_of(declared: &syn::Generics) -> Vec<&WherePredicate> {
    let mut predicates = Vec::new();
    if let Some(clause) = &declared.where_clause {
        // By index: each type of element has iterators of its own, and users build them.
        for at in 0..clause.predicates.len() {
            predicates.push(&clause.predicates[at]);
        }
    }
    predicates
}

/// The bounds of a generic, of a predicate, of an `impl Trait`.
pub(crate) fn bounds_of(list: &Punctuated<TypeParamBound, Token![+]>) -> Vec<&TypeParamBound> {
    let mut bounds = Vec::new();
    for at in 0..list.len() {
        bounds.push(&list[at]);
    }
    bounds
}

/// `for<'a> F: Fn(&'a str)` as `F: for<'a> Fn(&'a str)`, which is a bound of `F`.
pub(crate) fn move_binders(declared: &mut syn::Generics) {
    let Some(clause) = &mut declared.where_clause else {
        return;
    };
    for at in 0..clause.predicates.len() {
        let WherePredicate::Type(of_type) = &mut clause.predicates[at] else {
            continue;
        };
        if name_of(&of_type.bounded_ty).is_none() {
            continue;
        }
        let Some(binder) = of_type.lifetimes.take() else {
            continue;
        };
        let binder = binder.to_token_stream();
        for at in 0..of_type.bounds.len() {
            if let TypeParamBound::Trait(of_trait) = &mut of_type.bounds[at] {
                let names = mentions::lifetimes_of(&of_trait.path);
                if of_trait.lifetimes.is_none() && !names.is_empty() {
                    of_trait.lifetimes = syn::parse2(binder.clone()).ok();
                }
            }
        }
    }
}

/// The name, where a type is nothing but a name.
fn name_of(ty: &Type) -> Option<&Ident> {
    match peel(ty) {
        Type::Path(path) if path.qself.is_none() => path.path.get_ident(),
        _ => None,
    }
}

/// A type without the parentheses around it, nor the invisible group that a
/// `$t:ty` leaves.
pub(crate) fn peel(ty: &Type) -> &Type {
    match ty {
        Type::Group(group) => peel(&group.elem),
        Type::Paren(paren) => peel(&paren.elem),
        other => other,
    }
}

/// `P::Error`, `<I as IntoIterator>::Item`: whether a type is this one of a generic.
pub(crate) fn is_projection(ty: &Type, generic: &Ident, wanted: &str) -> bool {
    let Type::Path(path) = peel(ty) else {
        return false;
    };
    let last = path.path.segments.last();
    last.is_some_and(|last| last.ident == wanted) && mentions::first(ty, generic).is_some()
}
