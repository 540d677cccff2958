//! Which of several conversions by one trait the body uses: what is written tells.
//!
//! ```text
//! fn f(p: impl AsRef<str> + AsRef<[u8]>) { let bytes: &[u8] = p.as_ref(); .. }
//! ```
//!
//! In: the body, the parameter, the conversions. Out: the one that each use names, or nothing.

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::ToTokens;

use crate::expand::crossing::bounds::Candidate;
use crate::expand::syntax::build::stream;
use crate::expand::syntax::cursor::{back, is_empty, is_punct, is_word};
use crate::expand::syntax::mentions::first;

/// The target that all uses of the conversion name.
pub(super) struct Annotated<'a, 'b> {
    name: &'a Ident,
    candidates: &'a [&'a Candidate<'b>],
    found: Option<usize>,
    /// A use says nothing, or something else than another.
    open: bool,
}

pub(super) fn annotated(
    body: &TokenStream,
    name: &Ident,
    candidates: &[&Candidate<'_>],
) -> Option<usize> {
    let mut annotated = Annotated {
        name,
        candidates,
        found: None,
        open: false,
    };
    annotated.read(body.clone());
    annotated.found.filter(|_| !annotated.open)
}

impl Annotated<'_, '_> {
    fn read(&mut self, tokens: TokenStream) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        for (at, token) in tokens.iter().enumerate() {
            match token {
                TokenTree::Group(group) => {
                    let argument = group.stream();
                    let is_method = back(&tokens, at, 1).is_some_and(|token| self.is_method(token))
                        && is_punct(back(&tokens, at, 2), ':');
                    if is_method && first(&argument, self.name).is_some() {
                        self.take(of_path(&tokens[..at]));
                    } else {
                        self.read(argument);
                    }
                }
                TokenTree::Ident(word) if word == self.name => {
                    let called = is_punct(tokens.get(at + 1), '.')
                        && tokens
                            .get(at + 2)
                            .is_some_and(|token| self.is_method(token))
                        && tokens.get(at + 3).is_some_and(is_empty);
                    if called && is_punct(tokens.get(at + 4), ';') {
                        self.take(of_let(&tokens[..at]));
                    } else if called {
                        self.open = true;
                    }
                }
                _ => {}
            }
        }
    }

    fn is_method(&self, token: &TokenTree) -> bool {
        let method = self
            .candidates
            .first()
            .and_then(|candidate| candidate.by.method());
        method.is_some_and(|method| is_word(Some(token), method))
    }

    fn take(&mut self, ty: Option<TokenStream>) {
        let ty = ty.map(|ty| ty.to_string());
        let mut chosen = None;
        for (index, candidate) in self.candidates.iter().enumerate() {
            if ty.is_some() && ty == Some(candidate.target.to_token_stream().to_string()) {
                chosen = Some(index);
            }
        }
        self.open |= chosen.is_none() || self.found.is_some() && self.found != chosen;
        self.found = chosen;
    }
}

/// `[u8]` of `let bytes: &[u8] =`
fn of_let(tokens: &[TokenTree]) -> Option<TokenStream> {
    let [before @ .., equals] = tokens else {
        return None;
    };
    if !is_punct(Some(equals), '=') {
        return None;
    }
    let mut start = before.len();
    while start > 0 && !is_punct(before.get(start - 1), ':') {
        start -= 1;
        if is_punct(before.get(start), ';') {
            return None;
        }
    }
    let mut ty = &before[start..];
    while is_punct(ty.first(), '&') || is_word(ty.first(), "mut") {
        ty = &ty[1..];
    }
    (start > 0).then(|| stream(ty))
}

/// `[u8]` of `AsRef::<[u8]>::as_ref` and `<P as AsRef<[u8]>>::as_ref`
fn of_path(tokens: &[TokenTree]) -> Option<TokenStream> {
    let mut end = tokens.len().checked_sub(3)?;
    while end > 0 && is_punct(tokens.get(end - 1), '>') {
        end -= 1;
    }
    let mut start = end;
    while start > 0 && !is_punct(tokens.get(start - 1), '<') {
        start -= 1;
    }
    (start > 0).then(|| stream(&tokens[start..end]))
}
