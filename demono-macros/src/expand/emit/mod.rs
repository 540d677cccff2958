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
mod shim;

use proc_macro2::{Span, TokenStream};
use quote::ToTokens;

use crate::expand::analysis::Analysis;
use crate::expand::emit::attributes::Attributes;
use crate::expand::emit::emitter::Emitter;
use crate::expand::emit::helper::Helper;
use crate::expand::plan::placement::Placement;

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
    } = *analysis;
    let emitter = Emitter {
        function,
        header,
        plan,
        options,
        placement,
        staying,
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
    let mut nested = TokenStream::new();
    for converted in &plan.converted {
        if let Some(combined) = converted.conversion.combined() {
            combined.item.to_tokens(&mut nested);
        }
    }
    let definition = match helper {
        Some(helper) => helper.items(&inner.method),
        None => inner.method.definition,
    };
    if placement == Placement::Sibling {
        let mut split = emitter.shim(nested, path);
        split.extend(definition);
        split
    } else {
        nested.extend(definition);
        emitter.shim(nested, path)
    }
}
