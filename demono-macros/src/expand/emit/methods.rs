//! Methods that a body calls on an unconverted parameter.
//!
//! `text.len()` is meant for the `&str` that the inner has, unless an extension trait of the
//! user's has a method of that name for every `AsRef<str>`. Names cannot show which it is, but
//! rustc can: for the caller's value it finds the method of a trait of this expansion only if
//! there is no other. This is never executed.
//!
//! ```text
//! let _ = || {
//!     trait __DemonoLast { fn len(&mut self) -> OfConverted; }
//!     impl<T: ?Sized> __DemonoLast for T { fn len(&mut self) -> OfConverted { .. } }
//!     check(&text, |mut text| text.len())
//! };
//! ```

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote_spanned;

use crate::expand::body::Body;
use crate::expand::crossing::form::Form;
use crate::expand::emit::emitter::Emitter;
use crate::expand::plan::converted::Converted;
use crate::expand::syntax::build::{new_ident, rooted, separated};
use crate::expand::syntax::cursor::is_one_of;

/// Methods of std's that every value has, or that mean the same for what it converts to.
const OF_ALL: [&str; 8] = [
    "borrow",
    "borrow_mut",
    "clone",
    "clone_from",
    "into",
    "to_owned",
    "to_string",
    "try_into",
];

impl Emitter<'_> {
    /// A proof for each such method that nothing else has its name.
    pub(super) fn method_proofs(&self, body: &Body) -> TokenStream {
        let mut proofs = TokenStream::new();
        for (index, converted) in self.plan.converted.iter().enumerate() {
            let conversion = &converted.conversion;
            let single = matches!(
                conversion.form,
                Form::Value | Form::Ref(_) | Form::RefMut(_)
            );
            let named = conversion.standard().is_some() || conversion.custom().is_some();
            if !single || !named || conversion.is_display() {
                continue;
            }
            let mut proved: Vec<&Ident> = Vec::new();
            for (method, arguments) in &body.uses[index].methods {
                if !is_one_of(method, &OF_ALL) && !proved.contains(&method) {
                    proved.push(method);
                    proofs.extend(proof(converted, method, *arguments));
                }
            }
        }
        proofs
    }
}

fn proof(converted: &Converted<'_>, method: &Ident, count: usize) -> TokenStream {
    let span = method.span().resolved_at(Span::mixed_site());
    let name = converted.name;
    let private = |name| rooted(span, &["demono", "__private", name]);
    let (of, any, fallback) = (
        private("OfConverted"),
        private("any"),
        private("only_a_method_of_the_converted_value"),
    );
    let mut declared: Vec<TokenStream> = Vec::new();
    let mut given: Vec<TokenStream> = Vec::new();
    for _ in 0..count {
        declared.push(quote_spanned!(span=> _: ()));
        given.push(quote_spanned!(span=> #any()));
    }
    let declared = separated(span, &declared, ',');
    let given = separated(span, &given, ',');
    let by_edition = private("by_edition");
    // Only there `diagnostic` is known for sure. What counts is the edition of this token.
    let r#gen = Ident::new("gen", method.span());
    let message = format!(
        "demono: `{name}` has a method `{method}` before it is converted, from another trait, but \
         in the inner that would be a method of the converted value; write `#[demono(skip({name}))]`, \
         or name the trait (`Trait::{method}(&{name})`)"
    );
    let value = new_ident(format_args!("__demono_value"), span);
    quote_spanned! {span=>
        let _ = || {
            #[allow(
                clippy::iter_not_returning_iterator,
                clippy::len_without_is_empty,
                clippy::should_implement_trait,
                clippy::wrong_self_convention,
            )]
            trait __DemonoLast {
                fn #method(&mut self, #declared) -> #of;
            }
            impl<__DemonoOf: ?::core::marker::Sized> __DemonoLast for __DemonoOf {
                fn #method(&mut self, #declared) -> #of { #any() }
            }
            #by_edition!(#r#gen {
                use #fallback as __DemonoIs;
            } {
                #[diagnostic::on_unimplemented(message = #message, label = "this method")]
                trait __DemonoIs {}
                impl __DemonoIs for #of {}
            });
            fn __demono_check<__DemonoOf, __DemonoResult: __DemonoIs>(
                _: &__DemonoOf,
                _: impl ::core::ops::FnOnce(__DemonoOf) -> __DemonoResult,
            ) {}
            __demono_check(&#name, |mut #value| #value.#method(#given));
        };
    }
}
