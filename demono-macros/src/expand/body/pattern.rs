//! Which names a pattern binds, read from its tokens.

use proc_macro2::{Delimiter, Ident, TokenTree};

use crate::expand::syntax::cursor::{is_double_colon, is_punct};

/// Hands every name that the pattern binds to `take`. A type after `:` is none.
pub(super) fn each_binding(pattern: &[TokenTree], take: &mut dyn FnMut(&Ident)) {
    let mut at = 0;
    while at < pattern.len() {
        match &pattern[at] {
            TokenTree::Group(group) => {
                let inside: Vec<TokenTree> = group.stream().into_iter().collect();
                each_binding(&inside, take);
            }
            TokenTree::Ident(name) => {
                let next = pattern.get(at + 1);
                let called = matches!(next, Some(TokenTree::Group(group))
                    if group.delimiter() != Delimiter::None);
                let field = is_punct(next, ':') && !is_double_colon(next, pattern.get(at + 2));
                let path = is_double_colon(next, pattern.get(at + 2))
                    || at > 1 && is_double_colon(pattern.get(at - 2), pattern.get(at - 1));
                if !called && !field && !path {
                    take(name);
                }
            }
            TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
        at += 1;
    }
}

/// The pattern without the type that may follow it: `x` of `x: &str`.
pub(super) fn without_type(pattern: &[TokenTree]) -> &[TokenTree] {
    let mut at = 0;
    while at < pattern.len() {
        let next = pattern.get(at + 1);
        if is_double_colon(pattern.get(at), next) {
            at += 2;
            continue;
        }
        if is_punct(pattern.get(at), ':') {
            return &pattern[..at];
        }
        at += 1;
    }
    pattern
}

/// `x`, `mut x`: a name and nothing else.
pub(super) fn sole_name(pattern: &[TokenTree]) -> Option<&Ident> {
    match without_type(pattern) {
        [TokenTree::Ident(name)] => Some(name),
        [TokenTree::Ident(word), TokenTree::Ident(name)] if word == "mut" => Some(name),
        _ => None,
    }
}

/// `x` of `Some(x)`.
pub(super) fn inside_some(pattern: &[TokenTree]) -> Option<Ident> {
    let [TokenTree::Ident(some), TokenTree::Group(group)] = without_type(pattern) else {
        return None;
    };
    if some != "Some" || group.delimiter() != Delimiter::Parenthesis {
        return None;
    }
    let inside: Vec<TokenTree> = group.stream().into_iter().collect();
    sole_name(&inside).cloned()
}
