//! What the inner makes of an object before the body: a value with the trait that the
//! parameter was bounded by.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote_spanned;
use syn::Token;

use super::super::conversion::Form;
use super::super::tokens::{rooted, without_arguments};
use super::{Call, Erasure, Object, Std};

impl Erasure<'_> {
    /// Imports of the traits. The methods of a bound are in scope whether or not the trait
    /// is, and those of a concrete type are not. A bare name is in scope itself.
    pub(crate) fn imports(&self) -> TokenStream {
        let wrapped = match &self.object {
            Object::Traits(traits) if self.is_wrapped() => {
                traits.iter().map(|(_, bound)| *bound).collect()
            }
            Object::Traits(_) | Object::Call(_) => Vec::new(),
            _ => self.bound().into_iter().collect(),
        };
        let mut tokens = TokenStream::new();
        for bound in wrapped {
            let path = &bound.path;
            if path.segments.len() < 2 {
                continue;
            }
            let import = without_arguments(path);
            let span = path.segments[0]
                .ident
                .span()
                .resolved_at(Span::mixed_site());
            tokens.extend(quote_spanned!(span=> #[allow(unused_imports)] use #import as _;));
        }
        tokens
    }

    /// Statements at the start of the inner, under the parameter's own name.
    pub(crate) fn prelude(
        &self,
        form: &Form,
        name: &Ident,
        mutability: Option<&Token![mut]>,
    ) -> Option<TokenStream> {
        let span = name.span().resolved_at(Span::mixed_site());
        let by_ref = match form {
            Form::Ref(_) => quote_spanned!(span=> &),
            Form::RefMut(_) => quote_spanned!(span=> &mut),
            _ => TokenStream::new(),
        };
        let again = |value: TokenStream| {
            let is_ref = !by_ref.is_empty();
            is_ref.then(|| quote_spanned!(span=> let #mutability #name = #by_ref #value;))
        };
        let private = |name| rooted(span, &["demono", "__private", name, "new"]);
        match &self.object {
            Object::Traits(_) if self.is_wrapped() => Some(wrapped(
                private("Dyn"),
                form,
                name,
                mutability,
                &by_ref,
                span,
            )),
            Object::Items { .. } => Some(wrapped(
                private("Dyn"),
                form,
                name,
                mutability,
                &by_ref,
                span,
            )),
            Object::Lend { .. } => {
                // A `for` loop over it asks it for the next itself, and needs it mutable.
                let lent = wrapped(
                    private("Lent"),
                    form,
                    name,
                    Some(&Token![mut](span)),
                    &by_ref,
                    span,
                );
                Some(quote_spanned!(span=> #[allow(unused_mut)] #lent))
            }
            Object::Traits(traits) if traits.iter().all(|(std, _)| std.is_shared()) => {
                again(quote_spanned!(span=> { #name }))
            }
            Object::Traits(_) => None,
            Object::Call(of_call) if of_call.plain => again(quote_spanned!(span=> { #name })),
            Object::Call(of_call) => {
                Some(self.closure(of_call, form, name, mutability, &by_ref, span))
            }
            Object::Future(_) | Object::Range { .. } => again(quote_spanned!(span=> { #name })),
        }
    }

    /// Whether a `Dyn` around the object is what the body has.
    pub(crate) fn is_wrapped(&self) -> bool {
        match &self.object {
            Object::Traits(traits) => traits.iter().any(|(std, _)| std.is_wrapped()),
            _ => false,
        }
    }

    fn closure(
        &self,
        of_call: &Call<'_>,
        form: &Form,
        name: &Ident,
        mutability: Option<&Token![mut]>,
        by_ref: &TokenStream,
        span: Span,
    ) -> TokenStream {
        let closure = of_call.closure(name, span);
        if let Form::Option(_) = form {
            let map = rooted(span, &["core", "option", "Option", "map"]);
            return quote_spanned!(span=> let #mutability #name = #map(#name, |#name| #closure););
        }
        let Some(ty) = of_call.told(&self.markers(), span) else {
            return quote_spanned!(span=> let #mutability #name = #by_ref #closure;);
        };
        let and = match of_call.std {
            Std::Fn => quote_spanned!(span=> &),
            _ => quote_spanned!(span=> &mut),
        };
        let told = quote_spanned!(span=> #[allow(unused_mut)] let #mutability #name: #and #ty = #and #closure;);
        let again = (!by_ref.is_empty())
            .then(|| quote_spanned!(span=> let #mutability #name = #by_ref { #name };));
        quote_spanned!(span=> #told #again)
    }
}

/// `let mut name = Dyn::new(name);`
fn wrapped(
    new: TokenStream,
    form: &Form,
    name: &Ident,
    mutability: Option<&Token![mut]>,
    by_ref: &TokenStream,
    span: Span,
) -> TokenStream {
    if let Form::Option(_) = form {
        let map = rooted(span, &["core", "option", "Option", "map"]);
        return quote_spanned!(span=> let #mutability #name = #map(#name, #new););
    }
    quote_spanned!(span=> let #mutability #name = #by_ref #new(#name);)
}
