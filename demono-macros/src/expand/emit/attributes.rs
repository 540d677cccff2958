//! Which of the user's attributes go on the shim, which on the inner.
//!
//! In: the attributes after `#[demono]`. Out: two lists. What concerns callers
//! and documentation is the shim's, what concerns the body goes along with it. An
//! inner inside the shim is under the shim's lint levels anyway.

use proc_macro2::{Delimiter, Span, TokenStream};
use quote::{quote, ToTokens};
use syn::parse::Parser;
use syn::{Attribute, Meta};

use crate::expand::plan::placement::Placement;
use crate::expand::syntax::build::{group, separated, terminated};
use crate::expand::syntax::cursor::{is_one_of, list_of};

pub(crate) struct Attributes {
    pub(crate) shim: TokenStream,
    pub(crate) inner: TokenStream,
    /// The user has an `#[inline]`, which goes on the shim.
    pub(crate) has_inline: bool,
    pub(crate) is_deprecated: bool,
}

impl Attributes {
    pub(crate) fn of(attrs: &[Attribute], placement: Placement, is_async: bool) -> Self {
        let mut sorted = Attributes {
            shim: TokenStream::new(),
            inner: TokenStream::new(),
            has_inline: false,
            is_deprecated: false,
        };
        for attr in attrs {
            sorted.has_inline |= attr.path().is_ident("inline");
            sorted.is_deprecated |= attr.path().is_ident("deprecated");
            let (shim, inner) = split(&attr.meta, placement, is_async);
            if let Some(meta) = shim {
                sorted.shim.extend(with_meta(attr, &meta));
            }
            if let Some(meta) = inner {
                sorted.inner.extend(with_meta(attr, &meta));
            }
        }
        sorted
    }
}

/// The attribute with other content, under its own `#` and brackets.
fn with_meta(attr: &Attribute, meta: &TokenStream) -> TokenStream {
    let mut tokens = attr.pound_token.to_token_stream();
    let span = attr.bracket_token.span.join();
    tokens.extend(group(span, Delimiter::Bracket, meta.clone()));
    tokens
}

type Halves = (Option<TokenStream>, Option<TokenStream>);

/// One attribute's content for the shim and for the inner.
fn split(meta: &Meta, placement: Placement, is_async: bool) -> Halves {
    let whole = || Some(meta.to_token_stream());
    let path = meta.path();
    let sibling = placement == Placement::Sibling;
    if path.segments.len() > 1 {
        let tool = &path.segments[0].ident;
        let on_body = tool == "clippy" || tool == "rustfmt";
        return (whole(), if on_body && sibling { whole() } else { None });
    }
    match path.segments[0].ident.to_string().as_str() {
        "allow" | "warn" | "deny" | "forbid" | "cfg" => {
            (whole(), if sibling { whole() } else { None })
        }
        "expect" => split_expect(meta, sibling),
        "cfg_attr" => split_cfg_attr(meta, placement, is_async),
        // It does nothing on an `async fn`, and rustc says so; once is enough.
        "track_caller" if is_async => (whole(), None),
        "cold" | "track_caller" | "target_feature" | "optimize" | "coverage" => (whole(), whole()),
        _ => (whole(), None),
    }
}

/// An expectation must be met where it stands, so each lint goes to the half that
/// raises it; the other half allows it.
fn split_expect(meta: &Meta, sibling: bool) -> Halves {
    let Meta::List(list) = meta else {
        return (Some(meta.to_token_stream()), None);
    };
    let Ok(lints) = list_of::<Meta>.parse2(list.tokens.clone()) else {
        return (Some(meta.to_token_stream()), None);
    };
    let mut reasons: Vec<TokenStream> = Vec::new();
    let mut signature: Vec<TokenStream> = Vec::new();
    let mut body: Vec<TokenStream> = Vec::new();
    let mut expected: Vec<TokenStream> = Vec::new();
    for lint in &lints {
        let tokens = lint.to_token_stream();
        if lint.path().is_ident("reason") {
            reasons.push(tokens);
            continue;
        }
        let Some(last) = lint.path().segments.last() else {
            continue;
        };
        // It looks for panics in bodies of public functions: after the split nothing raises it.
        let never = last.ident == "missing_panics_doc";
        if !never && (!sibling || is_one_of(&last.ident, &SIGNATURE_LINTS)) {
            signature.push(tokens);
            continue;
        }
        if !never {
            expected.push(tokens.clone());
        }
        body.push(tokens);
    }
    // Inside the shim only such a lint concerns the body.
    if !sibling && body.is_empty() {
        return (Some(meta.to_token_stream()), None);
    }
    let half = |expected: &[TokenStream], allowed: &[TokenStream]| {
        // Attributes on one item cannot be joined in one `meta`: the rarer half
        // follows in a second pair of brackets.
        let span = Span::call_site();
        let mut lints = terminated(span, expected, ',');
        lints.extend(separated(span, &reasons, ','));
        let expect = quote!(expect(#lints));
        let lints = separated(span, allowed, ',');
        let allow = quote!(allow(#lints));
        match (expected.is_empty(), allowed.is_empty()) {
            (false, false) => Some(quote!(cfg_attr(all(), #expect, #allow))),
            (false, true) => Some(expect),
            (true, false) => Some(allow),
            (true, true) => None,
        }
    };
    let inner = if sibling {
        half(&expected, &signature)
    } else {
        None
    };
    (half(&signature, &body), inner)
}

/// Lints that look at the signature, or at the item as a whole.
const SIGNATURE_LINTS: [&str; 22] = [
    "dead_code",
    "deprecated_in_future",
    "fn_params_excessive_bools",
    "impl_trait_in_params",
    "improper_ctypes_definitions",
    "missing_docs",
    "missing_errors_doc",
    "missing_panics_doc",
    "missing_safety_doc",
    "module_name_repetitions",
    "must_use_candidate",
    "needless_lifetimes",
    "new_ret_no_self",
    "non_snake_case",
    "private_bounds",
    "private_interfaces",
    "result_large_err",
    "should_implement_trait",
    "too_many_arguments",
    "type_complexity",
    "unreachable_pub",
    "wrong_self_convention",
];

/// `cfg_attr(predicate, a, b)`: each of `a`, `b` by its own rule.
fn split_cfg_attr(meta: &Meta, placement: Placement, is_async: bool) -> Halves {
    let Meta::List(list) = meta else {
        return (Some(meta.to_token_stream()), None);
    };
    let Ok(parts) = list_of::<Meta>.parse2(list.tokens.clone()) else {
        return (Some(meta.to_token_stream()), None);
    };
    let Some((predicate, parts)) = parts.split_first() else {
        return (Some(meta.to_token_stream()), None);
    };
    let (mut shim, mut inner) = (Vec::new(), Vec::new());
    for part in parts {
        let (for_shim, for_inner) = split(part, placement, is_async);
        if let Some(meta) = for_shim {
            shim.push(meta);
        }
        if let Some(meta) = for_inner {
            inner.push(meta);
        }
    }
    let half = |metas: Vec<TokenStream>| {
        let list = separated(Span::call_site(), &metas, ',');
        (!metas.is_empty()).then(|| quote!(cfg_attr(#predicate, #list)))
    };
    (half(shim), half(inner))
}
