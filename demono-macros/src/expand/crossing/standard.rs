//! A parameter that crosses by a trait of std: `Into`, `AsRef`, `Display`.
//!
//! In: the trait, its target, and the form in which a parameter has its generic. Out: the
//! inner's type and the shim's expression.

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned, ToTokens};
use syn::{Ident, Lifetime, Token, TraitBound, Type, TypeParamBound};

use crate::expand::crossing::auto_traits::{sent, Sent};
use crate::expand::crossing::form::{option_of, Form};
use crate::expand::crossing::std_traits::ConversionTrait;
use crate::expand::syntax::build::{borrow, call, import, rooted, without_arguments};
use crate::expand::syntax::generics::{bounds_of, peel};

/// A conversion by a trait of std.
pub(crate) struct Standard<'a> {
    pub(crate) by: ConversionTrait,
    /// Where an error about the conversion belongs.
    pub(crate) bound: &'a TraitBound,
    /// Nothing for `Display` and `ToString`.
    pub(crate) target: Option<&'a Type>,
    /// The error of a `TryInto`, as the inner sees it.
    pub(crate) error: Option<TryError<'a>>,
    /// `Display + Debug`
    pub(crate) debug: bool,
    pub(crate) sync: bool,
    pub(crate) unsized_: bool,
    /// It was written as `Target: From<P>`.
    pub(crate) reversed: bool,
}

/// The error type of a `TryInto`.
#[derive(Clone, Copy)]
pub(crate) struct TryError<'a> {
    pub(crate) ty: &'a Type,
    /// The shim maps the conversion's own error to `ty`, because only the bound
    /// `ty: From<P::Error>` is known of it.
    pub(crate) mapped: bool,
    /// Another bound of the conversion's own error.
    pub(crate) other: Option<&'a TypeParamBound>,
}

impl Standard<'_> {
    /// Whether what it converts to can be in a future that is `Send`.
    pub(crate) fn sent(&self) -> Sent {
        let shared = self.needs() == "Sync";
        let of_target = match self.target {
            Some(target) => sent(target.to_token_stream(), shared),
            None => Sent::Yes,
        };
        let of_error = match self.error {
            Some(error) => sent(error.ty.to_token_stream(), false),
            None => Sent::Yes,
        };
        match (of_target, of_error) {
            (Sent::No, _) | (_, Sent::No) => Sent::No,
            (Sent::Yes, Sent::Yes) => Sent::Yes,
            _ => Sent::Unknown,
        }
    }

    /// The trait of `to_string`, which not every crate has in scope.
    pub(crate) fn imports(&self) -> Option<TokenStream> {
        let path = &self.bound.path;
        let by_path = self.by == ConversionTrait::ToString && path.segments.len() > 1;
        by_path.then(|| import(without_arguments(path)))
    }

    /// What the target has to be for that.
    pub(crate) fn needs(&self) -> &'static str {
        if self.by.borrows() && !self.by.is_mut() {
            "Sync"
        } else {
            "Send"
        }
    }

    /// The type of the inner's parameter.
    pub(crate) fn inner_type(
        &self,
        form: &Form<'_>,
        lifetime: Option<&Lifetime>,
        span: Span,
    ) -> TokenStream {
        let core = self.core_type(lifetime, span);
        match form {
            Form::Value | Form::Ref(_) | Form::RefMut(_) => core,
            Form::Option(path) | Form::Vec(path) => option_of(path, &core),
        }
    }

    fn core_type(&self, lifetime: Option<&Lifetime>, span: Span) -> TokenStream {
        let target = self.target.map(|target| match self.by {
            ConversionTrait::Into | ConversionTrait::TryInto => quote!(#target),
            _ => referent(target, span),
        });
        match self.by {
            ConversionTrait::Into => quote!(#target),
            ConversionTrait::TryInto => {
                let error = self.error.map(|error| error.ty);
                quote_spanned!(span=> ::core::result::Result<#target, #error>)
            }
            ConversionTrait::AsRef | ConversionTrait::Borrow => {
                let and = Token![&](span);
                quote!(#and #lifetime #target)
            }
            ConversionTrait::AsMut | ConversionTrait::BorrowMut => {
                let and = Token![&](span);
                let mutability = Token![mut](span);
                quote!(#and #lifetime #mutability #target)
            }
            ConversionTrait::Display | ConversionTrait::ToString => {
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

    /// The shim's expression: `name` is its parameter. Where rustc rejects the
    /// conversion it points to the parameter.
    pub(crate) fn shim_value(&self, form: &Form<'_>, name: &Ident, span: Span) -> TokenStream {
        let function = self.function(span);
        let name_tokens = name.to_token_stream();
        match form {
            Form::Value if self.by.is_display() => {
                self.displayed(form, borrow(span, false, false, name), name, span)
            }
            Form::Value if self.by.borrows() => call(
                span,
                function,
                &[borrow(span, self.by.is_mut(), false, name)],
            ),
            Form::Value => self.map_error(call(span, function, &[name_tokens]), span),
            Form::Ref(_) if self.by.is_display() => {
                // A `?Sized` value cannot become `dyn` itself, the reference to it can.
                let again = self.unsized_ && self.by == ConversionTrait::Display;
                let value = if again {
                    borrow(span, false, false, name)
                } else {
                    name_tokens
                };
                self.displayed(form, value, name, span)
            }
            Form::RefMut(_) if self.by.is_display() => {
                let deref = !self.unsized_ || self.by == ConversionTrait::ToString;
                self.displayed(form, borrow(span, false, deref, name), name, span)
            }
            Form::RefMut(_) if !self.by.is_mut() => {
                call(span, function, &[borrow(span, false, true, name)])
            }
            Form::Ref(_) | Form::RefMut(_) => call(span, function, &[name_tokens]),
            Form::Option(_) => {
                let option = |method| rooted(span, &["core", "option", "Option", method]);
                let whole = if self.by.borrows() {
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
    pub(crate) fn plain_function(&self, form: &Form<'_>, span: Span) -> Option<TokenStream> {
        let plain = matches!(form, Form::Value)
            && self.by != ConversionTrait::TryInto
            && !self.by.is_display();
        plain.then(|| self.function(span))
    }

    /// The conversion as a function.
    fn function(&self, span: Span) -> TokenStream {
        match self.by.method() {
            Some(method) => rooted(span, &["core", self.by.folder(), self.by.name(), method]),
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

    /// A reference as a `&dyn Display`. Where the value is only known to be `ToString`, a
    /// closure displays it. It moves an owned value into itself, as the user's function
    /// would, and uses the user's path of the trait: a `no_std` crate may have no `::std`.
    fn displayed(
        &self,
        form: &Form<'_>,
        reference: TokenStream,
        name: &Ident,
        span: Span,
    ) -> TokenStream {
        if self.by == ConversionTrait::Display {
            return reference;
        }
        let trait_path = &self.bound.path;
        let taken = match form {
            Form::Value => Some(Token![move](span)),
            _ => None,
        };
        let value = match form {
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

/// `dyn A + B` needs parentheses after a `&`; and there it would be `dyn A + B + '_`, where
/// in the bound it was `dyn A + B + 'static`.
fn referent(ty: &Type, span: Span) -> TokenStream {
    let Type::TraitObject(object) = peel(ty) else {
        return quote!(#ty);
    };
    for &bound in &bounds_of(&object.bounds) {
        if matches!(bound, TypeParamBound::Lifetime(_)) {
            return quote!((#object));
        }
    }
    quote_spanned!(span=> (#object + 'static))
}
