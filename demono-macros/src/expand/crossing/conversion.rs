//! How one parameter crosses from shim to inner.
//!
//! In: what carries it and the form in which it has its generic. Out: types and
//! expressions.

use proc_macro2::{Span, TokenStream};
use quote::ToTokens;
use syn::{Ident, Lifetime, TraitBound};

use crate::expand::crossing::combined::Combined;
use crate::expand::crossing::form::Form;
use crate::expand::crossing::held::{Held, HolderKind};
use crate::expand::crossing::items::Elements;
use crate::expand::crossing::object::Object;
use crate::expand::crossing::standard::Standard;
use crate::expand::crossing::std_traits::{ConversionTrait, Std};
use crate::expand::input::options::Custom;
use crate::expand::syntax::build::stream;
use crate::expand::syntax::lifetimes::has_elided;

pub(crate) struct Conversion<'a> {
    pub(crate) form: Form<'a>,
    pub(crate) carrier: Carrier<'a>,
}

/// What carries a parameter over.
pub(crate) enum Carrier<'a> {
    /// A trait of std: `Into`, `AsRef`, `Display`.
    Standard(Standard<'a>),
    /// A trait object.
    Object(Object<'a>),
    /// A slice or the like, whose items become objects.
    Held(Held<'a>),
    /// An expression of the user's.
    Custom(&'a Custom),
}

impl<'a> Conversion<'a> {
    pub(crate) fn standard(&self) -> Option<&Standard<'a>> {
        match &self.carrier {
            Carrier::Standard(standard) => Some(standard),
            _ => None,
        }
    }

    pub(crate) fn object(&self) -> Option<&Object<'a>> {
        match &self.carrier {
            Carrier::Object(object) => Some(object),
            _ => None,
        }
    }

    pub(crate) fn object_mut(&mut self) -> Option<&mut Object<'a>> {
        match &mut self.carrier {
            Carrier::Object(object) => Some(object),
            _ => None,
        }
    }

    pub(crate) fn held(&self) -> Option<&Held<'a>> {
        match &self.carrier {
            Carrier::Held(held) => Some(held),
            _ => None,
        }
    }

    pub(crate) fn held_mut(&mut self) -> Option<&mut Held<'a>> {
        match &mut self.carrier {
            Carrier::Held(held) => Some(held),
            _ => None,
        }
    }

    pub(crate) fn custom(&self) -> Option<&'a Custom> {
        match self.carrier {
            Carrier::Custom(custom) => Some(custom),
            _ => None,
        }
    }

    /// The trait of std that it converts by.
    pub(crate) fn by(&self) -> Option<ConversionTrait> {
        self.standard().map(|standard| standard.by)
    }
}

impl Conversion<'_> {
    /// Whether the inner's value is a borrow by itself, whatever the form.
    pub(crate) fn borrows(&self) -> bool {
        match &self.carrier {
            Carrier::Standard(standard) => standard.by.borrows(),
            Carrier::Object(_) | Carrier::Held(_) => true,
            Carrier::Custom(_) => false,
        }
    }

    /// Whether it converts to a `&mut`.
    pub(crate) fn is_mut(&self) -> bool {
        self.by().is_some_and(ConversionTrait::is_mut)
    }

    pub(crate) fn is_display(&self) -> bool {
        self.by().is_some_and(ConversionTrait::is_display)
    }

    /// Whether the inner borrows what lives in the shim, rather than what the
    /// caller lent.
    pub(crate) fn borrows_from_shim(&self) -> bool {
        let owns = matches!(self.form, Form::Value | Form::Option(_) | Form::Vec(_));
        match &self.carrier {
            Carrier::Custom(custom) => has_elided(&custom.ty),
            Carrier::Held(held) => held.holder.kind == HolderKind::Owned,
            Carrier::Standard(_) | Carrier::Object(_) => owns && self.borrows(),
        }
    }

    /// Whether the shim borrows its parameter mutably, so that its binding is `mut`.
    pub(crate) fn needs_mut(&self) -> bool {
        match &self.carrier {
            Carrier::Object(object) => object.needs_mut(&self.form),
            Carrier::Held(_) => false,
            Carrier::Standard(_) | Carrier::Custom(_) => self.is_mut() && self.borrows_from_shim(),
        }
    }

    /// What converts the items that the parameter iterates over.
    pub(crate) fn elements(&self) -> Option<&Elements<'_>> {
        self.object()?.elements()
    }

    /// The bound to which errors about the conversion point.
    pub(crate) fn bound(&self) -> Option<&TraitBound> {
        match &self.carrier {
            Carrier::Standard(standard) => Some(standard.bound),
            Carrier::Object(object) => object.bound(),
            Carrier::Held(held) => Some(held.bound()),
            Carrier::Custom(_) => None,
        }
    }

    /// What the inner's parameter can mention of the function's generics.
    pub(crate) fn mentioned(&self) -> TokenStream {
        match &self.carrier {
            Carrier::Standard(standard) => standard.target.to_token_stream(),
            Carrier::Object(object) => object.mentioned(),
            Carrier::Held(held) => held.mentioned(),
            Carrier::Custom(custom) => custom.ty.clone(),
        }
    }

    /// The type of the inner's parameter. `lifetime` is for the borrow of what the
    /// shim owns, where it needs a name; `name` names what is elided in an object.
    pub(crate) fn inner_type(
        &self,
        lifetime: Option<&Lifetime>,
        span: Span,
        name: &mut dyn FnMut(TokenStream) -> TokenStream,
    ) -> TokenStream {
        let span = span.resolved_at(Span::mixed_site());
        let lifetime = match self.reference() {
            Some(own) => own.or(lifetime),
            None => lifetime,
        };
        match &self.carrier {
            Carrier::Standard(standard) => standard.inner_type(&self.form, lifetime, span),
            Carrier::Object(object) => {
                let traits = name(object.object_traits(span));
                object.inner_type(&self.form, lifetime, &traits)
            }
            Carrier::Held(held) => {
                let traits = name(held.object_traits());
                held.inner_type(lifetime, &traits)
            }
            Carrier::Custom(custom) => custom.ty.clone(),
        }
    }

    /// Where the parameter is a reference: its lifetime, if that has a name.
    pub(crate) fn reference(&self) -> Option<Option<&Lifetime>> {
        match (&self.form, &self.carrier) {
            (Form::Ref(own) | Form::RefMut(own), _) => Some(*own),
            (_, Carrier::Held(held)) => {
                (held.holder.kind != HolderKind::Owned).then_some(held.holder.lifetime)
            }
            _ => None,
        }
    }

    /// The trait that combines several, which the expansion declares.
    pub(crate) fn combined(&self) -> Option<&Combined> {
        match &self.carrier {
            Carrier::Object(object) => object.combined.as_ref(),
            Carrier::Held(held) => held.combined.as_ref(),
            Carrier::Standard(_) | Carrier::Custom(_) => None,
        }
    }

    /// Several traits that no trait of `demono` combines; an object needs one trait.
    pub(crate) fn uncombined(&self) -> Option<&[(Std, &TraitBound)]> {
        match &self.carrier {
            Carrier::Object(object) => object.uncombined(),
            Carrier::Held(held) => held.uncombined(),
            Carrier::Standard(_) | Carrier::Custom(_) => None,
        }
    }

    /// The shim's expression: `name` is its parameter.
    pub(crate) fn shim_value(&self, name: &Ident) -> TokenStream {
        let span = name.span().resolved_at(Span::mixed_site());
        match &self.carrier {
            Carrier::Standard(standard) => standard.shim_value(&self.form, name, span),
            Carrier::Object(object) => {
                let ty = self.inner_type(None, span, &mut |traits| traits);
                object.shim_value(&self.form, name, &ty)
            }
            Carrier::Held(held) => held.shim_value(name),
            Carrier::Custom(custom) => stream(&custom.value),
        }
    }
}
