//! What an `IntoIterator` iterates over, where its items are converted on the way.
//!
//! ```text
//! Input:  names: impl IntoIterator<Item = impl Into<String>>
//! Output: names: &mut dyn NarrowIterator<Item = String>
//!         &mut Iterator::map(IntoIterator::into_iter(names), Into::<String>::into)
//! ```

use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote_spanned, ToTokens};
use syn::punctuated::Punctuated;
use syn::{
    GenericArgument, PathArguments, Token, TraitBound, Type, TypeParamBound, WherePredicate,
};

use crate::expand::crossing::bounds::Bounds;
use crate::expand::crossing::std_traits::{is_marker, ConversionTrait, Std};
use crate::expand::errors::cause::Cause;
use crate::expand::errors::Refusal;
use crate::expand::syntax::build::{new_ident, rooted};
use crate::expand::syntax::generics::{bounds_of, is_projection, peel, Generics};
use crate::expand::syntax::mentions::has_impl_trait;

/// The conversions of an item's parts: of the item itself, or of a tuple's.
pub(crate) struct Elements<'a> {
    pub(crate) bound: &'a TraitBound,
    pub(crate) parts: Vec<Part>,
    pub(crate) is_tuple: bool,
    /// What the iterator has besides `next`.
    pub(crate) ends: Ends,
}

/// Bounds of the iterator itself.
#[derive(Clone, Copy, Default)]
pub(crate) struct Ends {
    pub(crate) double: bool,
    pub(crate) exact: bool,
}

impl Ends {
    /// False where there is a bound that no object of an iterator has.
    fn take(&mut self, bounds: &[&TypeParamBound]) -> bool {
        for &bound in bounds {
            let std = match bound {
                TypeParamBound::Trait(of_trait) => Std::of(&of_trait.path),
                _ => Std::Other,
            };
            match std {
                Std::Marker | Std::Iterator => {}
                Std::DoubleEndedIterator => self.double = true,
                Std::ExactSizeIterator => self.exact = true,
                _ => return false,
            }
        }
        true
    }

    pub(super) fn std(self) -> Std {
        if self.double {
            Std::DoubleEndedIterator
        } else {
            Std::Iterator
        }
    }

    /// The narrow trait that has these.
    pub(super) fn trait_name(self) -> Option<&'static str> {
        Some(match (self.double, self.exact) {
            (true, true) => "DoubleEndedExactSize",
            (true, false) => "NarrowDoubleEndedIterator",
            (false, true) => "NarrowExactSizeIterator",
            (false, false) => return None,
        })
    }
}

/// Whether these are bounds of an iterator that its object has, too.
pub(crate) fn are_of_iterator(bounds: &Punctuated<TypeParamBound, Token![+]>) -> bool {
    Ends::default().take(&bounds_of(bounds))
}

pub(crate) struct Part {
    /// What it converts to, or what it is. Nothing for `Display`.
    pub(crate) ty: TokenStream,
    /// `Into`, `AsRef` or `Display`.
    pub(crate) conversion: Option<ConversionTrait>,
    /// It was a `&'a T`: what it converts to is borrowed from the same value, so it is not
    /// lent.
    borrowed: bool,
}

impl<'a> Elements<'a> {
    /// The items of `IntoIterator<Item = ..>`.
    pub(crate) fn of(
        bound: &'a TraitBound,
        generics: &Generics<'a>,
        owner: Option<&'a Ident>,
    ) -> Result<Self, Refusal> {
        let item = item_of(bound);
        let mut ends = Ends::default();
        if !says_item_only(bound, &mut ends) {
            return Err(Refusal::new(&bound.path, Cause::NamedIterator));
        }
        for predicate in &generics.predicates {
            if let (WherePredicate::Type(of_type), Some(owner)) = (*predicate, owner) {
                if is_projection(&of_type.bounded_ty, owner, "IntoIter") {
                    // What is none of these is refused where the body relies on it.
                    ends.take(&bounds_of(&of_type.bounds));
                }
            }
        }
        let (parts, is_tuple) = match item.map(peel) {
            Some(Type::Tuple(tuple)) => {
                let mut parts = Some(Vec::new());
                for at in 0..tuple.elems.len() {
                    match (Part::of(&tuple.elems[at], generics), &mut parts) {
                        (Some(part), Some(parts)) => parts.push(part),
                        _ => parts = None,
                    }
                }
                (parts, true)
            }
            Some(item) => (Part::of(item, generics).map(|part| vec![part]), false),
            None => {
                let inline = constraint_of(bound, "Item");
                let part = match inline {
                    Some(bounds) => Part::converted(Bounds::sort(&bounds_of(bounds))),
                    None => owner.and_then(|owner| Part::of_projection(owner, generics)),
                };
                (part.map(|part| vec![part]), false)
            }
        };
        let at: &dyn ToTokens = match item {
            Some(item) => item,
            None => &bound.path,
        };
        let parts = parts.ok_or_else(|| Refusal::new(at, Cause::UnnamedItem))?;
        let elements = Elements {
            bound,
            parts,
            is_tuple,
            ends,
        };
        let borrows = |part: &Part| part.conversion.is_some_and(ConversionTrait::borrows);
        let lent = elements.lent().is_some();
        if is_tuple && elements.parts.iter().any(borrows) {
            return Err(Refusal::new(at, Cause::LentTuple));
        }
        if lent && ends.trait_name().is_some() {
            return Err(Refusal::new(&bound.path, Cause::NamedIterator));
        }
        Ok(elements)
    }

    /// What each item is lent as, where that is how it crosses.
    pub(crate) fn lent(&self) -> Option<LentAs> {
        match self.parts.as_slice() {
            [part] if part.borrowed => None,
            [part] if part.conversion == Some(ConversionTrait::AsRef) => {
                Some(LentAs::Target(part.ty.clone()))
            }
            [part] if part.conversion.is_some() => {
                (!self.converts_owned()).then_some(LentAs::Shown)
            }
            _ => None,
        }
    }

    fn converts_owned(&self) -> bool {
        self.by() == Some(ConversionTrait::Into)
    }

    pub(crate) fn converts(&self) -> bool {
        self.by().is_some()
    }

    /// The conversion of an element, which in a tuple has the same method for each.
    pub(crate) fn by(&self) -> Option<ConversionTrait> {
        for part in &self.parts {
            if part.conversion.is_some() {
                return part.conversion;
            }
        }
        None
    }

    /// The type of an item in the inner.
    pub(crate) fn item(&self) -> TokenStream {
        if !self.is_tuple {
            return self.parts[0].ty.clone();
        }
        let mut types = TokenStream::new();
        for part in &self.parts {
            let ty = &part.ty;
            types.extend(quote::quote!(#ty,));
        }
        quote::quote!((#types))
    }

    /// The function with which the shim maps each item.
    pub(crate) fn function(&self, span: Span) -> Option<TokenStream> {
        if !self.converts() {
            return None;
        }
        let into = rooted(span, &["core", "convert", "Into"]);
        if !self.is_tuple {
            let ty = &self.parts[0].ty;
            let item = Ident::new("__demono_item", span);
            return Some(match self.parts[0].conversion {
                Some(ConversionTrait::AsRef) => {
                    let as_ref = rooted(span, &["core", "convert", "AsRef", "as_ref"]);
                    quote_spanned!(span=> |#item| { let #item: #ty = #as_ref(#item); #item })
                }
                Some(ConversionTrait::Display) => {
                    quote_spanned!(span=> |#item| { let #item: #ty = #item; #item })
                }
                _ => quote_spanned!(span=> #into::<#ty>::into),
            });
        }
        let (mut names, mut values) = (TokenStream::new(), TokenStream::new());
        for (index, part) in self.parts.iter().enumerate() {
            let name = new_ident(format_args!("__demono_{index}"), span);
            let ty = &part.ty;
            let value = match &part.conversion {
                Some(_) => quote_spanned!(span=> #into::<#ty>::into(#name)),
                None => name.to_token_stream(),
            };
            names.extend(quote_spanned!(span=> #name,));
            values.extend(quote_spanned!(span=> #value,));
        }
        Some(quote_spanned!(span=> |(#names)| (#values)))
    }
}

/// How items are lent.
pub(crate) enum LentAs {
    /// As what `as_ref` returns, which is of this type.
    Target(TokenStream),
    /// As a `&dyn Display`.
    Shown,
}

impl Part {
    /// `None` where the part is generic in another way.
    fn of<'a>(ty: &'a Type, generics: &Generics<'a>) -> Option<Self> {
        if let Type::ImplTrait(anonymous) = peel(ty) {
            return Part::converted(Bounds::sort(&bounds_of(&anonymous.bounds)));
        }
        if let Some(generic) = generics.named(ty) {
            let converted = Part::converted(Bounds::sort(&generic.bounds));
            if converted.is_some() {
                return converted;
            }
        }
        // What borrows from a value borrows from a reference to it, too.
        if let Type::Reference(reference) = peel(ty) {
            let part = Part::of(&reference.elem, generics);
            let lent = |part: &Part| part.conversion.is_some_and(ConversionTrait::borrows);
            if let Some(mut part) = part.filter(lent) {
                let lifetime = reference.lifetime.as_ref();
                let lifetime = lifetime.filter(|_| reference.mutability.is_none());
                if let Some(lifetime) = lifetime {
                    let ty = &part.ty;
                    let span = lifetime.apostrophe;
                    part.ty = if part.conversion == Some(ConversionTrait::AsRef) {
                        quote_spanned!(span=> & #lifetime #ty)
                    } else {
                        let display = rooted(span, &["core", "fmt", "Display"]);
                        quote_spanned!(span=> & #lifetime (dyn #display + #lifetime))
                    };
                    part.borrowed = true;
                }
                return Some(part);
            }
        }
        (!has_impl_trait(ty)).then(|| Part {
            ty: ty.to_token_stream(),
            conversion: None,
            borrowed: false,
        })
    }

    /// `I::Item: Into<T>` in the `where` clause.
    fn of_projection(owner: &Ident, generics: &Generics<'_>) -> Option<Self> {
        for predicate in &generics.predicates {
            match *predicate {
                WherePredicate::Type(of_type)
                    if is_projection(&of_type.bounded_ty, owner, "Item") =>
                {
                    let part = Part::converted(Bounds::sort(&bounds_of(&of_type.bounds)));
                    if part.is_some() {
                        return part;
                    }
                }
                _ => {}
            }
        }
        None
    }

    fn converted(bounds: Bounds<'_>) -> Option<Self> {
        if !bounds.extra.is_empty() {
            return None;
        }
        // What is displayed as itself cannot be converted as well.
        let mut displayed = 0;
        for candidate in &bounds.conversions {
            displayed += usize::from(candidate.by.is_display());
        }
        if displayed > 0 && displayed < bounds.conversions.len() {
            return None;
        }
        for by in &[ConversionTrait::Into, ConversionTrait::AsRef] {
            if let Some(target) = bounds.target(*by) {
                return Some(Part {
                    ty: target.to_token_stream(),
                    conversion: Some(*by),
                    borrowed: false,
                });
            }
        }
        match bounds.conversions.as_slice() {
            [one] if one.by == ConversionTrait::Display => Some(Part {
                ty: TokenStream::new(),
                conversion: Some(ConversionTrait::Display),
                borrowed: false,
            }),
            _ => None,
        }
    }
}

/// `T` of `Iterator<Item = T>`
fn item_of(bound: &TraitBound) -> Option<&Type> {
    match &bound.path.segments.last()?.arguments {
        PathArguments::AngleBracketed(arguments) => {
            for at in 0..arguments.args.len() {
                match &arguments.args[at] {
                    GenericArgument::AssocType(assoc) if assoc.ident == "Item" => {
                        return Some(&assoc.ty);
                    }
                    _ => {}
                }
            }
            None
        }
        _ => None,
    }
}

/// Whether the items are of a generic type: `impl Into<T>`, or `S` with a conversion.
pub(super) fn has_generic_item<'a>(bound: &'a TraitBound, generics: &Generics<'a>) -> bool {
    let of_generic = |ty: &'a Type| {
        let converts = |part: Part| part.conversion.is_some();
        has_impl_trait(ty) || Part::of(ty, generics).is_some_and(converts)
    };
    constraint_of(bound, "Item").is_some() || item_of(bound).is_some_and(of_generic)
}

/// The bounds of `Item: Into<T>` among the trait's arguments.
fn constraint_of<'a>(
    bound: &'a TraitBound,
    name: &str,
) -> Option<&'a Punctuated<TypeParamBound, Token![+]>> {
    let PathArguments::AngleBracketed(arguments) = &bound.path.segments.last()?.arguments else {
        return None;
    };
    for at in 0..arguments.args.len() {
        match &arguments.args[at] {
            GenericArgument::Constraint(of) if of.ident == name => return Some(&of.bounds),
            _ => {}
        }
    }
    None
}

/// Whether all arguments are `Item = T`, `Item: Into<T>`, or a bound such as `IntoIter: Send`
/// that an object can have.
fn says_item_only(bound: &TraitBound, ends: &mut Ends) -> bool {
    let Some(PathArguments::AngleBracketed(arguments)) =
        bound.path.segments.last().map(|last| &last.arguments)
    else {
        return true;
    };
    for at in 0..arguments.args.len() {
        let fits = match &arguments.args[at] {
            GenericArgument::AssocType(assoc) => assoc.ident == "Item",
            GenericArgument::Constraint(of) => {
                of.ident == "Item" || ends.take(&bounds_of(&of.bounds))
            }
            _ => false,
        };
        if !fits {
            return false;
        }
    }
    true
}

/// Bounds of the iterator itself: `IntoIter: Send` in the trait's arguments, or
/// `I::IntoIter: Send` in the `where` clause.
pub(super) fn markers_of_iterator<'a>(
    bound: &'a TraitBound,
    generics: &Generics<'a>,
    owner: Option<&Ident>,
) -> Vec<&'a TypeParamBound> {
    let mut markers: Vec<&'a TypeParamBound> = Vec::new();
    if let Some(bounds) = constraint_of(bound, "IntoIter") {
        for &bound in &bounds_of(bounds) {
            if is_marker(bound) {
                markers.push(bound);
            }
        }
    }
    for predicate in &generics.predicates {
        if let (WherePredicate::Type(of_type), Some(owner)) = (*predicate, owner) {
            if is_projection(&of_type.bounded_ty, owner, "IntoIter") {
                for &bound in &bounds_of(&of_type.bounds) {
                    if is_marker(bound) {
                        markers.push(bound);
                    }
                }
            }
        }
    }
    markers
}
