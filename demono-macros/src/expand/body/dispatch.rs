//! A method of the function's name on another value than `self`: it is the function itself if
//! the value is a `Self`, and another type's otherwise. Which it is only rustc knows.
//!
//! ```text
//! Input:  cell.draw(out)
//! Output: Call(Twice(Once(&cell, |of, a| of.__demono_draw(a)))).draw(&mut *out)
//! ```
//!
//! Only where `cell` is a `Self`, or leads to one by one or two dereferences, has the local
//! type `Call` a method `draw`, which calls the inner. Otherwise method lookup goes on to what
//! `Call` dereferences to, which in the end is `cell`.

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};
use quote::quote_spanned;

use crate::expand::body::list::List;
use crate::expand::syntax::build::{new_ident, stream};

impl List<'_, '_, '_> {
    /// Puts the call in place of the receiver that begins at `operand` in the output.
    pub(super) fn dispatch(&mut self, method: &Ident, inner: &Ident, arguments: &Group) {
        let span = method.span().resolved_at(Span::mixed_site());
        let mut receiver = self.output.split_off(self.operand);
        // The dot.
        receiver.pop();
        let receiver = stream(&receiver);
        let (mut names, mut params, mut types) =
            (TokenStream::new(), TokenStream::new(), TokenStream::new());
        for at in 0..self.walker.plan.params.len() {
            let name = new_ident(format_args!("__demono_{at}"), span);
            let ty = new_ident(format_args!("A{at}"), span);
            names.extend(quote_spanned!(span=> #name,));
            params.extend(quote_spanned!(span=> #name: #ty,));
            types.extend(quote_spanned!(span=> #ty,));
        }
        let mut method = method.clone();
        method.set_span(span);
        let call = |of: TokenStream, given: TokenStream| {
            quote_spanned! {span=>
                fn #method<#types R>(&self, #params) -> R
                where
                    F: ::core::ops::Fn(&S, #types) -> R,
                {
                    #given
                    (value.1)(#of, #names)
                }
            }
        };
        let direct = call(
            quote_spanned!(span=> value.0),
            quote_spanned!(span=> let value = &((self.0).0).0;),
        );
        let once = call(
            quote_spanned!(span=> &**value.0),
            quote_spanned!(span=> let value = &(self.0).0;),
        );
        let twice = call(
            quote_spanned!(span=> &***value.0),
            quote_spanned!(span=> let value = &self.0;),
        );
        let deref = quote_spanned!(span=> ::core::ops::Deref);
        let block = quote_spanned! {span=>
            struct Value<S: ?Sized, R, F>(R, F, ::core::marker::PhantomData<fn(&S)>);
            struct Twice<S: ?Sized, R, F>(Value<S, R, F>);
            struct Once<S: ?Sized, R, F>(Twice<S, R, F>);
            struct Call<S: ?Sized, R, F>(Once<S, R, F>);
            impl<S, F> Call<S, &S, F> { #direct }
            impl<S, P: #deref<Target = S>, F> Once<S, &P, F> { #once }
            impl<S, Q: #deref<Target = S>, P: #deref<Target = Q>, F> Twice<S, &P, F> { #twice }
            impl<S: ?Sized, R, F> #deref for Call<S, R, F> {
                type Target = Once<S, R, F>;
                fn deref(&self) -> &Once<S, R, F> { &self.0 }
            }
            impl<S: ?Sized, R, F> #deref for Once<S, R, F> {
                type Target = Twice<S, R, F>;
                fn deref(&self) -> &Twice<S, R, F> { &self.0 }
            }
            impl<S: ?Sized, P: ?Sized, F> #deref for Twice<S, &P, F> {
                type Target = P;
                fn deref(&self) -> &P { (self.0).0 }
            }
            Call(Once(Twice(Value::<Self, _, _>(
                &#receiver,
                |of: &Self, #names| of.#inner(#names),
                ::core::marker::PhantomData,
            )))).#method #arguments
        };
        let mut group = Group::new(Delimiter::Brace, block);
        group.set_span(span);
        let inside = TokenStream::from(TokenTree::Group(group));
        let mut group = Group::new(Delimiter::Parenthesis, inside);
        group.set_span(span);
        self.output.push(TokenTree::Group(group));
    }
}
