//! In: the attributes of an item. Out: what they say about `demono`, `no_std` and the files
//! of modules. An attribute that is not understood says nothing.

use std::ops::Range;

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use quote::{quote, ToTokens as _};
use syn::{AttrStyle, Attribute, Expr, ExprLit, Lit, Meta};

/// Whether an attribute is there in every build.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Condition {
    /// `#[demono]`.
    Always,
    /// Within `#[cfg_attr(.., demono)]`: only its author can take it out.
    Conditional,
}

/// A `demono` attribute that is in the source.
#[derive(Debug, Clone)]
pub struct DemonoAttribute {
    /// What is in its parentheses; empty if it has none.
    pub arguments: TokenStream,
    /// The bytes of the attribute from `#` to the bracket; of a `cfg_attr` all of it.
    pub range: Range<usize>,
    /// Whether it is always there.
    pub condition: Condition,
}

impl DemonoAttribute {
    /// Whether it takes parameters as objects: `dyn` or `dyn(..)` is among its arguments.
    pub fn is_dynamic(&self) -> bool {
        self.words().any(|word| word == "dyn")
    }

    /// Whether it is `#[demono(skip)]`, which keeps an attribute on the block from the method.
    pub fn is_skip(&self) -> bool {
        self.words().eq(["skip"]) && self.arguments.clone().into_iter().count() == 1
    }

    /// What its arguments begin with: `dyn` and `skip` of `dyn, skip(text)`.
    fn words(&self) -> impl Iterator<Item = String> {
        let parts = split(&self.arguments).into_iter();
        parts.filter_map(|part| match part.into_iter().next()? {
            TokenTree::Ident(word) => Some(word.to_string()),
            _ => None,
        })
    }
}

/// The files that `#[path]` names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct ModulePaths {
    pub(super) always: Option<String>,
    pub(super) conditional: Vec<String>,
}

/// What the `path` attributes of a module name.
pub(super) fn module_paths(attributes: &[Attribute]) -> ModulePaths {
    let mut paths = ModulePaths::default();
    each_meta(attributes, &mut |_, condition, meta| match condition {
        // rustc takes the first.
        Condition::Always => paths.always = paths.always.take().or_else(|| path_value(meta)),
        Condition::Conditional => paths.conditional.extend(path_value(meta)),
    });
    paths
}

fn path_value(meta: &Meta) -> Option<String> {
    let pair = meta.require_name_value().ok()?;
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
    each_meta(attributes, &mut |attribute, condition, meta| {
        if is_demono(meta) {
            found.push(DemonoAttribute {
                arguments: (meta.require_list().map(|it| it.tokens.clone())).unwrap_or_default(),
                range: bytes(attribute),
                condition,
            });
        }
    });
    found.into_iter().min_by_key(|it| it.condition)
}

/// The outer ones of these without `demono`, also where it is in a `cfg_attr`.
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
    let mut look = |_, meta: &Meta| holds |= is_demono(meta);
    walk_meta(&attribute.meta, Condition::Always, &mut look);
    holds
}

/// In: `x, demono(dyn), inline`. Out: `x, inline`; nothing if only `x` is left.
fn cfg_attr_without_demono(tokens: &TokenStream) -> Option<TokenStream> {
    let mut parts = split(tokens).into_iter();
    let mut kept = vec![parts.next()?];
    for part in parts {
        match syn::parse2::<Meta>(part.clone()) {
            Ok(meta) if is_demono(&meta) => {}
            Ok(Meta::List(mut list)) if list.path.is_ident("cfg_attr") => {
                if let Some(inner) = cfg_attr_without_demono(&list.tokens) {
                    list.tokens = inner;
                    kept.push(list.into_token_stream());
                }
            }
            Ok(_) | Err(_) => kept.push(part),
        }
    }
    (kept.len() > 1).then(|| quote!(#(#kept),*))
}

/// Whatever its path: `demono`, `demono::demono`, `renamed::demono`.
fn is_demono(meta: &Meta) -> bool {
    let last = meta.path().segments.last();
    last.is_some_and(|it| it.ident == "demono")
}

/// Whether a crate with these attributes is `no_std` in every build.
pub(super) fn is_no_std(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|it| it.path().is_ident("no_std"))
}

/// Calls `found` with what each attribute says, also with what it says under a condition.
fn each_meta(attributes: &[Attribute], found: &mut dyn FnMut(&Attribute, Condition, &Meta)) {
    for attribute in attributes {
        let mut found = |condition, meta: &Meta| found(attribute, condition, meta);
        walk_meta(&attribute.meta, Condition::Always, &mut found);
    }
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
    let tokens: Vec<TokenTree> = tokens.clone().into_iter().collect();
    let parts = tokens.split(|it| matches!(it, TokenTree::Punct(it) if it.as_char() == ','));
    let parts = parts.filter(|part| !part.is_empty());
    parts.map(|part| part.iter().cloned().collect()).collect()
}

/// In: `if #[cfg(..)] { .. } else { .. }`, as `cfg_if!` has it. Out: the braces.
pub(super) fn cfg_if_arms(tokens: &TokenStream) -> impl Iterator<Item = Group> {
    tokens.clone().into_iter().filter_map(|token| match token {
        TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => Some(group),
        _ => None,
    })
}
