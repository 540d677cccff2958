//! A parameter that crosses in another form.
//!
//! In: its conversion and what else its bounds say. Out: what shim and inner make of it.

use proc_macro2::{Ident, Span, TokenStream};
use syn::{ReturnType, Token, TypeParamBound};

use crate::expand::crossing::combined::Combined;
use crate::expand::crossing::conversion::Conversion;
use crate::expand::crossing::object::Object;
use crate::expand::crossing::uses::Uses;
use crate::expand::input::function::Function;
use crate::expand::syntax::mentions::has_impl_trait;

pub(crate) struct Converted<'a> {
    pub(crate) name: &'a Ident,
    /// `mut x`
    pub(crate) mutability: Option<&'a Token![mut]>,
    /// The name of its generic, where it has one.
    pub(crate) generic: Option<&'a Ident>,
    pub(crate) conversion: Conversion<'a>,
    pub(crate) clone: bool,
    pub(crate) copy: bool,
    pub(crate) extra: Vec<&'a TypeParamBound>,
    /// The bound `Send`.
    pub(crate) send: bool,
    /// The bound `UnwindSafe`.
    pub(crate) unwind: Option<&'a TypeParamBound>,
    /// The bound `'static`, or another lifetime.
    pub(crate) outlives: Option<&'a syn::Lifetime>,
}

impl Converted<'_> {
    /// Makes the trait that combines several.
    pub(super) fn combine(&mut self, index: usize, declared: &[&syn::Generics]) {
        let span = self.name.span().resolved_at(Span::mixed_site());
        let full = self.object().is_some_and(|object| object.full);
        let combined = self
            .conversion
            .uncombined()
            .map(|traits| Combined::new(traits, declared, index, full, span));
        if let Some(object) = self.conversion.object_mut() {
            object.combined = combined;
        } else if let Some(held) = self.conversion.held_mut() {
            held.combined = combined;
        }
    }

    /// Whether its `Send` may matter: it is in a future, in a returned type, or passed to
    /// another thread.
    pub(crate) fn is_sent(&self, function: &Function, uses: &Uses) -> bool {
        let returned = match &function.output {
            ReturnType::Type(_, ty) => has_impl_trait(ty),
            ReturnType::Default => false,
        };
        function.asyncness.is_some() || uses.captured.is_some() && (returned || self.send)
    }

    /// What the shim makes of it before the call.
    pub(crate) fn shim_setup(&self) -> Option<TokenStream> {
        self.object()?.shim_setup(&self.conversion.form, self.name)
    }

    /// What the inner makes of it before the body.
    pub(crate) fn prelude(&self) -> Option<TokenStream> {
        let form = &self.conversion.form;
        self.object()?.prelude(form, self.name, self.mutability)
    }

    /// Its conversion as a trait object.
    pub(crate) fn object(&self) -> Option<&Object<'_>> {
        self.conversion.object()
    }
}
