//! The collector of refusals: all are reported together, each at its token.
//!
//! In: refusals as the stages find them. Out: the user's item, as it was, with
//! one `compile_error!` for each, so that no second error follows the first.

pub(crate) mod cause;
pub(crate) mod own_value;
mod words;

use proc_macro2::{Punct, Spacing, Span, TokenStream};
use quote::ToTokens;

use crate::expand::errors::cause::Cause;

/// Why something is not split, and where.
pub(crate) struct Refusal {
    pub(crate) cause: Box<Cause>,
    /// The tokens that are wrong.
    at: TokenStream,
}

impl Refusal {
    pub(crate) fn new(at: &dyn ToTokens, cause: Cause) -> Self {
        let at = at.to_token_stream();
        let cause = Box::new(cause);
        Refusal { cause, at }
    }

    pub(crate) fn at_span(at: Span, cause: Cause) -> Self {
        let mut token = Punct::new('?', Spacing::Alone);
        token.set_span(at);
        Refusal::new(&token, cause)
    }

    /// The message starts with the product's name so that a user knows whom to ask.
    fn to_compile_error(&self) -> TokenStream {
        let message = format_args!("demono: {}", self.cause);
        syn::Error::new_spanned(&self.at, message).to_compile_error()
    }
}

/// Refusals found so far. Its consumer is [`Errors::beside`].
pub(crate) struct Errors(pub(crate) Vec<Refusal>);

impl Errors {
    pub(crate) fn new() -> Self {
        Errors(Vec::new())
    }

    pub(crate) fn refuse(&mut self, at: &dyn ToTokens, cause: Cause) {
        self.push(Refusal::new(at, cause));
    }

    pub(crate) fn push(&mut self, refusal: Refusal) {
        self.0.push(refusal);
    }

    pub(crate) fn count(&self) -> usize {
        self.0.len()
    }

    pub(crate) fn append(&mut self, other: Errors) {
        let mut other = other.0;
        self.0.append(&mut other);
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The item without the attribute, the errors beside it: callers of the
    /// function still resolve and the editor is not blind (tokio#4162).
    pub(crate) fn beside(self, item: &TokenStream) -> TokenStream {
        let mut tokens = item.clone();
        for refusal in &self.0 {
            tokens.extend(refusal.to_compile_error());
        }
        tokens
    }
}
