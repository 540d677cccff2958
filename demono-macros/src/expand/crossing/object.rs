//! Parameters that cross as a trait object: `#[demono(dyn)]`.
//!
//! In: the bounds of a generic and the form in which a parameter has it. Out: an
//! [`Object`]: the object that crosses, how the shim borrows it (`object_shim.rs`), and what
//! the inner makes of it first (`object_inner.rs`). Refused: bounds that cannot be an object.
//!
//! ```text
//! Input:  fn f(mut rows: impl Iterator<Item = Row>) { body }
//! Output: fn f(mut rows: impl Iterator<Item = Row>) {
//!             fn __demono_inner(rows: &mut dyn NarrowIterator<Item = Row>) {
//!                 let mut rows = Dyn::new(rows);
//!                 body
//!             }
//!             __demono_inner(&mut rows)
//!         }
//! ```
//!
//! In the body the parameter is again a sized value with the trait that it was bounded by,
//! so the body stays as it is. Traits of the user's own cross as plain `&dyn` and
//! `&mut dyn`, because the macro does not know their methods.

use proc_macro2::{Span, TokenStream};
use quote::ToTokens;
use syn::{GenericArgument, PathArguments, TraitBound, Type, TypeParamBound};

use crate::expand::crossing::bounds::{has_constraint, has_output};
use crate::expand::crossing::call::Call;
use crate::expand::crossing::combined::Combined;
use crate::expand::crossing::form::Form;
use crate::expand::crossing::items::{has_generic_item, markers_of_iterator, Elements, LentAs};
use crate::expand::crossing::narrow::known_together;
use crate::expand::crossing::optional::calls_optional;
use crate::expand::crossing::std_traits::{has_marker, is_marker, Std};
use crate::expand::crossing::uses::{Bare, Context, Uses};
use crate::expand::errors::cause::Cause;
use crate::expand::errors::Refusal;
use crate::expand::input::function::Function;
use crate::expand::syntax::cursor::is_one_of;
use crate::expand::syntax::generics::Generics;

/// How a parameter crosses as an object.
pub(crate) struct Object<'a> {
    pub(crate) kind: ObjectKind<'a>,
    /// Auto traits and lifetimes, which the object keeps.
    pub(super) markers: Vec<&'a TypeParamBound>,
    pub(crate) unsized_: bool,
    /// `&mut dyn`, not `&dyn`.
    pub(crate) mutable: bool,
    /// The body calls one of the optional methods, so the object has those as well.
    pub(crate) full: bool,
    /// A value that the inner owns, in a `Slot`, so that it is dropped where the body
    /// drops it.
    pub(crate) owned: bool,
    /// The trait that combines several, which the expansion declares.
    pub(crate) combined: Option<Combined>,
}

pub(crate) enum ObjectKind<'a> {
    /// Any traits: narrow where they are of std and known.
    Traits(Vec<(Std, &'a TraitBound)>),
    Call(Call<'a>),
    /// `IntoIterator`, with what it iterates over.
    Items {
        item: TokenStream,
        elements: Elements<'a>,
    },
    /// `IntoIterator<Item = impl AsRef<T>>`
    Lend {
        lent: LentAs,
        elements: Elements<'a>,
    },
    Future(&'a TraitBound),
    /// `RangeBounds<T>`, as a pair of bounds.
    Range {
        ty: &'a Type,
        bound: &'a TraitBound,
    },
}

impl<'a> Object<'a> {
    /// Nothing where the generic has no trait. The error is at the bound that no object
    /// can have.
    pub(crate) fn of(
        bounds: &[&'a TypeParamBound],
        form: &Form,
        generics: &Generics<'a>,
        owner: Option<&'a syn::Ident>,
        function: &Function,
    ) -> Result<Option<Self>, Refusal> {
        let mut object = Object {
            kind: ObjectKind::Traits(Vec::new()),
            markers: Vec::new(),
            unsized_: false,
            mutable: true,
            full: false,
            owned: false,
            combined: None,
        };
        let mut traits: Vec<(Std, &'a TraitBound)> = Vec::new();
        let mut copied = None;
        for &bound in bounds {
            match bound {
                TypeParamBound::Lifetime(_) => object.markers.push(bound),
                TypeParamBound::Trait(of_trait) if of_trait.maybe.is_some() => {
                    object.unsized_ = true;
                }
                TypeParamBound::Trait(of_trait) => match Std::of_object(&of_trait.path) {
                    Std::Marker => object.markers.push(bound),
                    Std::Sized => {}
                    Std::Copy => copied = Some(of_trait),
                    std => traits.push((std, of_trait)),
                },
                _ => return Ok(None),
            }
        }
        if traits.is_empty() {
            return Ok(None);
        }
        let is_range = traits[0].0 == Std::RangeBounds;
        if let Some(of_trait) = first_that(&traits, |std| std == Std::NotDyn) {
            let clones = of_trait.path.is_ident("Clone");
            if !(clones && is_range) {
                return Err(not_dyn(of_trait));
            }
        }
        let mut dynamic = Vec::new();
        for one in &traits {
            if one.0 != Std::NotDyn {
                dynamic.push(*one);
            }
        }
        let traits = dynamic;
        object.mutable = !all_are(&traits, Std::is_shared);
        if let Some(copied) = copied.filter(|_| object.mutable && !is_range) {
            return Err(not_dyn(copied));
        }
        if traits.len() > 1 {
            if let Some(alone) = first_that(&traits, Std::is_alone) {
                return Err(Refusal::new(&alone.path, Cause::AloneOnly));
            }
        }
        let fits = match form {
            Form::Value | Form::Option(_) => true,
            Form::Ref(_) => all_are(&traits, Std::works_by_ref),
            Form::RefMut(_) => all_are(&traits, Std::works_by_mut),
            Form::Vec(_) => false,
        };
        if !fits {
            return Ok(None);
        }
        for (std, of_trait) in &traits {
            if *std != Std::IntoIterator && has_constraint(of_trait) {
                return Err(Refusal::new(&of_trait.path, Cause::UnnamedItem));
            }
        }
        let (std, first) = traits[0];
        let by_value = matches!(form, Form::Value | Form::Option(_));
        object.kind = match std {
            Std::Fn | Std::FnMut | Std::FnOnce => match Call::of(std, first, form, function) {
                Some(call) => ObjectKind::Call(call),
                None => return Ok(None),
            },
            Std::Iterator if has_generic_item(first, generics) && traits.len() > 1 => {
                return Err(Refusal::new(&first.path, Cause::UnnamedItem));
            }
            Std::Iterator if has_generic_item(first, generics) && !by_value => {
                return Err(Refusal::new(&first.path, Cause::UnnamedItem));
            }
            Std::IntoIterator | Std::Iterator
                if std == Std::IntoIterator || has_generic_item(first, generics) =>
            {
                if std == Std::IntoIterator {
                    object.mark_iterator(first, generics, owner);
                }
                let elements = Elements::of(first, generics, owner)?;
                match elements.lent() {
                    Some(lent) => ObjectKind::Lend { lent, elements },
                    None => ObjectKind::Items {
                        item: elements.item(),
                        elements,
                    },
                }
            }
            Std::Future if has_output(first) => ObjectKind::Future(first),
            Std::Future => return Err(Refusal::new(&first.path, Cause::UnnamedOutput)),
            Std::RangeBounds => match type_argument(first) {
                Some(ty) => {
                    object.mutable = false;
                    ObjectKind::Range { ty, bound: first }
                }
                None => return Ok(None),
            },
            _ => ObjectKind::Traits(traits),
        };
        object.owned = by_value
            && match &object.kind {
                ObjectKind::Traits(_) => object.mutable,
                // What is `Copy` has nothing to drop.
                ObjectKind::Call(call) => !call.plain && copied.is_none(),
                ObjectKind::Items { .. } | ObjectKind::Lend { .. } => true,
                ObjectKind::Future(_) | ObjectKind::Range { .. } => false,
            };
        object.mutable |= object.owned;
        let lends = matches!(object.kind, ObjectKind::Lend { .. });
        if lends && !matches!(form, Form::Value) {
            return Err(Refusal::new(&first.path, Cause::LentOption));
        }
        Ok(Some(object))
    }

    /// The iterator crosses, and its collection's `Send` says nothing about it.
    fn mark_iterator(
        &mut self,
        bound: &'a TraitBound,
        generics: &Generics<'a>,
        owner: Option<&syn::Ident>,
    ) {
        let mut markers = Vec::new();
        for &marker in &self.markers {
            if !is_marker(marker) {
                markers.push(marker);
            }
        }
        markers.append(&mut markers_of_iterator(bound, generics, owner));
        self.markers = markers;
    }

    /// Whether the object is `Send`, `Sync`.
    pub(crate) fn is(&self, auto_trait: &str) -> bool {
        has_marker(&self.markers, auto_trait)
    }

    /// Where rustc reports errors about the object: at the bound. For a trait of the user's,
    /// which may not be dyn-compatible, every place has the same span, so that rustc reports
    /// it only once.
    pub(crate) fn span(&self, name: &syn::Ident) -> Span {
        let at = match self.bound() {
            Some(bound) => bound.path.segments[0].ident.span(),
            None => name.span(),
        };
        if self.is_plain() {
            at
        } else {
            at.resolved_at(Span::mixed_site())
        }
    }

    /// The trait that an error is about.
    pub(crate) fn bound(&self) -> Option<&'a TraitBound> {
        match &self.kind {
            ObjectKind::Traits(traits) => Some(traits[0].1),
            ObjectKind::Call(call) => Some(call.bound),
            ObjectKind::Future(bound) => Some(bound),
            ObjectKind::Items { elements, .. } | ObjectKind::Lend { elements, .. } => {
                Some(elements.bound)
            }
            ObjectKind::Range { bound, .. } => Some(bound),
        }
    }

    /// Traits of which only the name is known, as `&dyn` and `&mut dyn`.
    pub(crate) fn is_plain(&self) -> bool {
        match &self.kind {
            ObjectKind::Traits(traits) => all_are(traits, |std| std == Std::Other),
            _ => false,
        }
    }

    /// Whether the body calls a method of which the object has the type's own only then.
    pub(crate) fn needs_full(&self, body: &TokenStream, name: &syn::Ident) -> bool {
        let mut needs = false;
        match &self.kind {
            ObjectKind::Traits(traits) => {
                for (std, _) in traits {
                    needs |= calls_optional(body, name, *std);
                }
            }
            ObjectKind::Items { elements, .. } => {
                needs = calls_optional(body, name, elements.ends.std());
            }
            _ => {}
        }
        needs
    }

    /// Several traits that no trait of `demono` combines; an object needs one trait.
    pub(crate) fn uncombined(&self) -> Option<&[(Std, &'a TraitBound)]> {
        match &self.kind {
            ObjectKind::Traits(traits) if traits.len() > 1 => {
                known_together(traits).is_none().then_some(traits)
            }
            _ => None,
        }
    }

    /// Whether the shim borrows its parameter mutably.
    pub(crate) fn needs_mut(&self, form: &Form) -> bool {
        let lent = matches!(&self.kind, ObjectKind::Traits(_) | ObjectKind::Call(_)) && !self.owned;
        self.mutable && lent && matches!(form, Form::Value | Form::Option(_))
    }

    /// Whether the body moves the value, as far as its tokens show.
    pub(crate) fn is_moved(&self, uses: &Uses) -> bool {
        let kept_whole = match &self.kind {
            ObjectKind::Traits(_) => true,
            ObjectKind::Call(call) => call.std != Std::FnOnce,
            _ => false,
        };
        // An argument that was passed by value is passed as a `&mut` in the inner, and still
        // exists after the call, unless that is `drop`.
        let plain = self.is_plain();
        let moves = |bare: &Bare| {
            let handed = plain && bare.context == Context::Argument && bare.method.is_none();
            self.uses_up(bare) && !handed
        };
        let captured = uses.captured.is_some() && !plain;
        !kept_whole || captured || uses.bare.iter().any(moves)
    }

    /// Whether a use takes the value.
    pub(crate) fn uses_up(&self, bare: &Bare) -> bool {
        match (bare.context, &bare.method) {
            (Context::Value | Context::Argument, _) => true,
            (Context::Receiver, Some(method)) => self.is_iterator() || is_one_of(method, &BY_VALUE),
            (Context::Receiver | Context::MutBorrow | Context::Macro, _) => false,
        }
    }

    /// Crosses as a borrow.
    pub(crate) fn lend(&mut self, is_async: bool) {
        let shares = matches!(&self.kind, ObjectKind::Call(call) if call.std == Std::Fn);
        // A future holds it, and for a shared borrow in it to be `Send` it must be `Sync`.
        if shares && is_async && !self.is("Sync") {
            return;
        }
        self.owned = false;
        self.mutable = !shares;
    }

    /// What the inner's parameter can mention of the function's generics.
    pub(crate) fn mentioned(&self) -> TokenStream {
        let mut tokens = match &self.kind {
            ObjectKind::Traits(traits) => {
                let mut tokens = TokenStream::new();
                for (_, bound) in traits {
                    tokens.extend(quote::quote!(#bound +));
                }
                tokens
            }
            ObjectKind::Call(call) => call.bound.to_token_stream(),
            ObjectKind::Items { item, .. } => item.clone(),
            ObjectKind::Lend { lent, .. } => match lent {
                LentAs::Target(target) => target.clone(),
                LentAs::Shown => TokenStream::new(),
            },
            ObjectKind::Future(bound) => bound.to_token_stream(),
            ObjectKind::Range { ty, .. } => ty.to_token_stream(),
        };
        for marker in &self.markers {
            if let TypeParamBound::Lifetime(lifetime) = marker {
                tokens.extend(quote::quote!(+ #lifetime));
            }
        }
        tokens
    }

    /// A method that takes an iterator by value may put it into what it returns.
    pub(crate) fn is_iterator(&self) -> bool {
        match &self.kind {
            ObjectKind::Items { .. } => true,
            ObjectKind::Traits(traits) => first_that(traits, Std::is_iterator).is_some(),
            _ => false,
        }
    }

    /// Whether it is an `IntoIterator`, whose iterator crosses.
    pub(crate) fn is_items(&self) -> bool {
        matches!(self.kind, ObjectKind::Items { .. })
    }

    /// What converts each item that the parameter iterates over.
    pub(crate) fn elements(&self) -> Option<&Elements<'a>> {
        match &self.kind {
            ObjectKind::Items { elements, .. } | ObjectKind::Lend { elements, .. } => {
                elements.converts().then_some(elements)
            }
            _ => None,
        }
    }
}

/// Methods of readers that take them by value.
const BY_VALUE: [&str; 5] = ["bytes", "chain", "lines", "split", "take"];

/// The first trait for which `is` holds.
pub(super) fn first_that<'a>(
    traits: &[(Std, &'a TraitBound)],
    is: fn(Std) -> bool,
) -> Option<&'a TraitBound> {
    for (std, of_trait) in traits {
        if is(*std) {
            return Some(of_trait);
        }
    }
    None
}

pub(super) fn all_are(traits: &[(Std, &TraitBound)], are: fn(Std) -> bool) -> bool {
    for (std, _) in traits {
        if !are(*std) {
            return false;
        }
    }
    true
}

pub(super) fn not_dyn(bound: &TraitBound) -> Refusal {
    let path = &bound.path;
    let name = quote::quote!(#path).to_string();
    Refusal::new(path, Cause::NotDynCompatible(name))
}

/// `T` of `Trait<T>`
fn type_argument(bound: &TraitBound) -> Option<&Type> {
    match &bound.path.segments.last()?.arguments {
        PathArguments::AngleBracketed(arguments) => {
            for at in 0..arguments.args.len() {
                if let GenericArgument::Type(ty) = &arguments.args[at] {
                    return Some(ty);
                }
            }
            None
        }
        _ => None,
    }
}
