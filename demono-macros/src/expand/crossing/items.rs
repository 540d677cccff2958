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

use crate::expand::crossing::bounds::Bounds;
use crate::expand::crossing::std_traits::{are_markers, is_marker, ConversionTrait};
use crate::expand::errors::cause::Cause;
use crate::expand::errors::Refusal;
use crate::expand::syntax::build::{new_ident, rooted};
use crate::expand::syntax::generics::{bounds_of, is_projection, peel, Generics};
use crate::expand::syntax::mentions::has_impl_trait;

/// The conversions of an item's parts: of the item itself, or of a tuple's.
pub(crate) struct Elements<'a> {
    pub(crate) bound: &'a TraitBound,
    pub(crate) parts: Vec<Part<'a>>,
    pub(crate) is_tuple: bool,
}

pub(crate) struct Part<'a> {
    pub(crate) ty: TokenStream,
    /// `Into` or `AsRef`, with its target.
    pub(crate) conversion: Option<(ConversionTrait, &'a Type)>,
}

impl<'a> Elements<'a> {
    /// The items of `IntoIterator<Item = ..>`.
    pub(crate) fn of(
        bound: &'a TraitBound,
        generics: &Generics<'a>,
        owner: Option<&'a Ident>,
    ) -> Result<Self, Refusal> {
        let item = item_of(bound);
        if !says_item_only(bound) {
            return Err(Refusal::new(&bound.path, Cause::NamedIterator));
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
                let part = owner.and_then(|owner| Part::of_projection(owner, generics));
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
        };
        let is_lent =
            |part: &Part<'_>| matches!(part.conversion, Some((ConversionTrait::AsRef, _)));
        if is_tuple && elements.parts.iter().any(is_lent) {
            return Err(Refusal::new(at, Cause::LentTuple));
        }
        Ok(elements)
    }

    /// What each item is lent as, where that is how it crosses.
    pub(crate) fn lent(&self) -> Option<&'a Type> {
        match self.parts.as_slice() {
            [Part {
                conversion: Some((ConversionTrait::AsRef, target)),
                ..
            }] => Some(*target),
            _ => None,
        }
    }

    pub(crate) fn converts(&self) -> bool {
        self.by().is_some()
    }

    /// The conversion of an element, which in a tuple has the same method for each.
    pub(crate) fn by(&self) -> Option<ConversionTrait> {
        for part in &self.parts {
            if let Some((by, _)) = part.conversion {
                return Some(by);
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
            return Some(quote_spanned!(span=> #into::<#ty>::into));
        }
        let (mut names, mut values) = (TokenStream::new(), TokenStream::new());
        for (index, part) in self.parts.iter().enumerate() {
            let name = new_ident(format_args!("__demono_{index}"), span);
            let value = match &part.conversion {
                Some((_, ty)) => quote_spanned!(span=> #into::<#ty>::into(#name)),
                None => name.to_token_stream(),
            };
            names.extend(quote_spanned!(span=> #name,));
            values.extend(quote_spanned!(span=> #value,));
        }
        Some(quote_spanned!(span=> |(#names)| (#values)))
    }
}

impl<'a> Part<'a> {
    /// `None` where the part is generic in another way.
    fn of(ty: &'a Type, generics: &Generics<'a>) -> Option<Self> {
        if let Type::ImplTrait(anonymous) = peel(ty) {
            return Part::converted(Bounds::sort(&bounds_of(&anonymous.bounds)));
        }
        if let Some(generic) = generics.named(ty) {
            let converted = Part::converted(Bounds::sort(&generic.bounds));
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

    fn converted(bounds: Bounds<'a>) -> Option<Self> {
        if !bounds.extra.is_empty() {
            return None;
        }
        for by in &[ConversionTrait::Into, ConversionTrait::AsRef] {
            if let Some(target) = bounds.target(*by) {
                return Some(Part {
                    ty: target.to_token_stream(),
                    conversion: Some((*by, target)),
                });
            }
        }
        None
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

/// Whether all arguments are `Item = T` and `IntoIter: Send`.
fn says_item_only(bound: &TraitBound) -> bool {
    let Some(PathArguments::AngleBracketed(arguments)) =
        bound.path.segments.last().map(|last| &last.arguments)
    else {
        return true;
    };
    for at in 0..arguments.args.len() {
        let fits = match &arguments.args[at] {
            GenericArgument::AssocType(assoc) => assoc.ident == "Item",
            GenericArgument::Constraint(of) => are_markers(&of.bounds),
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
    if let Some(PathArguments::AngleBracketed(arguments)) =
        bound.path.segments.last().map(|last| &last.arguments)
    {
        for at in 0..arguments.args.len() {
            if let GenericArgument::Constraint(of) = &arguments.args[at] {
                markers.append(&mut bounds_of(&of.bounds));
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
