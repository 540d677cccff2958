//! A proof that what a parameter is converted to is `Send`, where its name does not say so.
//!
//! ```text
//! Input:  async fn f(url: impl Into<Url>)
//! Output: const _: () = {
//!             trait __Demono { const __DEMONO_SEND: bool = false; }
//!             impl<T: ?Sized> __Demono for Proof<T> {}
//!             if !Proof::<Url>::__DEMONO_SEND { panic!("..") }
//!         };
//! ```
//!
//! The constant of `Proof` itself, which exists only where the type is `Send`, precedes that
//! of the trait.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{quote_spanned, ToTokens, TokenStreamExt};

use crate::expand::body::Body;
use crate::expand::crossing::auto_traits::Sent;
use crate::expand::emit::emitter::Emitter;
use crate::expand::errors::cause::Cause;
use crate::expand::input::header::Header;
use crate::expand::plan::converted::Converted;
use crate::expand::plan::placement::Placement;
use crate::expand::syntax::build::{group, rooted};
use crate::expand::syntax::cursor::{back, is_punct};
use crate::expand::syntax::generics::Generics;
use crate::expand::syntax::mentions::Mentions;

impl Emitter<'_> {
    pub(super) fn proofs(&self, generics: &Generics<'_>, body: &Body) -> TokenStream {
        let mut proofs = TokenStream::new();
        // Which generics the impl has is unknown.
        let unknown = self.placement == Placement::Sibling && self.header.is_none();
        if unknown || self.early.is_some() {
            return proofs;
        }
        let names = generics.names();
        let of_block = self.header.map(Header::names).unwrap_or_default();
        for (index, converted) in self.plan.converted.iter().enumerate() {
            let Some(standard) = converted.conversion.standard() else {
                continue;
            };
            let needed = converted.is_sent(self.function, &body.uses[index])
                && standard.sent() == Sent::Unknown;
            if !needed {
                continue;
            }
            let error = standard.error.map(|error| error.ty.to_token_stream());
            for ty in [Some(standard.target.to_token_stream()), error] {
                let Some(ty) = ty else { continue };
                let mut mentions = Mentions::of(&names);
                mentions.block = &of_block;
                mentions.scan(ty.clone());
                let generic = mentions.receiver
                    || !mentions.generics.is_empty()
                    || !mentions.of_block.is_empty();
                if !generic {
                    proofs.extend(proof(converted, forever(ty), standard.needs()));
                }
            }
        }
        proofs
    }
}

fn proof(converted: &Converted<'_>, ty: TokenStream, needs: &'static str) -> TokenStream {
    let at = match converted.conversion.bound() {
        Some(bound) => bound.path.segments[0].ident.span(),
        None => converted.name.span(),
    };
    let span = at.resolved_at(Span::mixed_site());
    let cause = Cause::TargetNotSend {
        name: converted.name.clone(),
        needs,
    };
    let message = format!("demono: {cause}");
    let constant = match needs {
        "Sync" => "__DEMONO_SYNC",
        _ => "__DEMONO_SEND",
    };
    let constant = Ident::new(constant, span);
    let proof = rooted(span, &["demono", "__private", "Proof"]);
    quote_spanned! {span=>
        const _: () = {
            trait __Demono { const #constant: bool = false; }
            impl<__T: ?::core::marker::Sized> __Demono for #proof<__T> {}
            if !#proof::<#ty>::#constant {
                ::core::panic!(#message)
            }
        };
    }
}

/// With `'static` for every lifetime.
fn forever(ty: TokenStream) -> TokenStream {
    let tokens: Vec<TokenTree> = ty.into_iter().collect();
    let mut output = TokenStream::new();
    for (at, token) in tokens.iter().enumerate() {
        match token {
            TokenTree::Ident(name) if is_punct(back(&tokens, at, 1), '\'') => {
                output.append(Ident::new("static", name.span()));
            }
            TokenTree::Group(of) => {
                output.extend(group(of.span(), of.delimiter(), forever(of.stream())));
            }
            token => token.to_tokens(&mut output),
        }
    }
    output
}
