//! Which names a pattern binds, read from its tokens.
//!
//! In: a pattern, with the type that may follow it. Out: its names, each with the `#[cfg]`
//! on it; its one name, if it is one.

use proc_macro2::{Delimiter, Group, Ident, TokenStream, TokenTree};

use crate::expand::syntax::cursor::{back, generics_end, is_double_colon, is_punct};
use crate::expand::syntax::skip::outside_angles;

/// Hands every name that the pattern binds to `take`, with the `#[cfg(..)]` before it. `cfg`
/// is what holds for the whole pattern.
pub(super) fn each_binding(
    pattern: &[TokenTree],
    cfg: Option<&TokenStream>,
    take: &mut dyn FnMut(&Ident, Option<&TokenStream>),
) {
    let mut own: Option<TokenStream> = None;
    let mut at = 0;
    while let Some(token) = pattern.get(at) {
        let next = pattern.get(at + 1);
        let condition = own.as_ref().or(cfg);
        match token {
            TokenTree::Group(group) => {
                let inside: Vec<TokenTree> = group.stream().into_iter().collect();
                each_binding(&inside, condition, take);
            }
            TokenTree::Punct(mark) => match (mark.as_char(), next) {
                ('#', Some(TokenTree::Group(attribute))) => {
                    if let Some(found) = cfg_of(attribute) {
                        own = Some(both(cfg, found));
                    }
                    at += 1;
                }
                (',', _) => own = None,
                // `<T as A>::B`
                ('<', _) => at = generics_end(pattern, at).unwrap_or(at + 1) - 1,
                // `::B`: the name is a segment, as the one before it was.
                (':', _) if is_double_colon(Some(token), next) => {
                    at = segment_end(pattern, at + 2) - 1;
                }
                // `A..=B`: no name is bound by a range.
                ('.', Some(TokenTree::Ident(_))) => at += 1,
                ('=', Some(TokenTree::Ident(_))) if is_punct(back(pattern, at, 1), '.') => at += 1,
                _ => {}
            },
            TokenTree::Ident(name) => {
                let called = matches!(next, Some(TokenTree::Group(group))
                    if group.delimiter() != Delimiter::None);
                let colon = is_punct(next, ':');
                let path = is_double_colon(next, pattern.get(at + 2));
                let range = is_punct(next, '.') && is_punct(pattern.get(at + 2), '.');
                if called && name == "const" {
                    // `const { .. }`
                    at += 1;
                } else if is_punct(next, '!') && !is_punct(pattern.get(at + 2), '=') {
                    // What a macro in a pattern is given, it may bind.
                    at += 1;
                } else if !called && !colon && !path && !range && !is_word_of_patterns(name) {
                    take(name, condition);
                }
            }
            TokenTree::Literal(_) => {}
        }
        at += 1;
    }
}

/// Just past a segment of a path, with its arguments.
fn segment_end(pattern: &[TokenTree], at: usize) -> usize {
    if is_punct(pattern.get(at), '<') {
        return generics_end(pattern, at).unwrap_or(at + 1);
    }
    at + 1
}

fn is_word_of_patterns(name: &Ident) -> bool {
    let name = name.to_string();
    matches!(
        name.as_str(),
        "ref" | "mut" | "box" | "_" | "true" | "false" | "const"
    )
}

/// What stands in `[cfg(..)]`.
pub(super) fn cfg_of(attribute: &Group) -> Option<TokenStream> {
    let tokens: Vec<TokenTree> = attribute.stream().into_iter().collect();
    match tokens.as_slice() {
        [TokenTree::Ident(word), TokenTree::Group(condition)] if word == "cfg" => {
            Some(condition.stream())
        }
        _ => None,
    }
}

/// `all(one, other)`
pub(super) fn both(one: Option<&TokenStream>, other: TokenStream) -> TokenStream {
    match one {
        Some(one) => quote::quote!(all(#one, #other)),
        None => other,
    }
}

/// The patterns of a closure's parameters, each with its type.
pub(super) fn parameters(tokens: &[TokenTree]) -> Vec<&[TokenTree]> {
    let mut parts = Vec::new();
    let mut rest = tokens;
    let comma = |tokens: &[TokenTree], at: usize| is_punct(tokens.get(at), ',');
    while let Some(end) = outside_angles(rest, &comma) {
        parts.push(&rest[..end]);
        rest = &rest[end + 1..];
    }
    if !rest.is_empty() {
        parts.push(rest);
    }
    parts
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

/// `x` of `Some(x)`, and whether it is `ref x`.
pub(super) fn inside_some(pattern: &[TokenTree]) -> Option<(Ident, bool)> {
    inside(pattern, "Some")
}

/// `x` of `Name(x)`, and whether it is `ref x`.
pub(super) fn inside(pattern: &[TokenTree], name: &str) -> Option<(Ident, bool)> {
    let [TokenTree::Ident(variant), TokenTree::Group(group)] = without_type(pattern) else {
        return None;
    };
    if variant != name || group.delimiter() != Delimiter::Parenthesis {
        return None;
    }
    let inside: Vec<TokenTree> = group.stream().into_iter().collect();
    match inside.as_slice() {
        [TokenTree::Ident(word), TokenTree::Ident(name)] if word == "ref" => {
            Some((name.clone(), true))
        }
        inside => Some((sole_name(inside)?.clone(), false)),
    }
}
