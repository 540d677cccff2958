//! The object as a type, and as the shim's expression.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote_spanned, ToTokens};
use syn::ext::IdentExt;
use syn::{Lifetime, TypeParamBound};

use crate::expand::crossing::form::{option_of, Form};
use crate::expand::crossing::items::LentAs;
use crate::expand::crossing::narrow::{
    has_arguments, known_together, last_arguments, named, narrow,
};
use crate::expand::crossing::object::{Object, ObjectKind};
use crate::expand::crossing::std_traits::{is_marker, Std};
use crate::expand::syntax::build::{borrow, call, new_ident, rooted};

impl Object<'_> {
    /// The traits of the object, as they stand after `dyn`.
    pub(crate) fn object_traits(&self, span: Span) -> TokenStream {
        let private = |name| rooted(span, &["demono", "__private", name]);
        match &self.kind {
            ObjectKind::Traits(traits) => {
                if let Some(known) = known_together(traits) {
                    let (_, first) = traits
                        .iter()
                        .find(|(_, bound)| has_arguments(bound))
                        .unwrap_or(&traits[0]);
                    let arguments = last_arguments(first);
                    let path = private(&named(known, self.full));
                    return quote_spanned!(span=> #path #arguments);
                }
                match &self.combined {
                    Some(combined) => combined.object.clone(),
                    None => narrow(traits[0].0, traits[0].1, self.full, span),
                }
            }
            ObjectKind::Call(of_call) => of_call.object(span),
            ObjectKind::Items { item, elements } => {
                let name = elements.ends.trait_name();
                let path = private(&named(name.unwrap_or("NarrowIterator"), self.full));
                quote_spanned!(span=> #path<Item = #item>)
            }
            ObjectKind::Lend { lent, .. } => {
                let path = private("NarrowLend");
                match lent {
                    LentAs::Target(target) => quote_spanned!(span=> #path<Target = #target>),
                    // Its lifetime is that of the slot, which `inner_type` knows.
                    LentAs::Shown => path,
                }
            }
            ObjectKind::Future(bound) => bound.to_token_stream(),
            ObjectKind::Range { .. } => TokenStream::new(),
        }
    }

    /// ` + Send + 'a`
    pub(crate) fn markers(&self) -> TokenStream {
        self.markers_that(&|_| true)
    }

    /// Without the lifetimes: what the inner makes of the object does not outlive the inner.
    pub(crate) fn auto_traits(&self) -> TokenStream {
        self.markers_that(&is_marker)
    }

    fn markers_that(&self, is: &dyn Fn(&TypeParamBound) -> bool) -> TokenStream {
        let mut tokens = TokenStream::new();
        for marker in &self.markers {
            if !is(marker) {
                continue;
            }
            let span = match marker {
                TypeParamBound::Trait(of_trait) => of_trait.path.segments[0].ident.span(),
                TypeParamBound::Lifetime(lifetime) => lifetime.apostrophe,
                _ => Span::call_site(),
            };
            tokens.extend(quote_spanned!(span=> + #marker));
        }
        tokens
    }

    /// The type of the inner's parameter. `traits` are those of [`Self::object_traits`],
    /// `lifetime` is that of the borrow.
    pub(crate) fn inner_type(
        &self,
        form: &Form,
        lifetime: Option<&Lifetime>,
        traits: &TokenStream,
    ) -> TokenStream {
        // At the bound, so that rustc reports an impossible object there.
        let span = match self.bound() {
            Some(bound) => bound.path.segments[0].ident.span(),
            None => Span::call_site(),
        };
        let mut markers = self.markers();
        if let ObjectKind::Range { ty, .. } = &self.kind {
            let range = rooted(span, &["demono", "__private", "Range"]);
            let lifetime =
                lifetime.map_or_else(|| quote_spanned!(span=> '_), |l| quote::quote!(#l));
            return quote_spanned!(span=> #range<#lifetime, #ty>);
        }
        if self.owned {
            let slot = rooted(span, &["demono", "__private", "Slot"]);
            let short = lifetime.map_or_else(|| quote_spanned!(span=> '_), |l| quote::quote!(#l));
            let outlives = |marker: &&TypeParamBound| matches!(marker, TypeParamBound::Lifetime(_));
            if !self.markers.iter().any(outlives) {
                markers.extend(quote_spanned!(span=> + #short));
            }
            let target = match &self.kind {
                ObjectKind::Lend {
                    lent: LentAs::Shown,
                    ..
                } => {
                    let display = rooted(span, &["core", "fmt", "Display"]);
                    Some(quote_spanned!(span=> <Target = dyn #display + #short>))
                }
                _ => None,
            };
            let crossing =
                quote_spanned!(span=> & #lifetime mut #slot<#short, dyn #traits #target #markers>);
            return in_option(form, crossing);
        }
        let object = if markers.is_empty() {
            quote_spanned!(span=> dyn #traits)
        } else {
            quote_spanned!(span=> (dyn #traits #markers))
        };
        let mutability = self.mutable.then(|| quote_spanned!(span=> mut));
        let reference = quote_spanned!(span=> & #lifetime #mutability #object);
        let crossing = match &self.kind {
            ObjectKind::Future(_) => {
                let pin = rooted(span, &["core", "pin", "Pin"]);
                quote_spanned!(span=> #pin<#reference>)
            }
            _ => reference,
        };
        in_option(form, crossing)
    }

    /// What the shim makes first, where a borrow of that is not enough.
    pub(crate) fn shim_setup(&self, form: &Form, name: &Ident) -> Option<TokenStream> {
        let Form::Option(_) = form else {
            return None;
        };
        let span = name.span().resolved_at(Span::mixed_site());
        let map = rooted(span, &["core", "option", "Option", "map"]);
        let value = Ident::new("__demono_value", span);
        let made = self.made(value.to_token_stream(), span);
        let slot = slot_name(name);
        self.owned
            .then(|| quote_spanned!(span=> let mut #slot = #map(#name, |#value| #made);))
    }

    /// What the shim calls the inner with.
    pub(crate) fn shim_value(&self, form: &Form, name: &Ident, ty: &TokenStream) -> TokenStream {
        let span = self.span(name);
        let mut name = name.clone();
        name.set_span(span.resolved_at(name.span()));
        let name = &name;
        let and = if self.mutable {
            quote_spanned!(span=> &mut)
        } else {
            quote_spanned!(span=> &)
        };
        match (&self.kind, form) {
            (ObjectKind::Range { .. }, _) => {
                let range = match form {
                    Form::Ref(_) => name.to_token_stream(),
                    _ => borrow(span, false, matches!(form, Form::RefMut(_)), name),
                };
                let new = rooted(span, &["demono", "__private", "Range", "new"]);
                call(span, new, &[range])
            }
            (ObjectKind::Future(_), Form::RefMut(_)) => {
                let new = rooted(span, &["core", "pin", "Pin", "new"]);
                call(span, new, &[borrow(span, true, true, name)])
            }
            (ObjectKind::Future(_), _) => {
                let pin = rooted(span, &["core", "pin", "pin"]);
                quote_spanned!(span=> #pin!(#name))
            }
            (_, Form::Option(_)) => self.option_value(name, ty, &and),
            (_, Form::Value) if self.owned => {
                let made = self.made(name.to_token_stream(), span);
                quote_spanned!(span=> #and #made)
            }
            (_, Form::Value) => quote_spanned!(span=> #and #name),
            // A `?Sized` value cannot become `dyn` itself, the reference to it can.
            (_, Form::Ref(_)) if self.unsized_ => borrow(span, false, false, name),
            (_, Form::RefMut(_)) if self.unsized_ => quote_spanned!(span=> #and { #name }),
            (_, Form::RefMut(_)) => quote_spanned!(span=> #and *#name),
            (_, Form::Ref(_) | Form::Vec(_)) => name.to_token_stream(),
        }
    }

    /// The slot with what the parameter becomes.
    fn made(&self, value: TokenStream, span: Span) -> TokenStream {
        let iterator = |of, method| rooted(span, &["core", "iter", of, method]);
        let value = match &self.kind {
            ObjectKind::Items { elements, .. } => {
                let value = call(span, iterator("IntoIterator", "into_iter"), &[value]);
                match elements.function(span) {
                    Some(function) => call(span, iterator("Iterator", "map"), &[value, function]),
                    None => value,
                }
            }
            ObjectKind::Lend { lent, .. } => {
                let value = call(span, iterator("IntoIterator", "into_iter"), &[value]);
                match lent {
                    LentAs::Target(target) => {
                        let lender = rooted(span, &["demono", "__private", "Lender"]);
                        quote_spanned!(span=> #lender::<_, #target>::new(#value))
                    }
                    LentAs::Shown => {
                        let shown = rooted(span, &["demono", "__private", "Shown", "new"]);
                        call(span, shown, &[value])
                    }
                }
            }
            ObjectKind::Call(of_call) if of_call.std == Std::FnOnce => {
                let some = rooted(span, &["core", "option", "Option", "Some"]);
                call(span, some, &[value])
            }
            _ => value,
        };
        let new = rooted(span, &["demono", "__private", "Slot", "new"]);
        call(span, new, &[value])
    }

    /// `Some` of a borrow, or `None`.
    fn option_value(&self, name: &Ident, ty: &TokenStream, and: &TokenStream) -> TokenStream {
        let span = name.span().resolved_at(Span::mixed_site());
        let option = |variant| rooted(span, &["core", "option", "Option", variant]);
        let (some, none) = (option("Some"), option("None"));
        let value = Ident::new("__demono_value", span);
        let whole = if self.owned {
            slot_name(name)
        } else {
            name.clone()
        };
        let result = Ident::new("__demono_option", span);
        quote_spanned!(span=> match #and #whole {
            #some(#value) => { let #result: #ty = #some(#value); #result }
            #none => #none,
        })
    }
}

fn slot_name(name: &Ident) -> Ident {
    let span = name.span().resolved_at(Span::mixed_site());
    new_ident(format_args!("__demono_slot_{}", name.unraw()), span)
}

fn in_option(form: &Form, crossing: TokenStream) -> TokenStream {
    match form {
        Form::Option(path) => option_of(path, &crossing),
        _ => crossing,
    }
}
