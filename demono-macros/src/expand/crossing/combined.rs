//! Several traits on one parameter: an object can have one only.
//!
//! ```text
//! Input:  x: impl Read + Named
//! Output: trait __DemonoAll0: NarrowRead + Named {}
//!         impl<T: NarrowRead + Named + ?Sized> __DemonoAll0 for T {}
//!         x: &mut dyn __DemonoAll0
//! ```

use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote_spanned, ToTokens};
use syn::{GenericParam, Generics, TraitBound};

use crate::expand::crossing::narrow::narrow;
use crate::expand::crossing::std_traits::Std;
use crate::expand::syntax::build::{new_ident, rooted, separated, terminated};
use crate::expand::syntax::lifetimes::{lifetime_tokens, Namer};
use crate::expand::syntax::mentions::{first, lifetimes_of};

/// The trait that combines several.
pub(crate) struct Combined {
    /// Its name, with the generics that the traits have.
    pub(crate) object: TokenStream,
    /// Its definition, and its impl for all that have those.
    pub(crate) item: TokenStream,
}

impl Combined {
    /// `declared` are the generics that the traits could name.
    pub(crate) fn new(
        traits: &[(Std, &TraitBound)],
        declared: &[&Generics],
        index: usize,
        full: bool,
        span: Span,
    ) -> Self {
        let mut namer = Namer::fresh_for("all");
        let mut objects: Vec<TokenStream> = Vec::new();
        for (std, bound) in traits {
            objects.push(namer.name(narrow(*std, bound, full, span)));
        }
        let all = separated(span, &objects, '+');
        // In order, and each once.
        let mut lifetimes: Vec<Ident> = Vec::new();
        for lifetime in &lifetimes_of(&all) {
            let mut at = 0;
            while at < lifetimes.len() && lifetimes[at] < *lifetime {
                at += 1;
            }
            if lifetimes.get(at) != Some(lifetime) {
                lifetimes.insert(at, lifetime.clone());
            }
        }
        let mut params: Vec<TokenStream> = Vec::new();
        let mut names: Vec<TokenStream> = Vec::new();
        let mut arguments: Vec<TokenStream> = Vec::new();
        for lifetime in &lifetimes {
            let tokens = lifetime_tokens(lifetime);
            arguments.push(if namer.new.contains(lifetime) {
                quote_spanned!(span=> '_)
            } else {
                tokens.clone()
            });
            names.push(tokens.clone());
            params.push(tokens);
        }
        for generics in declared {
            for param in &generics.params {
                let name = match param {
                    GenericParam::Type(param) => &param.ident,
                    GenericParam::Const(param) => &param.ident,
                    GenericParam::Lifetime(_) => continue,
                };
                if first(&all, name).is_some() {
                    params.push(param.to_token_stream());
                    names.push(name.to_token_stream());
                    arguments.push(name.to_token_stream());
                }
            }
        }
        let commas = |parts: &[TokenStream]| separated(span, parts, ',');
        let bounded = terminated(span, &params, ',');
        let (params, names, arguments) = (commas(&params), commas(&names), commas(&arguments));
        let name = new_ident(format_args!("__DemonoAll{index}"), span);
        let implementor = Ident::new("__DemonoOf", span);
        let sized = rooted(span, &["core", "marker", "Sized"]);
        Combined {
            object: quote_spanned!(span=> #name<#arguments>),
            item: quote_spanned! {span=>
                trait #name<#params>: #all {}
                impl<#bounded #implementor: #all + ?#sized> #name<#names> for #implementor {}
            },
        }
    }
}
