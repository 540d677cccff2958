//! The error of a `TryInto` that the shim maps, and what the body does with it.
//!
//! In: what follows `x.try_into()`. Out: whether that looks at the error, which in the inner
//! is another one. `?` and `Err(error.into())` only hand it on.

use proc_macro2::{Delimiter, Ident, TokenStream, TokenTree};

use crate::expand::body::list::{Frame, List, ListKind};
use crate::expand::body::pattern::sole_name;
use crate::expand::body::scope::Binding;
use crate::expand::syntax::cursor::{is_brace, is_empty, is_one_of, is_punct, is_word};

/// Methods of a `Result` after which no error is left.
const WITHOUT: [&str; 9] = [
    "into_iter",
    "is_err",
    "is_ok",
    "is_ok_and",
    "iter",
    "map_or",
    "ok",
    "unwrap_or",
    "unwrap_or_default",
];

/// Methods of a `Result` that leave the error as it is.
const WITH: [&str; 4] = ["and", "and_then", "copied", "map"];

impl List<'_, '_, '_> {
    /// Records a look at the error of a conversion that ends before `at`.
    pub(super) fn mapped_error(&mut self, binding: Binding, name: &Ident, at: usize) {
        let Some(param) = binding.param() else {
            return;
        };
        // Where `.map_err(Into::into)` was a part of the conversion, nothing is left to map.
        let done = at > 3 && matches!(self.call(at - 3), Some((method, _)) if method == "map_err");
        if !done && self.walker.is_mapped(param) && self.shows_error(at) {
            let first = &mut self.walker.uses[param].mapped;
            if first.is_none() {
                *first = Some(name.clone());
            }
        }
    }

    fn shows_error(&self, mut at: usize) -> bool {
        while let Some((method, _)) = self.call(at) {
            if is_one_of(method, &WITHOUT) {
                return false;
            }
            if !is_one_of(method, &WITH) {
                return true;
            }
            at += 3;
        }
        let next = self.get(at);
        if next.is_none() || is_punct(next, ',') {
            // Handed to a function or a macro, whatever that does.
            let ends = matches!(self.context.kind, ListKind::Block | ListKind::Arms(_));
            return !ends || self.walker.in_macro;
        }
        match next {
            Some(TokenTree::Group(block)) if is_brace(next) => match self.frames.last() {
                Some(Frame::Scrutinee { .. }) => arms_show(block.stream()),
                Some(Frame::Let(of_let)) if of_let.conditional => {
                    let error = error_name(of_let.pattern);
                    error.is_some_and(|error| is_shown(block.stream(), error))
                }
                _ => false,
            },
            _ => false,
        }
    }
}

/// `error` of `Err(error)`.
fn error_name(pattern: &[TokenTree]) -> Option<Ident> {
    match pattern {
        [TokenTree::Ident(word), TokenTree::Group(group), ..]
            if word == "Err" && group.delimiter() == Delimiter::Parenthesis =>
        {
            let inside: Vec<TokenTree> = group.stream().into_iter().collect();
            sole_name(&inside).cloned()
        }
        _ => None,
    }
}

/// Whether the arm of `Err(error)` looks at it.
fn arms_show(arms: TokenStream) -> bool {
    let tokens: Vec<TokenTree> = arms.clone().into_iter().collect();
    for at in 0..tokens.len() {
        let arrow = is_punct(tokens.get(at + 2), '=') && is_punct(tokens.get(at + 3), '>');
        if !arrow && !is_word(tokens.get(at + 2), "if") {
            continue;
        }
        if let Some(error) = error_name(&tokens[at..]) {
            if is_shown(arms.clone(), error) {
                return true;
            }
        }
    }
    false
}

/// Whether `error` is used otherwise than in `Err(error.into())`, `Err(error)?` and a
/// pattern.
fn is_shown(tokens: TokenStream, error: Ident) -> bool {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    for (at, token) in tokens.iter().enumerate() {
        let shown = match token {
            TokenTree::Ident(word) => *word == error,
            TokenTree::Group(group) => {
                let of_err = at > 0 && is_word(tokens.get(at - 1), "Err");
                let inside: Vec<TokenTree> = group.stream().into_iter().collect();
                !(of_err && is_handed_on(&inside, &error, &tokens[at + 1..]))
                    && is_shown(group.stream(), error.clone())
            }
            _ => false,
        };
        if shown {
            return true;
        }
    }
    false
}

/// `Err(error.into())`, `Err(Error::from(error))`, `Err(error)?`, `Err(error) =>`
fn is_handed_on(inside: &[TokenTree], error: &Ident, after: &[TokenTree]) -> bool {
    match inside {
        [TokenTree::Ident(name)] if name == error => {
            let arrow = is_punct(after.first(), '=');
            arrow || is_punct(after.first(), '?') || is_word(after.first(), "if")
        }
        [TokenTree::Ident(name), dot, TokenTree::Ident(method), arguments] => {
            name == error && is_punct(Some(dot), '.') && method == "into" && is_empty(arguments)
        }
        [.., TokenTree::Ident(function), TokenTree::Group(argument)] => {
            let argument: Vec<TokenTree> = argument.stream().into_iter().collect();
            is_one_of(function, &["from", "into"])
                && matches!(&argument[..], [TokenTree::Ident(name)] if name == error)
        }
        _ => false,
    }
}
