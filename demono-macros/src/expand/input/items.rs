//! The items of a block, by their tokens.
//!
//! In: what stands between the braces. Out: its items in order, each with its own
//! `#[demono(..)]` taken off.

use proc_macro2::{Delimiter, Group, Ident, TokenStream, TokenTree};

use crate::expand::syntax::build::stream;
use crate::expand::syntax::cursor::{is_brace, is_punct, is_word, item_end, position};
use crate::expand::syntax::mentions::{each_ident, has_any};

pub(crate) struct Item {
    pub(crate) tokens: TokenStream,
    /// What stands in the parentheses of its own `#[demono(..)]`.
    pub(crate) own: Option<TokenStream>,
    /// A function that has generics or an `impl Trait`, as far as its tokens show.
    pub(crate) is_generic: bool,
    /// The name of such a function, whose generics are all `Sized`.
    pub(crate) takes_sized: Option<Ident>,
}

pub(crate) fn items(body: TokenStream) -> Vec<Item> {
    let tokens: Vec<TokenTree> = body.into_iter().collect();
    let mut items = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let mut own = None;
        let mut kept: Vec<TokenTree> = Vec::new();
        while let (true, Some(TokenTree::Group(attribute))) =
            (is_punct(tokens.get(at), '#'), tokens.get(at + 1))
        {
            match own_attribute(attribute) {
                Some(arguments) => own = Some(arguments),
                None => kept.extend_from_slice(&tokens[at..at + 2]),
            }
            at += 2;
        }
        let end = item_end(&tokens, at);
        let is_generic = is_generic(&tokens[at..end]);
        let takes_sized = function_name(&tokens[at..end])
            .filter(|_| is_generic && !has_any(&head(&tokens[at..end]), &["Sized"]));
        kept.extend_from_slice(&tokens[at..end]);
        items.push(Item {
            tokens: kept.into_iter().collect(),
            own,
            is_generic,
            takes_sized,
        });
        at = end;
    }
    items
}

/// `[demono(..)]`, `[demono::demono]`
fn own_attribute(attribute: &Group) -> Option<TokenStream> {
    let tokens: Vec<TokenTree> = attribute.stream().into_iter().collect();
    let (path, arguments) = match tokens.as_slice() {
        [path @ .., TokenTree::Group(arguments)] => (path, arguments.stream()),
        path => (path, TokenStream::new()),
    };
    let other = position(path, &|token| match token {
        TokenTree::Ident(_) => false,
        token => !is_punct(Some(token), ':'),
    });
    let named = matches!(path.last(), Some(TokenTree::Ident(last)) if last == "demono");
    (other.is_none() && named).then_some(arguments)
}

/// An item without its block.
fn head(item: &[TokenTree]) -> TokenStream {
    let end = item.len() - usize::from(is_brace(item.last()));
    stream(&item[..end])
}

fn function_name(item: &[TokenTree]) -> Option<Ident> {
    let at = position(item, &|token| is_word(Some(token), "fn"))?;
    match item.get(at + 1) {
        Some(TokenTree::Ident(name)) => Some(name.clone()),
        _ => None,
    }
}

fn is_generic(item: &[TokenTree]) -> bool {
    let Some(at) = position(
        item,
        &|token| matches!(token, TokenTree::Ident(word) if word == "fn"),
    ) else {
        return false;
    };
    let mut anonymous = false;
    for token in &item[at..] {
        match token {
            TokenTree::Group(params) if params.delimiter() == Delimiter::Parenthesis => {
                each_ident(&params.stream(), &mut |word| {
                    anonymous |= word == "impl";
                });
                break;
            }
            _ => {}
        }
    }
    anonymous || is_punct(item.get(at + 2), '<')
}
