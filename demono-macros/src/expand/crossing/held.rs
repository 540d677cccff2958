//! Parameters that hold several values of a generic, or point to one: `&[T]`, `Option<&T>`.
//!
//! ```text
//! Input:  fn f<T: Display>(items: &[T]) { for item in items { show(item) } }
//! Output: fn f<T: Display>(items: &[T]) {
//!             fn __demono_inner(items: Slice<'_, dyn Display>) { .. }
//!             __demono_inner(Slice::new(items, |item| item))
//!         }
//! ```
//!
//! In the inner each item is an object of the traits that it is bounded by, so it has
//! everything that the body can do with it, and what is done with it happens where the body
//! does it: a `&[impl AsRef<str>]` has items that are `dyn AsRef<str>`.
//!
//! In: a type and the bounds of the generic in it. Out: [`Held`]. Refused: bounds that no
//! object can have.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote_spanned, ToTokens};
use syn::{
    GenericArgument, Lifetime, Path, PathArguments, TraitBound, Type, TypeParamBound, TypePath,
};

use crate::expand::crossing::combined::Combined;
use crate::expand::crossing::form::option_of;
use crate::expand::crossing::object::{all_are, not_dyn};
use crate::expand::crossing::std_traits::{has_marker, ConversionTrait, Std};
use crate::expand::errors::Refusal;
use crate::expand::syntax::build::{borrow, rooted};
use crate::expand::syntax::generics::peel;

pub(crate) struct Held<'a> {
    pub(crate) holder: Holder<'a>,
    traits: Vec<(Std, &'a TraitBound)>,
    /// Auto traits and lifetimes, which the object keeps.
    markers: Vec<&'a TypeParamBound>,
    pub(crate) combined: Option<Combined>,
}

/// What holds the values.
#[derive(Clone, Copy)]
pub(crate) struct Holder<'a> {
    pub(crate) kind: HolderKind,
    /// The lifetime of the reference, where there is one and it has a name.
    pub(crate) lifetime: Option<&'a Lifetime>,
    /// That of the `Option`.
    path: Option<&'a Path>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum HolderKind {
    /// `&[T]`, `&[T; 2]`, `&Vec<T>`
    Slice,
    /// `Option<&T>`
    Optional,
    /// `[T; 2]`, `Vec<T>`: lent by the shim, as long as the body does not take it apart.
    Owned,
}

impl<'a> Holder<'a> {
    /// How `ty` holds a generic, and the type that may be one.
    pub(crate) fn of(ty: &'a Type) -> Option<(Self, &'a Type)> {
        match peel(ty) {
            Type::Reference(reference) if reference.mutability.is_none() => {
                let holder = Holder {
                    kind: HolderKind::Slice,
                    lifetime: reference.lifetime.as_ref(),
                    path: None,
                };
                let element = match peel(&reference.elem) {
                    Type::Slice(slice) => &*slice.elem,
                    other => elements(other)?,
                };
                Some((holder, element))
            }
            Type::Path(path) if is_named(path, "Option") => {
                let Type::Reference(reference) = peel(argument(path)?) else {
                    return None;
                };
                let holder = Holder {
                    kind: HolderKind::Optional,
                    lifetime: reference.lifetime.as_ref(),
                    path: Some(&path.path),
                };
                let shared = reference.mutability.is_none();
                shared.then_some((holder, &*reference.elem))
            }
            other => {
                let holder = Holder {
                    kind: HolderKind::Owned,
                    lifetime: None,
                    path: None,
                };
                Some((holder, elements(other)?))
            }
        }
    }
}

/// `T` of `[T; 2]` and `Vec<T>`
fn elements(ty: &Type) -> Option<&Type> {
    match ty {
        Type::Array(array) => Some(&array.elem),
        Type::Path(path) if is_named(path, "Vec") => argument(path),
        _ => None,
    }
}

fn is_named(path: &TypePath, name: &str) -> bool {
    let last = path.path.segments.last();
    path.qself.is_none() && last.is_some_and(|last| last.ident == name)
}

/// `T` of `Vec<T>`
fn argument(path: &TypePath) -> Option<&Type> {
    let PathArguments::AngleBracketed(arguments) = &path.path.segments.last()?.arguments else {
        return None;
    };
    match (arguments.args.len(), arguments.args.get(0)) {
        (1, Some(GenericArgument::Type(argument))) => Some(argument),
        _ => None,
    }
}

impl<'a> Held<'a> {
    /// Nothing where the bounds are neither conversions nor, with `objects`, other traits
    /// that an object can have.
    pub(crate) fn of(
        holder: Holder<'a>,
        bounds: &[&'a TypeParamBound],
        objects: bool,
    ) -> Result<Option<Self>, Refusal> {
        let mut held = Held {
            holder,
            traits: Vec::new(),
            markers: Vec::new(),
            combined: None,
        };
        let mut converts = false;
        let mut impossible = None;
        for &bound in bounds {
            let of_trait = match bound {
                TypeParamBound::Lifetime(_) => {
                    held.markers.push(bound);
                    continue;
                }
                TypeParamBound::Trait(of_trait) if of_trait.maybe.is_none() => of_trait,
                _ => return Ok(None),
            };
            match Std::of(&of_trait.path) {
                Std::Marker => held.markers.push(bound),
                Std::Sized => {}
                Std::Conversion(by) if by.borrows() && !by.is_mut() => {
                    converts = true;
                    held.traits.push((Std::Conversion(by), of_trait));
                }
                std @ (Std::Debug | Std::Error | Std::Fn | Std::Other) => {
                    held.traits.push((std, of_trait));
                }
                _ => impossible = impossible.or(Some(of_trait)),
            }
        }
        let is_other = |std: Std| !matches!(std, Std::Conversion(_) | Std::Debug);
        let others = held.traits.iter().any(|(std, _)| is_other(*std));
        if held.traits.is_empty() || !objects && (!converts || others) {
            return Ok(None);
        }
        if let Some(impossible) = impossible {
            return Err(not_dyn(impossible));
        }
        held.reduce();
        Ok(Some(held))
    }

    /// `Display` has `ToString` with it, and one object for `Debug` beside it.
    fn reduce(&mut self) {
        let shown = Std::Conversion(ConversionTrait::Display);
        if self.has(shown) {
            let text = Std::Conversion(ConversionTrait::ToString);
            self.traits.retain(|(std, _)| *std != text);
        }
    }

    fn has(&self, std: Std) -> bool {
        self.traits.iter().any(|(other, _)| *other == std)
    }

    /// `Display + Debug`, for which `demono` has a trait.
    fn is_shown_twice(&self) -> bool {
        self.traits.len() == 2
            && self.has(Std::Conversion(ConversionTrait::Display))
            && self.has(Std::Debug)
    }

    /// Several traits that no trait of `demono` combines.
    pub(crate) fn uncombined(&self) -> Option<&[(Std, &'a TraitBound)]> {
        (self.traits.len() > 1 && !self.is_shown_twice()).then_some(&self.traits)
    }

    /// The trait that an error is about.
    pub(crate) fn bound(&self) -> &'a TraitBound {
        self.traits[0].1
    }

    /// Whether the items are known to be `Sync`.
    pub(crate) fn is_sync(&self) -> bool {
        has_marker(&self.markers, "Sync")
    }

    /// Where rustc reports errors about the object: see `Object::span`.
    fn span(&self) -> Span {
        let at = self.bound().path.segments[0].ident.span();
        if all_are(&self.traits, |std| std == Std::Other) {
            at
        } else {
            at.resolved_at(Span::mixed_site())
        }
    }

    /// The traits of the object, as they stand after `dyn`.
    pub(crate) fn object_traits(&self) -> TokenStream {
        let span = self.span();
        if let Some(combined) = &self.combined {
            return combined.object.clone();
        }
        if self.is_shown_twice() {
            return rooted(span, &["demono", "__private", "DisplayDebug"]);
        }
        self.bound().to_token_stream()
    }

    /// What the inner's parameter can mention of the function's generics.
    pub(crate) fn mentioned(&self) -> TokenStream {
        let mut tokens = TokenStream::new();
        for (_, bound) in &self.traits {
            tokens.extend(quote::quote!(#bound +));
        }
        for marker in &self.markers {
            tokens.extend(quote::quote!(#marker +));
        }
        tokens
    }

    /// `Slice<'a, dyn Display>`
    pub(crate) fn inner_type(
        &self,
        lifetime: Option<&Lifetime>,
        traits: &TokenStream,
    ) -> TokenStream {
        let span = self.span();
        if let Some(path) = self.holder.path {
            let object = self.object(traits, span);
            return option_of(path, &quote_spanned!(span=> & #lifetime (#object)));
        }
        let lifetime = match lifetime {
            Some(lifetime) => lifetime.to_token_stream(),
            None => quote_spanned!(span=> '_),
        };
        let slice = rooted(span, &["demono", "__private", "Slice"]);
        let object = self.object(traits, span);
        let shared = self.is_sync().then(|| {
            let shared = rooted(span, &["demono", "__private", "Shared"]);
            quote_spanned!(span=> , #shared)
        });
        quote_spanned!(span=> #slice<#lifetime, #object #shared>)
    }

    fn object(&self, traits: &TokenStream, span: Span) -> TokenStream {
        let mut object = quote_spanned!(span=> dyn #traits);
        for marker in &self.markers {
            object.extend(quote_spanned!(span=> + #marker));
        }
        object
    }

    /// What the shim calls the inner with.
    pub(crate) fn shim_value(&self, name: &Ident) -> TokenStream {
        let span = self.span();
        let item = Ident::new("__demono_item", span);
        if self.holder.kind == HolderKind::Optional {
            let option = |variant| rooted(span, &["core", "option", "Option", variant]);
            let (some, none) = (option("Some"), option("None"));
            let ty = self.inner_type(None, &self.object_traits());
            return quote_spanned!(span=> match #name {
                #some(#item) => { let #item: #ty = #some(#item); #item }
                #none => #none,
            });
        }
        let slice = rooted(span, &["demono", "__private", "Slice"]);
        let object = self.object(&self.object_traits(), span);
        let (make, shared) = if self.is_sync() {
            let shared = rooted(span, &["demono", "__private", "Shared"]);
            ("shared", Some(quote_spanned!(span=> , #shared)))
        } else {
            ("new", None)
        };
        let make = Ident::new(make, span);
        let items = match self.holder.kind {
            HolderKind::Slice | HolderKind::Optional => name.to_token_stream(),
            HolderKind::Owned => borrow(span, false, false, name),
        };
        quote_spanned!(span=> #slice::<'_, #object #shared>::#make(#items, |#item| #item))
    }
}
