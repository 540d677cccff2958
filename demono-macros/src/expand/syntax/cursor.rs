//! Reading tokens: what a token is, and where something ends.
//!
//! In: a slice of tokens, or a parser's input. Out: positions in it, parts of it.

use proc_macro2::{Delimiter, Ident, Spacing, TokenTree};
use syn::parse::{Parse, ParseStream};
use syn::Token;

/// The token that stands `count` before the one at `at`.
pub(crate) fn back(tokens: &[TokenTree], at: usize, count: usize) -> Option<&TokenTree> {
    tokens.get(at.checked_sub(count)?)
}

/// Whether a token is this character.
pub(crate) fn is_punct(token: Option<&TokenTree>, character: char) -> bool {
    matches!(token, Some(TokenTree::Punct(punct)) if punct.as_char() == character)
}

/// Whether two tokens are a `::`.
pub(crate) fn is_double_colon(first: Option<&TokenTree>, second: Option<&TokenTree>) -> bool {
    let joint = matches!(first, Some(TokenTree::Punct(punct))
        if punct.as_char() == ':' && punct.spacing() == Spacing::Joint);
    joint && is_punct(second, ':')
}

/// Whether a word is among `words`.
pub(crate) fn is_one_of(word: &Ident, words: &[&str]) -> bool {
    for one in words {
        if word == one {
            return true;
        }
    }
    false
}

/// Where the first token is for which `is` holds.
pub(crate) fn position(tokens: &[TokenTree], is: &dyn Fn(&TokenTree) -> bool) -> Option<usize> {
    for (index, token) in tokens.iter().enumerate() {
        if is(token) {
            return Some(index);
        }
    }
    None
}

/// Where the first of these characters is.
pub(crate) fn position_of(tokens: &[TokenTree], character: char) -> Option<usize> {
    position(tokens, &|token| is_punct(Some(token), character))
}

/// The parts between these characters, as `split` of a slice gives them.
pub(crate) fn split_at_each(tokens: &[TokenTree], character: char) -> Vec<&[TokenTree]> {
    let mut parts = Vec::new();
    let mut rest = tokens;
    while let Some(end) = position_of(rest, character) {
        parts.push(&rest[..end]);
        rest = &rest[end + 1..];
    }
    parts.push(rest);
    parts
}

pub(crate) fn is_word(token: Option<&TokenTree>, word: &str) -> bool {
    matches!(token, Some(TokenTree::Ident(ident)) if ident == word)
}

pub(crate) fn is_brace(token: Option<&TokenTree>) -> bool {
    matches!(token, Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace)
}

/// Words after which an expression begins.
pub(crate) fn is_keyword(word: &Ident) -> bool {
    const KEYWORDS: [&str; 14] = [
        "as", "async", "break", "else", "if", "in", "let", "match", "move", "mut", "return",
        "static", "while", "yield",
    ];
    is_one_of(word, &KEYWORDS)
}

/// Where the generic arguments or the qualified path end that begin at `at`: `<` as
/// in `::<A, B>` or `<A as B<C, D>>::c`, not as in `a < b`.
pub(crate) fn angle_end(tokens: &[TokenTree], at: usize) -> Option<usize> {
    if !is_punct(tokens.get(at), '<') {
        return None;
    }
    let compares = match back(tokens, at, 1) {
        Some(TokenTree::Ident(word)) => !is_keyword(word),
        Some(TokenTree::Group(_) | TokenTree::Literal(_)) => true,
        Some(TokenTree::Punct(mark)) => {
            matches!(mark.as_char(), '?' | '<') || is_punct(tokens.get(at + 1), '<')
        }
        None => false,
    };
    if compares {
        return None;
    }
    generics_end(tokens, at)
}

/// Just past the `<..>` that begins at `at`.
pub(crate) fn generics_end(tokens: &[TokenTree], at: usize) -> Option<usize> {
    let mut depth = 0_usize;
    let mut index = at;
    while let Some(token) = tokens.get(index) {
        match token {
            TokenTree::Punct(mark) if mark.as_char() == '<' => depth += 1,
            TokenTree::Punct(mark) if mark.as_char() == '>' && !ends_arrow(tokens, index) => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return Some(index + 1);
                }
            }
            _ => {}
        }
        index += 1;
    }
    None
}

/// Whether the `>` at `at` is that of `->` or `=>`.
pub(crate) fn ends_arrow(tokens: &[TokenTree], at: usize) -> bool {
    matches!(back(tokens, at, 1), Some(TokenTree::Punct(mark))
        if mark.spacing() == Spacing::Joint && mark.as_char() == '-')
}

/// `()`
pub(crate) fn is_empty(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Group(group)
        if group.delimiter() == Delimiter::Parenthesis && group.stream().is_empty())
}

/// Just past the item that starts at `at`: it ends with a semicolon, or the block of a
/// function or of a macro. `const A: T = { .. };` and `-> [u8; { N }]` have blocks before
/// that.
pub(crate) fn item_end(tokens: &[TokenTree], at: usize) -> usize {
    let mut depth = 0_usize;
    let mut assigned = false;
    let mut index = at;
    while let Some(token) = tokens.get(index) {
        index += 1;
        match token {
            TokenTree::Punct(mark) => match mark.as_char() {
                ';' => return index,
                '<' => depth += 1,
                '>' if !is_punct(back(tokens, index, 2), '-') => depth = depth.saturating_sub(1),
                '=' if depth == 0 => assigned = true,
                _ => {}
            },
            token if is_brace(Some(token)) && depth == 0 && !assigned => return index,
            _ => {}
        }
    }
    index
}

/// What commas separate. With syn's own list much more would be built than is needed.
pub(crate) fn list_of<T: Parse>(input: ParseStream<'_>) -> syn::Result<Vec<T>> {
    let mut all = Vec::new();
    while !input.is_empty() {
        all.push(input.parse()?);
        if !input.is_empty() {
            input.parse::<Token![,]>()?;
        }
    }
    Ok(all)
}
