//! The object as a type, and as the shim's expression.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote_spanned, ToTokens};
use syn::{Lifetime, Path, PathArguments, TraitBound, TypeParamBound};

use super::super::conversion::Form;
use super::super::tokens::{borrow, call, rooted, without_arguments};
use super::{Erasure, Object, Std};

impl Erasure<'_> {
    /// The traits of the object, as they stand behind `dyn`.
    pub(crate) fn object_traits(&self, span: Span) -> TokenStream {
        let private = |name| rooted(span, &["demono", "__private", name]);
        match &self.object {
            Object::Traits(traits) => {
                if let Some(known) = known_together(traits) {
                    let (_, first) = traits
                        .iter()
                        .find(|(_, bound)| has_arguments(bound))
                        .unwrap_or(&traits[0]);
                    let arguments = last_arguments(first);
                    let path = private(known);
                    return quote_spanned!(span=> #path #arguments);
                }
                match &self.combined {
                    Some(combined) => combined.object.clone(),
                    None => narrow(traits[0].0, traits[0].1, span),
                }
            }
            Object::Call(of_call) => of_call.object(span),
            Object::Items { item, .. } => {
                let path = private("NarrowIterator");
                quote_spanned!(span=> #path<Item = #item>)
            }
            Object::Lend { target, .. } => {
                let path = private("NarrowLend");
                quote_spanned!(span=> #path<Target = #target>)
            }
            Object::Future(bound) => bound.to_token_stream(),
            Object::Range { .. } => TokenStream::new(),
        }
    }

    /// ` + Send + 'a`
    pub(crate) fn markers(&self) -> TokenStream {
        let mut tokens = TokenStream::new();
        for marker in &self.markers {
            let span = match marker {
                TypeParamBound::Trait(of_trait) => of_trait.path.segments[0].ident.span(),
                TypeParamBound::Lifetime(lifetime) => lifetime.apostrophe,
                _ => Span::call_site(),
            };
            tokens.extend(quote_spanned!(span=> + #marker));
        }
        tokens
    }

    /// The type of the inner's parameter. `traits` are those of [`Self::object_traits`].
    pub(crate) fn inner_type(
        &self,
        form: &Form,
        lifetime: Option<&Lifetime>,
        traits: &TokenStream,
    ) -> TokenStream {
        // At the bound, so that an object that cannot be is an error there.
        let span = match self.bound() {
            Some(bound) => bound.path.segments[0].ident.span(),
            None => Span::call_site(),
        };
        let markers = self.markers();
        if let Object::Range { ty, .. } = &self.object {
            let bound = rooted(span, &["core", "ops", "Bound"]);
            let one = quote_spanned!(span=> #bound<& #lifetime #ty>);
            return quote_spanned!(span=> (#one, #one));
        }
        let object = if markers.is_empty() {
            quote_spanned!(span=> dyn #traits)
        } else {
            quote_spanned!(span=> (dyn #traits #markers))
        };
        let mutability = self.mutable.then(|| quote_spanned!(span=> mut));
        let reference = quote_spanned!(span=> & #lifetime #mutability #object);
        let crossing = match &self.object {
            Object::Future(_) => {
                let pin = rooted(span, &["core", "pin", "Pin"]);
                quote_spanned!(span=> #pin<#reference>)
            }
            _ => reference,
        };
        match form {
            Form::Option(path) => option_of(path, &crossing),
            _ => crossing,
        }
    }

    /// What the shim calls the inner with.
    pub(crate) fn shim_value(&self, form: &Form, name: &Ident, ty: &TokenStream) -> TokenStream {
        // At the bound: rustc says but once at one place that there is no such object.
        let at = match self.bound() {
            Some(bound) => bound.path.segments[0].ident.span(),
            None => name.span(),
        };
        let span = match self.is_plain() {
            true => at,
            false => at.resolved_at(Span::mixed_site()),
        };
        let mut name = name.clone();
        name.set_span(at.resolved_at(name.span()));
        let name = &name;
        let iterator = |of, method| rooted(span, &["core", "iter", of, method]);
        let and = if self.mutable {
            quote_spanned!(span=> &mut)
        } else {
            quote_spanned!(span=> &)
        };
        // What is borrowed: the parameter, or what it becomes first.
        let made = |value: TokenStream| match &self.object {
            Object::Items { elements, .. } => {
                let value = call(span, iterator("IntoIterator", "into_iter"), &[value]);
                Some(match elements.function(span) {
                    Some(function) => call(span, iterator("Iterator", "map"), &[value, function]),
                    None => value,
                })
            }
            Object::Lend { target, .. } => {
                let value = call(span, iterator("IntoIterator", "into_iter"), &[value]);
                let lender = rooted(span, &["demono", "__private", "Lender"]);
                Some(quote_spanned!(span=> #lender::<_, #target>::new(#value)))
            }
            Object::Call(of_call) if of_call.std == Std::FnOnce => {
                let some = rooted(span, &["core", "option", "Option", "Some"]);
                Some(call(span, some, &[value]))
            }
            _ => None,
        };
        match (&self.object, form) {
            (Object::Range { .. }, _) => {
                let range = if matches!(form, Form::Ref(_)) {
                    name.to_token_stream()
                } else {
                    borrow(span, false, matches!(form, Form::RefMut(_)), name)
                };
                let bound = |method| {
                    let path = rooted(span, &["core", "ops", "RangeBounds", method]);
                    call(span, path, std::slice::from_ref(&range))
                };
                let (start, end) = (bound("start_bound"), bound("end_bound"));
                quote_spanned!(span=> (#start, #end))
            }
            (Object::Future(_), Form::RefMut(_)) => {
                let new = rooted(span, &["core", "pin", "Pin", "new"]);
                call(span, new, &[borrow(span, true, true, name)])
            }
            (Object::Future(_), _) => {
                let pin = rooted(span, &["core", "pin", "pin"]);
                quote_spanned!(span=> #pin!(#name))
            }
            (_, Form::Option(_)) => self.option_value(name, ty, &and, &made),
            (_, Form::Value) => {
                let value = made(name.to_token_stream());
                let value = value.unwrap_or_else(|| name.to_token_stream());
                quote_spanned!(span=> #and #value)
            }
            // A `?Sized` value cannot become `dyn` itself, the reference to it can.
            (_, Form::Ref(_)) if self.unsized_ => borrow(span, false, false, name),
            (_, Form::RefMut(_)) if self.unsized_ => quote_spanned!(span=> #and { #name }),
            (_, Form::RefMut(_)) => quote_spanned!(span=> #and *#name),
            (_, Form::Ref(_) | Form::Vec(_)) => name.to_token_stream(),
        }
    }

    /// `Some` of a borrow, if there is something.
    fn option_value(
        &self,
        name: &Ident,
        ty: &TokenStream,
        and: &TokenStream,
        made: &dyn Fn(TokenStream) -> Option<TokenStream>,
    ) -> TokenStream {
        let span = name.span().resolved_at(Span::mixed_site());
        let option = |variant| rooted(span, &["core", "option", "Option", variant]);
        let (some, none) = (option("Some"), option("None"));
        let value = Ident::new("__demono_value", span);
        // A function that is taken out to be called is in an `Option` already.
        let is_once = matches!(&self.object, Object::Call(call) if call.std == Std::FnOnce);
        let whole = match made(value.to_token_stream()) {
            Some(made) if !is_once => {
                let map = option("map");
                quote_spanned!(span=> #map(#name, |#value| #made))
            }
            _ => name.to_token_stream(),
        };
        let pattern = if is_once {
            quote_spanned!(span=> #value @ #some(_))
        } else {
            quote_spanned!(span=> #some(#value))
        };
        let result = Ident::new("__demono_option", span);
        quote_spanned!(span=> match #and #whole {
            #pattern => { let #result: #ty = #some(#value); #result }
            #none => #none,
        })
    }
}

pub(crate) fn option_of(path: &Path, inside: &TokenStream) -> TokenStream {
    let path = without_arguments(path);
    quote::quote!(#path<#inside>)
}

/// The trait of the object for one bound.
pub(crate) fn narrow(std: Std, bound: &TraitBound, span: Span) -> TokenStream {
    let name = match std {
        Std::Iterator => "NarrowIterator",
        Std::DoubleEndedIterator => "NarrowDoubleEndedIterator",
        Std::ExactSizeIterator => "NarrowExactSizeIterator",
        Std::Read => "NarrowRead",
        Std::BufRead => "NarrowBufRead",
        Std::Seek => "NarrowSeek",
        Std::Write => {
            let path = rooted(span, &["demono", "__private", "NarrowWrite"]);
            let at = bound.path.segments[0].ident.span();
            return quote_spanned!(at=> #path<dyn #bound>);
        }
        _ => return bound.to_token_stream(),
    };
    let path = rooted(span, &["demono", "__private", name]);
    let arguments = last_arguments(bound);
    quote_spanned!(span=> #path #arguments)
}

fn last_arguments(bound: &TraitBound) -> Option<&PathArguments> {
    bound.path.segments.last().map(|last| &last.arguments)
}

fn has_arguments(bound: &TraitBound) -> bool {
    !last_arguments(bound).map_or(true, PathArguments::is_empty)
}

/// Traits that are often one bound together, for which there is one in `demono`.
pub(super) fn known_together(traits: &[(Std, &TraitBound)]) -> Option<&'static str> {
    let has = |std: Std| traits.iter().any(|(other, _)| *other == std);
    let only = |all: &[Std]| traits.iter().all(|(std, _)| all.contains(std));
    if traits.len() < 2 {
        return None;
    }
    if only(&[
        Std::Iterator,
        Std::DoubleEndedIterator,
        Std::ExactSizeIterator,
    ]) {
        return Some(
            match (has(Std::DoubleEndedIterator), has(Std::ExactSizeIterator)) {
                (true, true) => "DoubleEndedExactSize",
                (true, false) => "NarrowDoubleEndedIterator",
                _ => "NarrowExactSizeIterator",
            },
        );
    }
    if !only(&[Std::Read, Std::BufRead, Std::Seek, Std::Write])
        || traits
            .iter()
            .any(|(std, bound)| *std == Std::Write && names_fmt(bound))
    {
        return None;
    }
    match (
        has(Std::BufRead),
        has(Std::Read),
        has(Std::Write),
        has(Std::Seek),
    ) {
        (true, _, false, true) => Some("BufReadSeek"),
        (true, true, false, false) => Some("NarrowBufRead"),
        (false, true, false, true) => Some("ReadSeek"),
        (false, true, true, false) => Some("ReadWrite"),
        (false, false, true, true) => Some("WriteSeek"),
        (false, true, true, true) => Some("ReadWriteSeek"),
        _ => None,
    }
}

/// `fmt::Write`
fn names_fmt(bound: &TraitBound) -> bool {
    bound
        .path
        .segments
        .iter()
        .any(|segment| segment.ident == "fmt")
}
