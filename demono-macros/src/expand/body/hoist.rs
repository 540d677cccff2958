//! What the body asks of a generic's type and of nothing else: its size, its name, its
//! `TypeId`. The shim can answer that, and then the inner needs no such generic.
//!
//! ```text
//! Input:  self.values.contains_key(&TypeId::of::<T>())
//! Output: self.values.contains_key(&__demono_of0)
//! ```
//!
//! In: the tokens of the body, the generics. Out: the same, rewritten; what the shim has to
//! pass. Only functions of std are hoisted, that return the same at any time.

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};
use quote::quote_spanned;

use crate::expand::body::held::formats;
use crate::expand::syntax::build::{new_ident, stream};
use crate::expand::syntax::cursor::{
    angle_end, back, is_brace, is_double_colon, is_empty, is_one_of, is_punct, is_word,
};
use crate::expand::syntax::mentions::{first, has_any};
use crate::expand::syntax::skip::item_at;

/// An argument of the inner.
pub(crate) struct Hoisted {
    pub(crate) name: Ident,
    pub(crate) ty: TokenStream,
    pub(crate) value: TokenStream,
}

/// The body, and what is hoisted out of it.
pub(crate) fn hoist(body: &TokenStream, generics: &[&Ident]) -> (TokenStream, Vec<Hoisted>) {
    let mut hoisted = Vec::new();
    // An import in the body may be what the functions are called by.
    if generics.is_empty() || !has_any(body, &ASKING) || has_any(body, &["use"]) {
        return (body.clone(), hoisted);
    }
    let body = rewritten(body.clone(), generics, &mut hoisted);
    (body, hoisted)
}

const ASKING: [&str; 5] = ["TypeId", "align_of", "needs_drop", "size_of", "type_name"];

fn rewritten(tokens: TokenStream, generics: &[&Ident], hoisted: &mut Vec<Hoisted>) -> TokenStream {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut output: Vec<TokenTree> = Vec::with_capacity(tokens.len());
    let mut at = 0;
    while at < tokens.len() {
        if let Some((end, ty)) = asked(&tokens, at, generics) {
            let value = stream(&tokens[at..end]);
            let name = argument(value, ty, tokens[at].span(), hoisted);
            output.push(TokenTree::Ident(name));
            at = end;
            continue;
        }
        let item = item_at(&tokens, at).map(|item| item.end);
        // `const { .. }`
        let constant = is_word(tokens.get(at), "const") && is_brace(tokens.get(at + 1));
        let end = match &tokens[at] {
            _ if constant => at + 2,
            TokenTree::Ident(_) if item.is_some() => item.unwrap_or(at + 1),
            // A macro may show what it gets.
            TokenTree::Ident(word)
                if is_punct(tokens.get(at + 1), '!') && !formats(&word.to_string()) =>
            {
                match tokens.get(at + 2) {
                    Some(TokenTree::Group(_)) => at + 3,
                    _ => at + 1,
                }
            }
            TokenTree::Group(group) => {
                let inside = rewritten(group.stream(), generics, hoisted);
                let mut rebuilt = Group::new(group.delimiter(), inside);
                rebuilt.set_span(group.span());
                output.push(TokenTree::Group(rebuilt));
                at += 1;
                continue;
            }
            _ => at + 1,
        };
        output.extend_from_slice(&tokens[at..end.max(at + 1)]);
        at = end.max(at + 1);
    }
    output.into_iter().collect()
}

/// The argument for a value: one for each.
fn argument(value: TokenStream, ty: TokenStream, at: Span, hoisted: &mut Vec<Hoisted>) -> Ident {
    let text = value.to_string();
    let mut known = hoisted.iter();
    let span = at.resolved_at(Span::mixed_site());
    if let Some(known) = known.find(|known| known.value.to_string() == text) {
        let mut name = known.name.clone();
        name.set_span(span);
        return name;
    }
    let name = new_ident(format_args!("__demono_of{}", hoisted.len()), span);
    hoisted.push(Hoisted {
        name: name.clone(),
        ty,
        value,
    });
    name
}

/// Where a call such as `std::mem::size_of::<T>()` ends that begins at `start`, and its type.
fn asked(tokens: &[TokenTree], start: usize, generics: &[&Ident]) -> Option<(usize, TokenStream)> {
    let before = back(tokens, start, 1);
    let member = is_punct(before, '.') && !is_punct(back(tokens, start, 2), '.');
    if member || is_double_colon(back(tokens, start, 2), before) {
        return None;
    }
    let mut at = start;
    if is_double_colon(tokens.get(at), tokens.get(at + 1)) {
        at += 2;
    }
    let mut path: Vec<&Ident> = Vec::new();
    while let TokenTree::Ident(segment) = tokens.get(at)? {
        path.push(segment);
        if !is_double_colon(tokens.get(at + 1), tokens.get(at + 2)) {
            return None;
        }
        at += 3;
    }
    let end = angle_end(tokens, at)?;
    let call = tokens.get(end)?;
    let is_call = matches!(call, TokenTree::Group(group)
        if group.delimiter() == Delimiter::Parenthesis);
    let mut generic = false;
    let arguments = stream(&tokens[at..end]);
    for &name in generics {
        generic |= first(&arguments, name).is_some();
    }
    let ty = answer(&path, tokens[start].span())?;
    (is_call && is_empty(call) && generic).then_some((end + 1, ty))
}

/// The type of what a function of std returns, if it is one of these.
fn answer(path: &[&Ident], at: Span) -> Option<TokenStream> {
    let span = at.resolved_at(Span::mixed_site());
    let (folder, rest, ty) = match path {
        [rest @ .., of_type, of] if *of_type == "TypeId" && *of == "of" => {
            ("any", rest, quote_spanned!(span=> ::core::any::TypeId))
        }
        [rest @ .., name] if *name == "type_name" => (
            "any",
            rest,
            quote_spanned!(span=> ::demono::__private::Name),
        ),
        [rest @ .., name] if *name == "needs_drop" => {
            ("mem", rest, quote_spanned!(span=> ::core::primitive::bool))
        }
        [rest @ .., name] if is_one_of(name, &["align_of", "size_of"]) => {
            ("mem", rest, quote_spanned!(span=> ::core::primitive::usize))
        }
        _ => return None,
    };
    let of_std = match rest {
        [] => true,
        [module] => *module == folder,
        [root, module] => is_one_of(root, &["std", "core"]) && *module == folder,
        _ => false,
    };
    of_std.then_some(ty)
}
