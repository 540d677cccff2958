//! In: the attributes of an item. Out: what they say about `demono`, tests, conditions
//! and the files of modules. Refused: nothing; what is not understood says nothing.

use std::ops::Range;

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use quote::{quote, ToTokens as _};
use syn::{AttrStyle, Attribute, Expr, ExprLit, Lit, Meta};

/// Whether an attribute is there in every build.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Condition {
    /// `#[demono]`.
    Always,
    /// Within `#[cfg_attr(.., demono)]`: whoever wrote that takes it out.
    Conditional,
}

/// A `demono` attribute that is in the source.
#[derive(Debug, Clone)]
pub struct DemonoAttribute {
    /// What is in its parentheses; empty if there are none.
    pub arguments: TokenStream,
    /// Bytes of the attribute, `#` and brackets with it; the whole of a `cfg_attr`.
    pub range: Range<usize>,
    /// Whether it is always there.
    pub condition: Condition,
}

/// Files that `#[path]` names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct ModulePaths {
    pub(super) always: Option<String>,
    pub(super) conditional: Vec<String>,
}

/// What the `path` attributes of a module name.
pub(super) fn module_paths(attributes: &[Attribute]) -> ModulePaths {
    let mut paths = ModulePaths::default();
    for attribute in attributes {
        each_meta(attribute, &mut |condition, meta| {
            let Some(path) = path_value(meta) else {
                return;
            };
            match condition {
                // rustc takes the first.
                Condition::Always => paths.always = paths.always.take().or(Some(path)),
                Condition::Conditional => paths.conditional.push(path),
            }
        });
    }
    paths
}

fn path_value(meta: &Meta) -> Option<String> {
    let Meta::NameValue(pair) = meta else {
        return None;
    };
    match &pair.value {
        Expr::Lit(ExprLit {
            lit: Lit::Str(text),
            ..
        }) if pair.path.is_ident("path") => Some(text.value()),
        _ => None,
    }
}

/// The `demono` attribute among these; one that is always there before a conditional one.
/// `bytes` are those of an attribute.
pub(super) fn demono(
    attributes: &[Attribute],
    bytes: impl Fn(&Attribute) -> Range<usize>,
) -> Option<DemonoAttribute> {
    let mut found = Vec::new();
    for attribute in attributes {
        each_meta(attribute, &mut |condition, meta| {
            if is_demono(meta) {
                found.push(DemonoAttribute {
                    arguments: match meta {
                        Meta::List(list) => list.tokens.clone(),
                        Meta::Path(_) | Meta::NameValue(_) => TokenStream::new(),
                    },
                    range: bytes(attribute),
                    condition,
                });
            }
        });
    }
    found.into_iter().min_by_key(|it| it.condition)
}

/// The outer ones of these, without `demono`, also without the one in a `cfg_attr`.
pub(super) fn without_demono(attributes: &[Attribute]) -> TokenStream {
    let mut tokens = TokenStream::new();
    for attribute in attributes.iter().filter(|it| is_outer(it)) {
        match &attribute.meta {
            meta if is_demono(meta) => {}
            Meta::List(list) if list.path.is_ident("cfg_attr") && holds_demono(attribute) => {
                if let Some(kept) = cfg_attr_without_demono(&list.tokens) {
                    tokens.extend(quote!(#[cfg_attr(#kept)]));
                }
            }
            _ => attribute.to_tokens(&mut tokens),
        }
    }
    tokens
}

/// Whether it stands before the item, not in it.
pub(super) fn is_outer(attribute: &Attribute) -> bool {
    matches!(attribute.style, AttrStyle::Outer)
}

fn holds_demono(attribute: &Attribute) -> bool {
    let mut holds = false;
    each_meta(attribute, &mut |_, meta| holds |= is_demono(meta));
    holds
}

/// In: `x, demono(dyn), inline`. Out: `x, inline`; nothing if only `x` is left.
fn cfg_attr_without_demono(tokens: &TokenStream) -> Option<TokenStream> {
    let parts = split(tokens);
    let (predicate, metas) = parts.split_first()?;
    let mut kept = vec![predicate.clone()];
    for part in metas {
        match syn::parse2::<Meta>(part.clone()) {
            Ok(meta) if is_demono(&meta) => {}
            Ok(Meta::List(mut list)) if list.path.is_ident("cfg_attr") => {
                if let Some(inner) = cfg_attr_without_demono(&list.tokens) {
                    list.tokens = inner;
                    kept.push(list.into_token_stream());
                }
            }
            Ok(_) | Err(_) => kept.push(part.clone()),
        }
    }
    (kept.len() > 1).then(|| quote!(#(#kept),*))
}

/// Whatever its path: `demono`, `demono::demono`, `renamed::demono`.
fn is_demono(meta: &Meta) -> bool {
    let last = meta.path().segments.last();
    last.is_some_and(|it| it.ident == "demono")
}

/// What is in the `cfg` attributes.
pub(super) fn conditions(attributes: &[Attribute]) -> impl Iterator<Item = TokenStream> + '_ {
    attributes.iter().filter_map(|it| match &it.meta {
        Meta::List(list) if list.path.is_ident("cfg") => Some(list.tokens.clone()),
        _ => None,
    })
}

/// Whether an item with these exists, or runs, in tests only.
pub(super) fn test_only(attributes: &[Attribute]) -> bool {
    let is_test = |meta: &Meta| {
        let last = meta.path().segments.last();
        // `tokio::test` and the like are tests, too.
        matches!(meta, Meta::Path(_) | Meta::List(_))
            && last.is_some_and(|it| it.ident == "test" || it.ident == "bench")
    };
    attributes.iter().any(|it| is_test(&it.meta))
        || conditions(attributes).any(|it| implies_test(&it))
}

/// Whether this predicate of a `cfg` can be true in tests only.
fn implies_test(predicate: &TokenStream) -> bool {
    match syn::parse2::<Meta>(predicate.clone()) {
        Ok(Meta::Path(path)) => path.is_ident("test"),
        Ok(Meta::List(list)) => {
            let parts = split(&list.tokens);
            if list.path.is_ident("all") {
                parts.iter().any(implies_test)
            } else {
                list.path.is_ident("any") && !parts.is_empty() && parts.iter().all(implies_test)
            }
        }
        _ => false,
    }
}

/// Calls `found` with what the attribute says, or with what it says under a condition.
fn each_meta(attribute: &Attribute, found: &mut dyn FnMut(Condition, &Meta)) {
    walk_meta(&attribute.meta, Condition::Always, found);
}

fn walk_meta(meta: &Meta, condition: Condition, found: &mut dyn FnMut(Condition, &Meta)) {
    match meta {
        Meta::List(list) if list.path.is_ident("cfg_attr") => {
            for part in split(&list.tokens).into_iter().skip(1) {
                if let Ok(inner) = syn::parse2::<Meta>(part) {
                    walk_meta(&inner, Condition::Conditional, found);
                }
            }
        }
        _ => found(condition, meta),
    }
}

/// What is between the commas. Not syn's `Punctuated<Meta>`: `cfg(true)` has no path.
fn split(tokens: &TokenStream) -> Vec<TokenStream> {
    let mut parts = Vec::new();
    let mut part: Vec<TokenTree> = Vec::new();
    for token in tokens.clone() {
        match &token {
            TokenTree::Punct(punct) if punct.as_char() == ',' => {
                parts.push(part.drain(..).collect());
            }
            _ => part.push(token),
        }
    }
    if !part.is_empty() {
        parts.push(part.into_iter().collect());
    }
    parts
}

/// The groups in braces of `cfg_if! { if #[cfg(..)] { .. } else { .. } }`, with the
/// predicate before each, if there is one.
pub(super) fn cfg_if_arms(tokens: &TokenStream) -> Vec<(Option<TokenStream>, Group)> {
    let mut arms = Vec::new();
    let mut predicate = None;
    for token in tokens.clone() {
        let TokenTree::Group(group) = token else {
            continue;
        };
        match group.delimiter() {
            Delimiter::Brace => arms.push((predicate.take(), group)),
            // What is in the brackets of `#[cfg(..)]`.
            Delimiter::Bracket => {
                if let Ok(Meta::List(list)) = syn::parse2::<Meta>(group.stream()) {
                    predicate = Some(list.tokens);
                }
            }
            Delimiter::Parenthesis | Delimiter::None => {}
        }
    }
    arms
}
