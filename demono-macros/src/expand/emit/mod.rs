//! The two functions, as tokens.
//!
//! In: everything decided. Out: the shim, and the inner in it or beside it. Nothing is
//! decided or refused here.
//!
//! ```text
//! Input:  pub fn f<P: AsRef<Path>>(p: P, n: usize) -> R { body }
//! Output: #[inline] pub fn f<P: AsRef<Path>>(p: P, n: usize) -> R {
//!             #[inline(never)] fn __demono_inner(p: &Path, n: usize) -> R { body }
//!             __demono_inner(::core::convert::AsRef::as_ref(&p), n)
//!         }
//! ```

mod attributes;
mod emitter;
mod helper;
mod inner;
mod lints;
mod methods;
mod proof;
mod shim;

use proc_macro2::{Span, TokenStream, TokenTree};
use quote::ToTokens;

use crate::expand::analysis::Analysis;
use crate::expand::emit::attributes::Attributes;
use crate::expand::emit::emitter::Emitter;
use crate::expand::emit::helper::Helper;
use crate::expand::plan::early::early;
use crate::expand::plan::placement::Placement;
use crate::expand::syntax::build::{group, unlinted};
use crate::expand::syntax::cursor::{is_double_colon, is_word};

/// The shim, and the inner beside it unless it is inside.
pub(crate) fn emit(analysis: &Analysis<'_>) -> TokenStream {
    let Analysis {
        function,
        header,
        generics,
        plan,
        body,
        staying,
        options,
        placement,
        unclear: _,
    } = *analysis;
    let emitter = Emitter {
        function,
        header,
        plan,
        options,
        placement,
        early: early(function, plan, header),
        staying,
        hoisted: &body.hoisted,
        attributes: Attributes::of(&function.attrs, placement, function.asyncness.is_some()),
        inner_name: placement.inner_name(&function.name),
        span: function.name.span().resolved_at(Span::mixed_site()),
    };
    let inner = emitter.inner(generics, body);
    let helper = header.filter(|_| placement == Placement::Helper);
    let helper =
        helper.map(|header| Helper::new(header, &inner.signature, &body.tokens, emitter.span));
    let path = match &helper {
        Some(helper) => helper.path(&emitter.inner_name),
        None => emitter.path(),
    };
    let mut nested = emitter.proofs(generics, body);
    for converted in &plan.converted {
        if let Some(combined) = converted.conversion.combined() {
            combined.item.to_tokens(&mut nested);
        }
    }
    let definition = match helper {
        Some(helper) => helper.items(&inner.method),
        None => inner.method.definition,
    };
    let split = if placement == Placement::Sibling {
        nested.extend(emitter.method_proofs(body));
        let mut split = emitter.shim(nested, path);
        split.extend(definition);
        split
    } else {
        nested.extend(definition);
        nested.extend(emitter.method_proofs(body));
        emitter.shim(nested, path)
    };
    match &options.krate {
        Some(krate) => with_crate(split, &unlinted(krate.clone())),
        None => split,
    }
}

/// The tokens, with `::demono::__private` as `krate::__private`.
fn with_crate(tokens: TokenStream, krate: &TokenStream) -> TokenStream {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut output = TokenStream::new();
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        let ours = is_double_colon(tokens.get(at), tokens.get(at + 1))
            && is_word(tokens.get(at + 2), "demono")
            && is_word(tokens.get(at + 5), "__private");
        match token {
            _ if ours => {
                output.extend(krate.clone());
                at += 2;
            }
            TokenTree::Group(of) => {
                let inside = with_crate(of.stream(), krate);
                output.extend(group(of.span(), of.delimiter(), inside));
            }
            token => token.to_tokens(&mut output),
        }
        at += 1;
    }
    output
}
