//! What the inner makes of an object before the body: a value with the trait that the
//! parameter was bounded by.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote_spanned;
use syn::ext::IdentExt;
use syn::{Token, TraitBound, TypeParamBound};

use crate::expand::crossing::call::Call;
use crate::expand::crossing::form::Form;
use crate::expand::crossing::object::{all_are, first_that, Object, ObjectKind};
use crate::expand::crossing::std_traits::Std;
use crate::expand::syntax::build::{import, new_ident, rooted, without_arguments};

impl Object<'_> {
    /// Imports of the traits. A generic has the methods of its bounds even where the trait is
    /// not in scope; a concrete type does not. A trait with a bare name is in scope.
    pub(crate) fn imports(&self) -> TokenStream {
        let mut wrapped = Vec::new();
        match (&self.kind, self.bound()) {
            (ObjectKind::Traits(traits), _) if self.is_wrapped() => {
                for (_, bound) in traits {
                    wrapped.push(*bound);
                }
            }
            (ObjectKind::Traits(_) | ObjectKind::Call(_), _) => {}
            (_, Some(bound)) => wrapped.push(bound),
            (_, None) => {}
        }
        let mut tokens = TokenStream::new();
        for bound in &wrapped {
            let path = &bound.path;
            if path.segments.len() < 2 {
                continue;
            }
            tokens.extend(import(without_arguments(path)));
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
        let span = if self.is_plain() {
            self.span(name)
        } else {
            name.span().resolved_at(Span::mixed_site())
        };
        let by_ref = match form {
            Form::Ref(_) => quote_spanned!(span=> &),
            Form::RefMut(_) => quote_spanned!(span=> &mut),
            _ => TokenStream::new(),
        };
        let make = if self.owned { "owned" } else { "new" };
        let lent = rooted(span, &["demono", "__private", "Lent", make]);
        // Nothing else says which methods the object has.
        let wrapper = rooted(span, &["demono", "__private", "Dyn"]);
        let flag = if self.full { "Full" } else { "Basic" };
        let flag = rooted(span, &["demono", "__private", flag]);
        let make = Ident::new(make, span);
        let wrapper = quote_spanned!(span=> #wrapper::<_, #flag>::#make);
        let by_value = matches!(form, Form::Value);
        let statement = match &self.kind {
            ObjectKind::Traits(_) if self.is_wrapped() => {
                wrapped(wrapper, form, name, mutability, &by_ref, span)
            }
            // The body gets a reference, because two-phase borrows work for references and
            // not for our pointer; the value has a name of its own. A body that only moves
            // the value names only that: the reference counts as used all the same.
            ObjectKind::Traits(_) if self.owned && by_value => {
                let owner = owner(name);
                let mut value = name.clone();
                value.set_span(span.resolved_at(name.span()));
                quote_spanned! {span=>
                    let mut #owner = #wrapper(#value);
                    let #name = &mut *#owner;
                    let _ = &#name;
                }
            }
            ObjectKind::Traits(_) if self.owned => {
                wrapped(wrapper, form, name, mutability, &by_ref, span)
            }
            ObjectKind::Items { .. } => wrapped(wrapper, form, name, mutability, &by_ref, span),
            ObjectKind::Lend { .. } => {
                // A `for` loop over it asks it for the next itself, and needs it mutable.
                wrapped(lent, form, name, Some(&Token![mut](span)), &by_ref, span)
            }
            ObjectKind::Call(of_call) if !of_call.plain => {
                self.closure(of_call, form, name, mutability, &by_ref, span)
            }
            ObjectKind::Traits(traits) if !self.stays_reference(traits) => return None,
            _ if by_ref.is_empty() => return None,
            _ => quote_spanned!(span=> let #mutability #name = #by_ref { #name };),
        };
        let underscored = name.to_string().starts_with('_');
        let allow =
            underscored.then(|| quote_spanned!(span=> #[allow(clippy::used_underscore_binding)]));
        Some(quote_spanned!(span=> #allow #statement))
    }

    /// Whether a reference to the object has the trait, so that what was a reference to a
    /// value must be one to that. With `'static` it is needed as the object that it is.
    fn stays_reference(&self, traits: &[(Std, &TraitBound)]) -> bool {
        let is_static = |marker: &&TypeParamBound| match marker {
            TypeParamBound::Lifetime(lifetime) => lifetime.ident == "static",
            _ => false,
        };
        all_are(traits, Std::is_shared) && !self.markers.iter().any(is_static)
    }

    /// Whether a `Dyn` around the object has its trait.
    pub(crate) fn is_wrapped(&self) -> bool {
        match &self.kind {
            ObjectKind::Traits(traits) => first_that(traits, Std::is_wrapped).is_some(),
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
        let own = rooted(span, &["demono", "__private", "Owned", "new"]);
        let own = self
            .owned
            .then(|| quote_spanned!(span=> let mut #name = #own(#name);));
        if let Form::Option(_) = form {
            let map = rooted(span, &["core", "option", "Option", "map"]);
            return quote_spanned!(span=> let #mutability #name = #map(#name, |#name| { #own #closure }););
        }
        let Some(ty) = of_call.explicit_type(&self.auto_traits(), span) else {
            return quote_spanned!(span=> #own let #mutability #name = #by_ref #closure;);
        };
        let and = match of_call.std {
            Std::Fn => quote_spanned!(span=> &),
            _ => quote_spanned!(span=> &mut),
        };
        // What is a reference now need not be `mut`.
        let hidden = mutability.map(|_| Token![mut](span));
        let typed = quote_spanned!(span=> let #hidden #name: #and #ty = #and #closure;);
        let again = (!by_ref.is_empty())
            .then(|| quote_spanned!(span=> let #mutability #name = #by_ref { #name };));
        quote_spanned!(span=> #own #typed #again)
    }
}

/// The name of the value that a reference with the name of the parameter points to.
pub(crate) fn owner(name: &Ident) -> Ident {
    let span = name.span().resolved_at(Span::mixed_site());
    new_ident(format_args!("__demono_own_{}", name.unraw()), span)
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
    let mut value = name.clone();
    value.set_span(span.resolved_at(name.span()));
    quote_spanned!(span=> let #mutability #name = #by_ref #new(#value);)
}
