//! In: the tokens of a macro call, a `macro_rules!` or an attribute, which syn leaves
//! unparsed. Out: what in them looks like a path.

use proc_macro2::{TokenStream, TokenTree};
use syn::{Lit, LitStr};

use crate::tree::{NamedPath, Start};

/// The macros whose tokens are code of another crate.
const QUOTES: [&str; 4] = [
    "parse_quote",
    "parse_quote_spanned",
    "quote",
    "quote_spanned",
];

/// Whether the tokens of this macro are not code of the crate that calls it.
pub(crate) fn is_quote(path: &syn::Path) -> bool {
    let last = path.segments.last();
    last.is_some_and(|last| QUOTES.iter().any(|quote| last.ident == quote))
}

/// The paths in `tokens`: names with `::` between them, and single names that are no
/// field, method, lifetime or `macro_rules!` variable. `$crate` is `crate`.
pub(crate) fn paths(tokens: TokenStream) -> Vec<NamedPath> {
    let mut found = Vec::new();
    scan(&tokens.into_iter().collect::<Vec<_>>(), &mut found);
    found
}

/// The strings in `tokens`.
pub(crate) fn strings(tokens: TokenStream) -> Vec<LitStr> {
    let mut found = Vec::new();
    for token in tokens {
        match token {
            TokenTree::Group(group) => found.extend(strings(group.stream())),
            TokenTree::Literal(literal) => {
                if let Lit::Str(string) = Lit::new(literal) {
                    found.push(string);
                }
            }
            TokenTree::Ident(_) | TokenTree::Punct(_) => {}
        }
    }
    found
}

fn scan(tokens: &[TokenTree], found: &mut Vec<NamedPath>) {
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        match token {
            TokenTree::Group(group) => {
                scan(&group.stream().into_iter().collect::<Vec<_>>(), found);
                at += 1;
            }
            TokenTree::Ident(_) => {
                let names = names(&tokens[at..]);
                // Each name but the first has two colons before it.
                let length = 3 * names.len() - 2;
                if let Some(start) = start(&tokens[..at], &names[0]) {
                    let line = token.span().start().line;
                    found.push(NamedPath { start, names, line });
                }
                at += length;
            }
            TokenTree::Punct(_) | TokenTree::Literal(_) => at += 1,
        }
    }
}

/// The names of the path that starts here.
fn names(tokens: &[TokenTree]) -> Vec<String> {
    let mut names = Vec::new();
    let mut rest = tokens;
    while let [TokenTree::Ident(ident), after @ ..] = rest {
        names.push(ident.to_string().trim_start_matches("r#").to_owned());
        match after {
            [TokenTree::Punct(one), TokenTree::Punct(two), next @ ..]
                if one.as_char() == ':' && two.as_char() == ':' =>
            {
                rest = next;
            }
            _ => break,
        }
    }
    names
}

/// Where a path after these tokens starts; `None` if it is no path.
fn start(before: &[TokenTree], first: &str) -> Option<Start> {
    let character = |back: usize| match before.iter().rev().nth(back) {
        Some(TokenTree::Punct(punct)) => Some(punct.as_char()),
        _ => None,
    };
    match (character(1), character(0)) {
        (Some(':'), Some(':')) => Some(Start::Crates),
        (Some('.'), Some('.')) => Some(Start::Scope),
        (_, Some('.' | '\'')) => None,
        (_, Some('$')) if first != "crate" => None,
        _ => Some(Start::Scope),
    }
}
