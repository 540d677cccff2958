//! What an `IntoIterator` iterates over, where its items are converted on the way.
//!
//! ```text
//! Input:  names: impl IntoIterator<Item = impl Into<String>>
//! Output: names: &mut dyn NarrowIterator<Item = String>
//!         &mut Iterator::map(IntoIterator::into_iter(names), Into::<String>::into)
//! ```

use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote_spanned, ToTokens};
use syn::{GenericArgument, PathArguments, TraitBound, Type, TypeParamBound, WherePredicate};

use super::super::conversion::{Bounds, Candidate, Kind};
use super::super::errors::error;
use super::super::generics::{peel, Generics};
use super::super::mentions::{first, has_impl_trait};
use super::super::tokens::rooted;
use super::{Object, Std};

/// The conversions of an item's parts: of the item itself, or of a tuple's.
pub(crate) struct Elements<'a> {
    pub(crate) bound: &'a TraitBound,
    pub(crate) parts: Vec<Part<'a>>,
    pub(crate) is_tuple: bool,
}

pub(crate) struct Part<'a> {
    pub(crate) ty: TokenStream,
    /// `Into` or `AsRef`, with its target.
    pub(crate) conversion: Option<(Kind, &'a Type)>,
}

impl<'a> Elements<'a> {
    /// The object for `IntoIterator<Item = ..>`.
    pub(crate) fn object(
        bound: &'a TraitBound,
        generics: &Generics<'a>,
        owner: Option<&'a Ident>,
    ) -> syn::Result<Object<'a>> {
        let unknown = |at: &dyn ToTokens| {
            error(
                at.to_token_stream(),
                "the `Item` of this iterator has no type that the inner can name; write \
                 `IntoIterator<Item = T>` with a concrete `T`, or with an item that is `Into<T>` or \
                 `AsRef<T>`",
            )
        };
        let item = item_of(bound);
        if !says_item_only(bound) {
            return Err(error(
                &bound.path,
                "the inner has another iterator than `IntoIter` says; remove that, or write \
                 `skip(..)`",
            ));
        }
        let (parts, is_tuple) = match item.map(peel) {
            Some(Type::Tuple(tuple)) => {
                let parts: Option<Vec<Part<'a>>> = tuple
                    .elems
                    .iter()
                    .map(|part| Part::of(part, generics))
                    .collect();
                (parts, true)
            }
            Some(item) => (Part::of(item, generics).map(|part| vec![part]), false),
            None => {
                let part = owner.and_then(|owner| Part::of_projection(owner, generics));
                (part.map(|part| vec![part]), false)
            }
        };
        let at: &dyn ToTokens = match item {
            Some(item) => item,
            None => &bound.path,
        };
        let parts = parts.ok_or_else(|| unknown(at))?;
        let elements = Elements {
            bound,
            parts,
            is_tuple,
        };
        let lends = |part: &Part<'_>| matches!(part.conversion, Some((Kind::AsRef, _)));
        if !elements.parts.iter().any(lends) {
            let item = elements.item();
            return Ok(Object::Items { item, elements });
        }
        match elements.parts.as_slice() {
            [Part {
                conversion: Some((_, target)),
                ..
            }] if !is_tuple => Ok(Object::Lend { target, elements }),
            _ => Err(error(
                at.to_token_stream(),
                "a tuple with an `AsRef` in it cannot cross without an allocation per item: each \
                 would have to be lent; take `Into<..>` or a concrete type in it, or write `skip(..)`",
            )),
        }
    }

    pub(crate) fn converts(&self) -> bool {
        self.parts.iter().any(|part| part.conversion.is_some())
    }

    /// The conversion of an element, which in a tuple has the same method for each.
    pub(crate) fn kind(&self) -> Option<Kind> {
        let mut conversions = self.parts.iter().filter_map(|part| part.conversion);
        conversions.next().map(|(kind, _)| kind)
    }

    /// The type of an item in the inner.
    fn item(&self) -> TokenStream {
        let types = self.parts.iter().map(|part| &part.ty);
        if self.is_tuple {
            quote::quote!((#(#types,)*))
        } else {
            quote::quote!(#(#types)*)
        }
    }

    /// What the shim maps each item by.
    pub(crate) fn function(&self, span: Span) -> Option<TokenStream> {
        if !self.converts() {
            return None;
        }
        let into = rooted(span, &["core", "convert", "Into"]);
        if !self.is_tuple {
            let ty = &self.parts[0].ty;
            return Some(quote_spanned!(span=> #into::<#ty>::into));
        }
        let names: Vec<Ident> = (0..self.parts.len())
            .map(|index| quote::format_ident!("__demono_{}", index, span = span))
            .collect();
        let values = self
            .parts
            .iter()
            .zip(&names)
            .map(|(part, name)| match &part.conversion {
                Some((_, ty)) => quote_spanned!(span=> #into::<#ty>::into(#name)),
                None => name.to_token_stream(),
            });
        Some(quote_spanned!(span=> |(#(#names,)*)| (#(#values,)*)))
    }
}

impl<'a> Part<'a> {
    /// Nothing where the part is generic in another way.
    fn of(ty: &'a Type, generics: &Generics<'a>) -> Option<Self> {
        if let Type::ImplTrait(anonymous) = peel(ty) {
            return Part::converted(Bounds::sort(&anonymous.bounds));
        }
        if let Some(generic) = generics.named(ty) {
            let converted = Part::converted(Bounds::sort(generic.bounds.iter().copied()));
            if converted.is_some() {
                return converted;
            }
        }
        (!has_impl_trait(ty)).then(|| Part {
            ty: ty.to_token_stream(),
            conversion: None,
        })
    }

    /// `I::Item: Into<T>` in the `where` clause.
    fn of_projection(owner: &Ident, generics: &Generics<'a>) -> Option<Self> {
        generics
            .predicates
            .iter()
            .copied()
            .find_map(|predicate| match predicate {
                WherePredicate::Type(of_type)
                    if is_projection(&of_type.bounded_ty, owner, "Item") =>
                {
                    Part::converted(Bounds::sort(&of_type.bounds))
                }
                _ => None,
            })
    }

    fn converted(bounds: Bounds<'a>) -> Option<Self> {
        let of_kind = |kind: Kind| {
            let candidate: &Candidate<'a> = bounds.conversions.iter().find(|c| c.kind == kind)?;
            Some((kind, candidate.target?))
        };
        let extra = bounds.extra.is_empty();
        let conversion = of_kind(Kind::Into).or_else(|| of_kind(Kind::AsRef));
        conversion.filter(|_| extra).map(|conversion| Part {
            ty: conversion.1.to_token_stream(),
            conversion: Some(conversion),
        })
    }
}

/// `T` of `Iterator<Item = T>`
pub(crate) fn item_of(bound: &TraitBound) -> Option<&Type> {
    match &bound.path.segments.last()?.arguments {
        PathArguments::AngleBracketed(arguments) => {
            arguments.args.iter().find_map(|argument| match argument {
                GenericArgument::AssocType(assoc) if assoc.ident == "Item" => Some(&assoc.ty),
                _ => None,
            })
        }
        _ => None,
    }
}

/// Whether all arguments are `Item = T` and `IntoIter: Send`.
fn says_item_only(bound: &TraitBound) -> bool {
    let Some(PathArguments::AngleBracketed(arguments)) =
        bound.path.segments.last().map(|last| &last.arguments)
    else {
        return true;
    };
    arguments.args.iter().all(|argument| match argument {
        GenericArgument::AssocType(assoc) => assoc.ident == "Item",
        GenericArgument::Constraint(of) => of.bounds.iter().all(is_marker),
        _ => false,
    })
}

/// Bounds of the iterator itself: `IntoIter: Send` in the trait's arguments, or
/// `I::IntoIter: Send` in the `where` clause.
pub(crate) fn markers_of_iterator<'a>(
    bound: &'a TraitBound,
    generics: &Generics<'a>,
    owner: Option<&Ident>,
) -> Vec<&'a TypeParamBound> {
    let mut markers: Vec<&'a TypeParamBound> = Vec::new();
    if let Some(PathArguments::AngleBracketed(arguments)) =
        bound.path.segments.last().map(|last| &last.arguments)
    {
        for argument in &arguments.args {
            if let GenericArgument::Constraint(of) = argument {
                markers.extend(&of.bounds);
            }
        }
    }
    for predicate in generics.predicates.iter().copied() {
        if let (WherePredicate::Type(of_type), Some(owner)) = (predicate, owner) {
            if is_projection(&of_type.bounded_ty, owner, "IntoIter") {
                markers.extend(of_type.bounds.iter().filter(|bound| is_marker(bound)));
            }
        }
    }
    markers
}

pub(crate) fn is_marker(bound: &TypeParamBound) -> bool {
    matches!(bound, TypeParamBound::Trait(of_trait) if Std::of(&of_trait.path) == Std::Marker)
}

/// `I::Item`, `<I as IntoIterator>::Item`
fn is_projection(ty: &Type, owner: &Ident, wanted: &str) -> bool {
    let Type::Path(path) = peel(ty) else {
        return false;
    };
    let last = path.path.segments.last();
    last.is_some_and(|last| last.ident == wanted) && first(ty, owner).is_some()
}
