//! Whether a name that looks like a generic is something else.
//!
//! In: tokens of a body, and a name such as `E`. Out: whether they declare it, build or
//! match it, or take a variant of it: all that no generic allows.

use proc_macro2::{Delimiter, Ident, TokenStream, TokenTree};

use crate::expand::syntax::cursor::{
    angle_end, back, is_brace, is_double_colon, is_one_of, is_punct, is_word,
};

/// Associated types that a generic often has.
const ASSOCIATED: [&str; 12] = [
    "Err", "Error", "Id", "Input", "IntoIter", "Item", "Key", "Output", "Owned", "Target", "Type",
    "Value",
];

/// Words after which a name is declared.
const DECLARE: [&str; 11] = [
    "as", "const", "enum", "let", "mod", "static", "struct", "trait", "type", "union", "use",
];

pub(crate) fn is_concrete(tokens: TokenStream, name: &Ident) -> bool {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    for (at, token) in tokens.iter().enumerate() {
        let found = match token {
            TokenTree::Group(group) => is_concrete(group.stream(), name),
            TokenTree::Ident(word) if word == name => shows_it(&tokens, at),
            TokenTree::Ident(word) if word == "fn" || word == "impl" => declares(&tokens, at, name),
            _ => false,
        };
        if found {
            return true;
        }
    }
    false
}

/// `fn g<E>()`, `impl<E>`
fn declares(tokens: &[TokenTree], at: usize, name: &Ident) -> bool {
    let start = at + if is_word(tokens.get(at), "fn") { 2 } else { 1 };
    if !is_punct(tokens.get(start), '<') {
        return false;
    }
    let end = angle_end(&tokens[start..], 0).map_or(tokens.len(), |end| start + end);
    for at in start + 1..end {
        let begins = is_punct(tokens.get(at - 1), '<') || is_punct(tokens.get(at - 1), ',');
        let constant = is_word(tokens.get(at - 1), "const");
        if is_word(tokens.get(at), &name.to_string()) && (begins || constant) {
            return true;
        }
    }
    false
}

fn shows_it(tokens: &[TokenTree], at: usize) -> bool {
    let before = |count| back(tokens, at, count);
    // `x::E` is something else, unless it is imported; `x as E` is a cast.
    let segment = is_double_colon(before(2), before(1));
    let imported = is_punct(tokens.get(at + 1), ';') && begins_with_use(&tokens[..at]);
    if segment || is_punct(before(1), '.') {
        return imported;
    }
    if let Some(TokenTree::Ident(word)) = before(1) {
        let renamed = word == "as" && begins_with_use(&tokens[..at]);
        if renamed || word != "as" && is_one_of(word, &DECLARE) {
            return true;
        }
    }
    match (tokens.get(at + 1), tokens.get(at + 2)) {
        (Some(TokenTree::Group(group)), _) => match group.delimiter() {
            Delimiter::Parenthesis => true,
            Delimiter::Brace => has_fields(group.stream()),
            _ => false,
        },
        (next, after) if is_punct(next, '=') && is_punct(after, '>') => true,
        (next, after) if is_double_colon(next, after) => {
            let TokenTree::Ident(variant) = &tokens[(at + 3).min(tokens.len() - 1)] else {
                return false;
            };
            is_variant(variant, tokens.get(at + 4)) && !is_typed(before(1), before(2))
        }
        _ => false,
    }
}

/// `NotFound` of `E::NotFound`; not `MAX`, `new`, `Item`.
fn is_variant(name: &Ident, next: Option<&TokenTree>) -> bool {
    let text = name.to_string();
    let mut chars = text.chars();
    let camel = chars.next().is_some_and(char::is_uppercase);
    let short = text.len() == 1 || chars.any(char::is_lowercase);
    let built = is_brace(next) || matches!(next, Some(TokenTree::Group(_)));
    camel && short && (built || !is_one_of(name, &ASSOCIATED))
}

/// Whether a type stands after these two.
fn is_typed(before: Option<&TokenTree>, more: Option<&TokenTree>) -> bool {
    match before {
        Some(TokenTree::Punct(mark)) => match mark.as_char() {
            '<' | '&' | ':' => true,
            '>' => is_punct(more, '-'),
            _ => false,
        },
        Some(TokenTree::Ident(word)) => word == "as",
        _ => false,
    }
}

/// Whether the statement that these tokens end in began with `use`.
fn begins_with_use(tokens: &[TokenTree]) -> bool {
    let mut at = tokens.len();
    while at > 0 && !is_punct(tokens.get(at - 1), ';') {
        at -= 1;
        if is_word(tokens.get(at), "use") {
            return true;
        }
    }
    false
}

/// `{ a: 1 }`, `{ a, .. }`
fn has_fields(inside: TokenStream) -> bool {
    let tokens: Vec<TokenTree> = inside.into_iter().collect();
    let field = matches!(tokens.first(), Some(TokenTree::Ident(_)))
        && (is_punct(tokens.get(1), ':') && !is_punct(tokens.get(2), ':')
            || is_punct(tokens.get(1), ','));
    field || is_punct(tokens.first(), '.')
}
