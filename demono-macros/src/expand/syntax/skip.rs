//! Where a type and an item end.
//!
//! In: a slice of tokens, and where such a thing begins. Out: the place after it. Whether it
//! begins there is for the caller to know: `<` opens arguments where an operand is expected,
//! and compares after one.

use proc_macro2::{Delimiter, Ident, TokenTree};

use crate::expand::syntax::cursor::{
    ends_arrow, generics_end, is_brace, is_double_colon, is_punct, is_word,
};

/// Whether one of these marks stands at `at`, outside of angle brackets; and where the first
/// such place is.
pub(crate) fn outside_angles(
    tokens: &[TokenTree],
    is: &dyn Fn(&[TokenTree], usize) -> bool,
) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, token) in tokens.iter().enumerate() {
        if depth == 0 && is(tokens, at) {
            return Some(at);
        }
        match token {
            TokenTree::Punct(mark) if mark.as_char() == '<' => depth += 1,
            TokenTree::Punct(mark) if mark.as_char() == '>' && !ends_arrow(tokens, at) => {
                depth = depth.saturating_sub(1);
            }
            _ => {}
        }
    }
    None
}

/// Just past the type after `as`, which has no `+`.
pub(crate) fn type_end(tokens: &[TokenTree], at: usize) -> usize {
    let mut at = at;
    loop {
        match tokens.get(at) {
            Some(TokenTree::Punct(mark)) => match mark.as_char() {
                '&' | '*' => at += 1,
                // A lifetime.
                '\'' => at += 2,
                '<' => {
                    let end = generics_end(tokens, at).unwrap_or(at + 1);
                    return path_end(tokens, end);
                }
                ':' if is_double_colon(tokens.get(at), tokens.get(at + 1)) => {
                    return path_end(tokens, at);
                }
                '!' => return at + 1,
                '$' => at += 1,
                _ => return at,
            },
            Some(TokenTree::Ident(word)) => match word.to_string().as_str() {
                "const" | "mut" | "dyn" | "impl" | "unsafe" => at += 1,
                "extern" => {
                    at += 1;
                    if matches!(tokens.get(at), Some(TokenTree::Literal(_))) {
                        at += 1;
                    }
                }
                "for" => at = generics_end(tokens, at + 1).unwrap_or(at + 1),
                "fn" => return output_end(tokens, at + 2),
                _ => return path_end(tokens, at),
            },
            Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::None => {
                return path_end(tokens, at + 1);
            }
            Some(TokenTree::Group(_) | TokenTree::Literal(_)) => return at + 1,
            None => return at,
        }
    }
}

/// Just past `-> T`, where that stands at `at`.
fn output_end(tokens: &[TokenTree], at: usize) -> usize {
    if is_punct(tokens.get(at), '-') && is_punct(tokens.get(at + 1), '>') {
        return type_end(tokens, at + 2);
    }
    at
}

/// Just past the path of a type, or what is left of it: `::a::B<C>`, `Fn(A) -> B`, `m!(..)`.
fn path_end(tokens: &[TokenTree], at: usize) -> usize {
    let mut at = at;
    loop {
        if is_double_colon(tokens.get(at), tokens.get(at + 1)) {
            at += 2;
            if is_punct(tokens.get(at), '<') {
                at = generics_end(tokens, at).unwrap_or(at + 1);
                continue;
            }
        }
        match tokens.get(at) {
            Some(TokenTree::Ident(_)) => at += 1,
            _ => return at,
        }
        match tokens.get(at) {
            Some(mark) if is_punct(Some(mark), '<') => {
                at = generics_end(tokens, at).unwrap_or(at + 1);
            }
            Some(mark) if is_punct(Some(mark), '!') => return (at + 2).min(tokens.len()),
            Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Parenthesis => {
                return output_end(tokens, at + 1);
            }
            _ => {}
        }
        if !is_double_colon(tokens.get(at), tokens.get(at + 1)) {
            return at;
        }
    }
}

/// An item among statements.
pub(crate) struct Item<'t> {
    pub(crate) end: usize,
    /// What it declares that an expression can name.
    pub(crate) value: Option<&'t Ident>,
    /// What it declares that a type can name.
    pub(crate) ty: Option<&'t Ident>,
}

/// The item that begins at `at`, where a statement begins.
pub(crate) fn item_at(tokens: &[TokenTree], at: usize) -> Option<Item<'_>> {
    let mut at = at;
    if is_word(tokens.get(at), "pub") {
        at += 1;
        if matches!(tokens.get(at), Some(TokenTree::Group(_))) {
            at += 1;
        }
    }
    let mut item = Item {
        end: at,
        value: None,
        ty: None,
    };
    loop {
        let Some(TokenTree::Ident(word)) = tokens.get(at) else {
            return None;
        };
        let next = tokens.get(at + 1);
        let name = match next {
            Some(TokenTree::Ident(name)) => Some(name),
            _ => None,
        };
        match word.to_string().as_str() {
            "fn" => {
                item.value = Some(name?);
                item.end = block_end(tokens, at);
            }
            "struct" | "union" => {
                item.ty = Some(name?);
                item.end = block_end(tokens, at);
                if word == "union" && !is_brace(tokens.get(item.end - 1)) {
                    return None;
                }
                // `struct Unit;`, `struct Tuple(u8);`
                if is_punct(tokens.get(item.end - 1), ';') {
                    item.value = name;
                }
            }
            "enum" | "trait" => {
                item.ty = Some(name?);
                item.end = block_end(tokens, at);
            }
            "mod" => {
                name?;
                item.end = block_end(tokens, at);
            }
            "impl" => item.end = block_end(tokens, at),
            "type" => {
                item.ty = Some(name?);
                item.end = semicolon_end(tokens, at);
            }
            "use" => item.end = semicolon_end(tokens, at),
            "const" | "static" => {
                // `const fn`, not `const {`, `const |x|`.
                let word = name?.to_string();
                if matches!(word.as_str(), "fn" | "unsafe" | "async" | "extern") {
                    at += 1;
                    continue;
                }
                let skipped = usize::from(word == "mut");
                match tokens.get(at + 1 + skipped) {
                    Some(TokenTree::Ident(name)) if is_punct(tokens.get(at + 2 + skipped), ':') => {
                        item.value = Some(name);
                    }
                    _ => return None,
                }
                item.end = semicolon_end(tokens, at);
            }
            "unsafe" | "async" | "auto" | "default" | "safe" => {
                // Not `unsafe {`, `async move {`.
                let of_item = name.is_some_and(|name| {
                    let name = name.to_string();
                    let words = ["fn", "unsafe", "extern", "impl", "trait", "auto", "mod"];
                    words.contains(&name.as_str())
                });
                if !of_item {
                    return None;
                }
                at += 1;
                continue;
            }
            "extern" => match next {
                Some(TokenTree::Ident(word)) if word == "crate" => {
                    item.end = semicolon_end(tokens, at);
                }
                Some(TokenTree::Literal(_)) if is_brace(tokens.get(at + 2)) => item.end = at + 3,
                Some(TokenTree::Literal(_)) => {
                    at += 2;
                    continue;
                }
                token if is_brace(token) => item.end = at + 2,
                Some(TokenTree::Ident(_)) => {
                    at += 1;
                    continue;
                }
                _ => return None,
            },
            "macro" => {
                name?;
                item.end = block_end(tokens, at);
            }
            _ => return None,
        }
        return Some(item);
    }
}

/// Just past the first semicolon.
fn semicolon_end(tokens: &[TokenTree], at: usize) -> usize {
    let mut at = at;
    while at < tokens.len() && !is_punct(tokens.get(at), ';') {
        at += 1;
    }
    (at + 1).min(tokens.len())
}

/// Just past the block or semicolon of an item. `-> Foo<{ N }>` has a block before that.
fn block_end(tokens: &[TokenTree], at: usize) -> usize {
    let rest = &tokens[at..];
    let end = outside_angles(rest, &|tokens, at| {
        is_punct(tokens.get(at), ';') || is_brace(tokens.get(at))
    });
    end.map_or(tokens.len(), |end| at + end + 1)
}
