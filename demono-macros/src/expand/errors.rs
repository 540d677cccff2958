//! The collector of refusals: all are reported together, each at its token.
//!
//! In: errors as the stages find them. Out: the user's item, as it was, with
//! one `compile_error!` for each, so that no second error follows the first.

use proc_macro2::TokenStream;
use quote::ToTokens;

/// Errors found so far. Its consumer is [`Errors::beside`].
pub(crate) struct Errors(pub(crate) Vec<syn::Error>);

impl Errors {
    pub(crate) fn new() -> Self {
        Errors(Vec::new())
    }

    /// Adds a refusal at `tokens`. The message starts with the product's name so
    /// that a user knows whom to ask.
    pub(crate) fn refuse(&mut self, tokens: impl ToTokens, message: impl std::fmt::Display) {
        self.push(error(tokens, message));
    }

    pub(crate) fn push(&mut self, error: syn::Error) {
        self.0.push(error);
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
        for error in &self.0 {
            tokens.extend(error.to_compile_error());
        }
        tokens
    }
}

/// A refusal that is not collected yet.
pub(crate) fn error(tokens: impl ToTokens, message: impl std::fmt::Display) -> syn::Error {
    spanned(&tokens, &message)
}

/// Once, and not for every type of token and message.
fn spanned(tokens: &dyn ToTokens, message: &dyn std::fmt::Display) -> syn::Error {
    syn::Error::new_spanned(tokens, format_args!("demono: {message}"))
}
