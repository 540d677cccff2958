//! The trait that has an inner as its method, inside the shim.
//!
//! In the body `self` and `Self` stay what they were, and nothing is added to the type:
//!
//! ```text
//! Input:  impl<T: Bound> Trait<T> for X<T> { fn f(&self, p: impl Into<P>) -> R { body } }
//! Output: impl<T: Bound> Trait<T> for X<T> { fn f(&self, p: impl Into<P>) -> R {
//!             use Trait as _;
//!             trait __DemonoInner<T: Bound>: Trait<T> {
//!                 fn __demono_inner(&self, p: P) -> R;
//!             }
//!             impl<T: Bound> __DemonoInner<T> for X<T> {
//!                 fn __demono_inner(&self, p: P) -> R { body }
//!             }
//!             <Self as __DemonoInner<T>>::__demono_inner(self, p.into())
//!         } }
//! ```
//!
//! The import is for methods of the trait, which its impl sees anyway; the supertrait for
//! `Self::Item`. The generics are left out where the signature does not name them.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{quote_spanned, ToTokens};
use syn::GenericParam;

use crate::expand::input::header::{BlockKind, Header};
use crate::expand::syntax::build::{import, punct, separated, stream, terminated, unlinted};
use crate::expand::syntax::cursor::{back, is_double_colon, is_punct, is_word, position};
use crate::expand::syntax::generics::predicates_of;
use crate::expand::syntax::lifetimes::lifetime_tokens;
use crate::expand::syntax::mentions::{lifetimes_of, Mentions};

pub(crate) struct Helper<'a> {
    header: &'a Header,
    span: Span,
    /// `Self::Item` needs the trait.
    supertrait: bool,
    /// The signature names the block's generics.
    parametrized: bool,
    /// The signature has `Self` by value.
    sized: bool,
}

/// The method of the helper: what its declaration and its definition share.
pub(crate) struct Method {
    /// `fn __demono_inner<..>(..) -> R where ..`, with names only for patterns.
    pub(crate) declaration: TokenStream,
    /// The whole function.
    pub(crate) definition: TokenStream,
    /// Lints that are allowed around it.
    pub(crate) allow: TokenStream,
}

impl<'a> Helper<'a> {
    /// `signature` is the inner's, without the receiver.
    pub(crate) fn new(
        header: &'a Header,
        signature: &TokenStream,
        body: &TokenStream,
        span: Span,
    ) -> Self {
        let names = header.names();
        let mut mentions = Mentions::of(&names);
        mentions.scan(signature.clone());
        let lifetimes = lifetimes_of(signature);
        let supertrait = header.of_trait.is_some()
            && (header.kind == BlockKind::Trait
                || projects_self(signature.clone())
                || projects_self(body.clone()));
        let named = !mentions.generics.is_empty()
            || lifetimes.iter().any(|lifetime| header.declares(lifetime));
        Helper {
            header,
            span,
            supertrait,
            parametrized: supertrait || named,
            sized: header.kind != BlockKind::Trait && has_self_by_value(signature.clone()),
        }
    }

    /// `<Self as __DemonoInner<'_, T>>::__demono_inner`
    pub(crate) fn path(&self, inner: &Ident) -> TokenStream {
        let span = self.span;
        let arguments = self.parametrized.then(|| {
            let mut arguments: Vec<TokenStream> = Vec::new();
            for param in &self.header.generics.params {
                arguments.push(match param {
                    GenericParam::Lifetime(_) => quote_spanned!(span=> '_),
                    GenericParam::Type(param) => param.ident.to_token_stream(),
                    GenericParam::Const(param) => param.ident.to_token_stream(),
                });
            }
            let arguments = separated(span, &arguments, ',');
            quote_spanned!(span=> <#arguments>)
        });
        let name = self.name();
        quote_spanned!(span=> <Self as #name #arguments>::#inner)
    }

    fn name(&self) -> Ident {
        Ident::new("__DemonoInner", self.span)
    }

    /// The helper trait and its one impl.
    pub(crate) fn items(&self, method: &Method) -> TokenStream {
        let span = self.span;
        let name = self.name();
        let Method {
            declaration,
            definition,
            allow,
        } = method;
        let mut params: Vec<TokenStream> = Vec::new();
        for param in &self.header.generics.params {
            params.push(unlinted(param.to_token_stream()));
        }
        let params = separated(span, &params, ',');
        let mut clause: Vec<TokenStream> = Vec::new();
        for predicate in &predicates_of(&self.header.generics) {
            clause.push(predicate.to_token_stream());
        }
        let mut clause = terminated(span, &clause, ',');
        clause.extend(self.outlives(clause.clone()));
        let mut supertraits = TokenStream::new();
        if let (true, Some(of_trait)) = (self.supertrait, &self.header.of_trait) {
            supertraits.extend(quote_spanned!(span=> #of_trait +));
        }
        if self.sized {
            supertraits.extend(quote_spanned!(span=> ::core::marker::Sized +));
        }
        let (on_trait, clause_on_trait, arguments) = if self.parametrized {
            let (_, arguments, _) = self.header.generics.split_for_impl();
            (
                Some(quote_spanned!(span=> <#params>)),
                Some(quote_spanned!(span=> where #clause)),
                Some(arguments.to_token_stream()),
            )
        } else {
            (None, None, None)
        };
        if self.header.kind == BlockKind::Trait {
            let of_trait = &self.header.of_trait;
            let implementor = Ident::new("__DemonoSelf", span);
            let comma = (!params.is_empty()).then(|| punct(span, ','));
            return quote_spanned! {span=>
                #[allow(#allow)]
                trait #name #on_trait: #supertraits #clause_on_trait { #definition }
                #[allow(#allow)]
                impl<#params #comma #implementor: #of_trait + ?::core::marker::Sized> #name #arguments
                for #implementor #clause_on_trait {}
            };
        }
        let import = self.header.import.clone().map(import);
        let self_ty = &self.header.self_ty;
        quote_spanned! {span=>
            #import
            #[allow(#allow)]
            trait #name #on_trait: #supertraits #clause_on_trait { #declaration; }
            #[allow(#allow)]
            impl<#params> #name #arguments for #self_ty where #clause { #definition }
        }
    }

    /// `T: 'a` for each `&'a T` in the head: an impl implies them, a trait does not.
    fn outlives(&self, clause: TokenStream) -> TokenStream {
        let mut pairs: Vec<(Ident, Ident)> = Vec::new();
        if self.parametrized {
            if self.supertrait {
                self.borrowed(self.header.of_trait.to_token_stream(), &mut pairs);
            }
            self.borrowed(clause, &mut pairs);
        }
        let span = self.span;
        let mut tokens = TokenStream::new();
        for (lifetime, ty) in &pairs {
            let lifetime = lifetime_tokens(lifetime);
            tokens.extend(quote_spanned!(span=> #ty: #lifetime,));
        }
        tokens
    }

    fn borrowed(&self, tokens: TokenStream, pairs: &mut Vec<(Ident, Ident)>) {
        let names = self.header.names();
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        for (at, token) in tokens.iter().enumerate() {
            if let TokenTree::Group(group) = token {
                self.borrowed(group.stream(), pairs);
            }
            let before = |count| back(&tokens, at, count);
            let (TokenTree::Ident(lifetime), true) = (token, is_punct(before(1), '\'')) else {
                continue;
            };
            let of_reference = is_punct(before(2), '&');
            // `Iter<'a, T>`, but not the arguments of the trait itself.
            let of_path = !of_reference && at > 4 && !self.is_own_argument(&tokens, at);
            let end = position(&tokens[at..], &|token| {
                is_punct(Some(token), '>') || of_reference && is_punct(Some(token), ',')
            });
            if of_reference || of_path {
                let inside = &tokens[at..end.map_or(tokens.len(), |end| at + end)];
                let mut mentions = Mentions::of(&names);
                mentions.scan(stream(inside));
                for ty in &mentions.generics {
                    let is_type = self.header.has_type(ty);
                    let pair = (lifetime.clone(), ty.clone());
                    if is_type && !pairs.contains(&pair) && self.header.declares(lifetime) {
                        pairs.push(pair);
                    }
                }
            }
        }
    }

    /// Whether the lifetime at `at` is an argument of the path that `tokens` begin with.
    fn is_own_argument(&self, tokens: &[TokenTree], at: usize) -> bool {
        let (mut opened, mut closed) = (0_usize, 0_usize);
        for token in &tokens[..at] {
            opened += usize::from(is_punct(Some(token), '<'));
            closed += usize::from(is_punct(Some(token), '>'));
        }
        opened.saturating_sub(closed) <= 1
    }
}

/// `Self::Item`, `<Self as ..>`
fn projects_self(tokens: TokenStream) -> bool {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    for (at, token) in tokens.iter().enumerate() {
        let projects = match token {
            TokenTree::Group(group) => projects_self(group.stream()),
            TokenTree::Ident(word) => {
                word == "Self" && is_double_colon(tokens.get(at + 1), tokens.get(at + 2))
            }
            _ => false,
        };
        if projects {
            return true;
        }
    }
    false
}

/// `Self` without a `&` before it.
fn has_self_by_value(tokens: TokenStream) -> bool {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    for (at, token) in tokens.iter().enumerate() {
        let by_value = match token {
            TokenTree::Group(group) => has_self_by_value(group.stream()),
            TokenTree::Ident(word) if word == "Self" => {
                let before = |count| back(&tokens, at, count);
                let projects = is_double_colon(tokens.get(at + 1), tokens.get(at + 2));
                let borrowed = is_punct(before(1), '&')
                    || is_punct(before(2), '\'')
                    || is_word(before(1), "mut");
                !projects && !borrowed
            }
            _ => false,
        };
        if by_value {
            return true;
        }
    }
    false
}
