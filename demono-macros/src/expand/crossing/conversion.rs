//! The conversions: what the inner takes, and how the shim converts.
//!
//! In: what kind of conversion it is and the form in which a parameter has its generic.
//! Out: types and expressions.

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned, ToTokens};
use syn::{Ident, Lifetime, Token, TraitBound, Type};

use crate::expand::crossing::bounds::Kind;
use crate::expand::crossing::form::{option_of, Form};
use crate::expand::crossing::items::Elements;
use crate::expand::crossing::object::Erasure;
use crate::expand::input::options::Custom;
use crate::expand::syntax::build::{borrow, call, rooted, stream};
use crate::expand::syntax::generics::peel;
use crate::expand::syntax::lifetimes::has_elided;

/// How one parameter crosses from shim to inner.
pub(crate) struct Conversion<'a> {
    pub(crate) kind: Kind,
    pub(crate) form: Form<'a>,
    /// Where an error about the conversion belongs.
    pub(crate) bound: Option<&'a TraitBound>,
    pub(crate) target: Option<&'a Type>,
    pub(crate) erasure: Option<Erasure<'a>>,
    pub(crate) custom: Option<&'a Custom>,
    /// The error of a `TryInto`, as the inner sees it.
    pub(crate) error: Option<TryError<'a>>,
    /// `Display + Debug`
    pub(crate) debug: bool,
    pub(crate) sync: bool,
    pub(crate) unsized_: bool,
}

/// The error type of a `TryInto`.
#[derive(Clone, Copy)]
pub(crate) struct TryError<'a> {
    pub(crate) ty: &'a Type,
    /// The shim maps the conversion's own error to `ty`, because only the bound
    /// `ty: From<P::Error>` is known of it.
    pub(crate) mapped: bool,
}

impl<'a> Conversion<'a> {
    pub(crate) fn erased(erasure: Erasure<'a>, form: Form<'a>) -> Self {
        Conversion {
            bound: erasure.bound(),
            unsized_: erasure.unsized_,
            erasure: Some(erasure),
            ..Conversion::of(Kind::Dyn, form)
        }
    }

    pub(crate) fn custom(custom: &'a Custom) -> Self {
        Conversion {
            custom: Some(custom),
            ..Conversion::of(Kind::Custom, Form::Value)
        }
    }

    fn of(kind: Kind, form: Form<'a>) -> Self {
        Conversion {
            kind,
            form,
            bound: None,
            target: None,
            erasure: None,
            custom: None,
            error: None,
            debug: false,
            sync: false,
            unsized_: false,
        }
    }
}

impl Conversion<'_> {
    /// Whether the inner borrows what lives in the shim, rather than what the
    /// caller lent.
    pub(crate) fn borrows_from_shim(&self) -> bool {
        if let Some(custom) = self.custom {
            return has_elided(&custom.ty);
        }
        self.kind.borrows() && matches!(self.form, Form::Value | Form::Option(_) | Form::Vec(_))
    }

    /// Whether the shim borrows its parameter mutably, so that its binding is `mut`.
    pub(crate) fn needs_mut(&self) -> bool {
        match &self.erasure {
            Some(erasure) => erasure.needs_mut(&self.form),
            None => self.kind.is_mut() && self.borrows_from_shim(),
        }
    }

    /// What converts the items that the parameter iterates over.
    pub(crate) fn elements(&self) -> Option<&Elements<'_>> {
        self.erasure.as_ref()?.elements()
    }

    /// What the inner's parameter can mention of the function's generics.
    pub(crate) fn mentioned(&self) -> TokenStream {
        match (&self.erasure, self.custom) {
            (Some(erasure), _) => erasure.mentioned(),
            (None, Some(custom)) => custom.ty.clone(),
            (None, None) => self.target.to_token_stream(),
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
        let lifetime = match &self.form {
            Form::Ref(own) | Form::RefMut(own) => own.or(lifetime),
            _ => lifetime,
        };
        if let Some(custom) = self.custom {
            return custom.ty.clone();
        }
        if let Some(erasure) = &self.erasure {
            let traits = name(erasure.object_traits(span));
            return erasure.inner_type(&self.form, lifetime, &traits);
        }
        let core = self.core_type(lifetime, span);
        match &self.form {
            Form::Value | Form::Ref(_) | Form::RefMut(_) => core,
            Form::Option(path) | Form::Vec(path) => option_of(path, &core),
        }
    }

    fn core_type(&self, lifetime: Option<&Lifetime>, span: Span) -> TokenStream {
        let target = self.target.map(parenthesized);
        match self.kind {
            Kind::Into | Kind::Dyn | Kind::Custom => quote!(#target),
            Kind::TryInto => {
                let error = self.error.map(|error| error.ty);
                quote_spanned!(span=> ::core::result::Result<#target, #error>)
            }
            Kind::AsRef | Kind::Borrow => {
                let and = Token![&](span);
                quote!(#and #lifetime #target)
            }
            Kind::AsMut | Kind::BorrowMut => {
                let and = Token![&](span);
                let mutability = Token![mut](span);
                quote!(#and #lifetime #mutability #target)
            }
            Kind::Display | Kind::ToString => {
                let shown = if self.debug {
                    quote_spanned!(span=> ::demono::__private::DisplayDebug)
                } else {
                    quote_spanned!(span=> ::core::fmt::Display)
                };
                if self.sync {
                    quote_spanned!(span=> & #lifetime (dyn #shown + ::core::marker::Sync))
                } else {
                    quote_spanned!(span=> & #lifetime dyn #shown)
                }
            }
        }
    }

    /// The shim's expression: `name` is its parameter. A refusal of rustc about the
    /// conversion lands on the parameter.
    pub(crate) fn shim_value(&self, name: &Ident) -> TokenStream {
        let span = name.span().resolved_at(Span::mixed_site());
        if let Some(erasure) = &self.erasure {
            let ty = self.inner_type(None, span, &mut |traits| traits);
            return erasure.shim_value(&self.form, name, &ty);
        }
        if let Some(custom) = self.custom {
            return stream(&custom.value);
        }
        let function = self.function(span);
        let name_tokens = name.to_token_stream();
        match &self.form {
            Form::Value if self.kind.is_display() => {
                self.displayed(borrow(span, false, false, name), name, span)
            }
            Form::Value if self.kind.borrows() => call(
                span,
                function,
                &[borrow(span, self.kind.is_mut(), false, name)],
            ),
            Form::Value => self.map_error(call(span, function, &[name_tokens]), span),
            Form::Ref(_) if self.kind.is_display() => {
                // A `?Sized` value cannot become `dyn` itself, the reference to it can.
                let again = self.unsized_ && self.kind == Kind::Display;
                let value = if again {
                    borrow(span, false, false, name)
                } else {
                    name_tokens
                };
                self.displayed(value, name, span)
            }
            Form::RefMut(_) if self.kind.is_display() => {
                let deref = !self.unsized_ || self.kind == Kind::ToString;
                self.displayed(borrow(span, false, deref, name), name, span)
            }
            Form::RefMut(_) if !self.kind.is_mut() => {
                call(span, function, &[borrow(span, false, true, name)])
            }
            Form::Ref(_) | Form::RefMut(_) => call(span, function, &[name_tokens]),
            Form::Option(_) => {
                let option = |method| rooted(span, &["core", "option", "Option", method]);
                let whole = if self.kind.borrows() {
                    call(span, option("as_ref"), &[borrow(span, false, false, name)])
                } else {
                    name_tokens
                };
                call(span, option("map"), &[whole, function])
            }
            Form::Vec(_) => {
                let iterator = |of, method| rooted(span, &["core", "iter", of, method]);
                let all = call(span, iterator("IntoIterator", "into_iter"), &[name_tokens]);
                let each = call(span, iterator("Iterator", "map"), &[all, function]);
                call(span, iterator("Iterator", "collect"), &[each])
            }
        }
    }

    /// The conversion of a value that is not a parameter; nothing where it takes more than
    /// one call.
    pub(crate) fn plain_function(&self, span: Span) -> Option<TokenStream> {
        let plain = matches!(self.form, Form::Value)
            && !matches!(self.kind, Kind::TryInto | Kind::Custom | Kind::Dyn)
            && !self.kind.is_display();
        plain.then(|| self.function(span))
    }

    /// The conversion as a function.
    fn function(&self, span: Span) -> TokenStream {
        match self.kind.method() {
            Some(method) => {
                let kind = self.kind;
                rooted(span, &["core", kind.folder(), kind.trait_name(), method])
            }
            None => TokenStream::new(),
        }
    }

    fn map_error(&self, result: TokenStream, span: Span) -> TokenStream {
        match self.error {
            Some(error) if error.mapped => {
                let map_err = rooted(span, &["core", "result", "Result", "map_err"]);
                let into = rooted(span, &["core", "convert", "Into", "into"]);
                call(span, map_err, &[result, into])
            }
            _ => result,
        }
    }

    /// A reference as a `&dyn Display`. Where only `ToString` is known of the value a
    /// closure shows it. It takes an owned value along, as the user's function would,
    /// and the path of the trait is the user's: a `no_std` crate may have no `::std`.
    fn displayed(&self, reference: TokenStream, name: &Ident, span: Span) -> TokenStream {
        if self.kind == Kind::Display {
            return reference;
        }
        let trait_path = self.bound.map(|bound| &bound.path);
        let taken = match self.form {
            Form::Value => Some(Token![move](span)),
            _ => None,
        };
        let value = match self.form {
            Form::RefMut(_) => borrow(span, false, true, name),
            _ => reference,
        };
        quote_spanned!(span=> &::demono::__private::DisplayFn(
            #taken |__demono_f: &mut ::core::fmt::Formatter<'_>| {
                ::core::fmt::Formatter::pad(__demono_f, &<_ as #trait_path>::to_string(#value))
            }
        ))
    }
}

/// `dyn A + B` needs parentheses behind a `&`.
fn parenthesized(ty: &Type) -> TokenStream {
    match peel(ty) {
        Type::TraitObject(object) if object.bounds.len() > 1 => quote!((#ty)),
        _ => quote!(#ty),
    }
}
