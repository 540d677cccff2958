//! The lints that the inner allows, because they concern what the user did not write.
//!
//! In: what [`Emitter`] knows. Out: a list of lints.

use proc_macro2::{Ident, Span, TokenStream};
use quote::TokenStreamExt;
use syn::{ReturnType, Visibility};

use crate::expand::body::Body;
use crate::expand::emit::emitter::Emitter;
use crate::expand::plan::normalize::Normalized;
use crate::expand::plan::placement::Placement;
use crate::expand::syntax::build::{punct, rooted};
use crate::expand::syntax::mentions::{has_any, has_impl_trait};

impl Emitter<'_> {
    pub(super) fn inner_lints(
        &self,
        normalized: &Normalized,
        has_generics: bool,
        body: &Body,
    ) -> TokenStream {
        let span = self.span;
        // Lints about the signature are raised at the shim.
        let mut lints = vec!["clippy::missing_const_for_fn", "clippy::too_many_lines"];
        if self.function.asyncness.is_some() {
            lints.push("clippy::future_not_send");
        }
        let many = self.plan.params.len();
        if many > 3 {
            lints.push("clippy::fn_params_excessive_bools");
        }
        if many > 6 {
            lints.push("clippy::too_many_arguments");
        }
        if many > 0 {
            lints.extend_from_slice(&OF_PARAMETERS);
        }
        if normalized.output.is_some() {
            lints.push("clippy::result_large_err");
        }
        let mut converted = self.plan.converted.iter();
        if converted.any(|converted| converted.prelude().is_some()) {
            lints.extend_from_slice(&OF_PRELUDES);
        }
        if has_generics || self.placement == Placement::Helper {
            lints.extend_from_slice(&OF_LIFETIMES);
        }
        let opaque = match &self.function.output {
            ReturnType::Type(_, ty) => has_impl_trait(ty),
            ReturnType::Default => false,
        };
        if opaque && has_generics {
            lints.extend_from_slice(&OF_CAPTURES);
        }
        if !matches!(self.function.vis, Visibility::Inherited) {
            lints.extend_from_slice(&SPARING_WHAT_IS_PUBLIC);
        }
        // The conversion consumes the caller's value; it does not matter whether the body
        // consumes the converted one.
        if self.keeps_a_converted_value(body) {
            lints.push("clippy::needless_pass_by_value");
        }
        // A deprecated function may use its own name. Whatever else is deprecated is reported
        // in its body, too.
        let name = self.function.name.to_string();
        if self.attributes.is_deprecated && has_any(&self.function.body, &[&name]) {
            lints.push("deprecated");
        }
        if self.placement == Placement::Helper {
            lints.extend_from_slice(&OF_HELPERS);
        }
        lint_list(&lints, span)
    }

    /// Whether an owned value is used without its own conversion, as in bodies that
    /// were written for the target type.
    fn keeps_a_converted_value(&self, body: &Body) -> bool {
        for (index, uses) in body.uses.iter().enumerate() {
            let owned = !self.plan.converted[index].conversion.borrows();
            if owned && uses.own == 0 && !uses.bare.is_empty() {
                return true;
            }
        }
        false
    }
}

/// `a, clippy::b`
fn lint_list(names: &[&str], span: Span) -> TokenStream {
    let mut tokens = TokenStream::new();
    for name in names {
        match name.strip_prefix("clippy::") {
            Some(lint) => {
                tokens.append(Ident::new("clippy", span));
                tokens.extend(rooted(span, &[lint]));
            }
            None => tokens.append(Ident::new(name, span)),
        }
        tokens.extend(punct(span, ','));
    }
    tokens
}

/// The user did not write the inner's own lifetimes.
const OF_LIFETIMES: [&str; 3] = [
    "clippy::elidable_lifetime_names",
    "clippy::extra_unused_lifetimes",
    "clippy::needless_lifetimes",
];

/// What an opaque type captures is reported at the shim. The first lint is for compilers
/// that do not know the other, which no expansion is spared.
const OF_CAPTURES: [&str; 2] = ["unknown_lints", "impl_trait_overcaptures"];

/// Lints about the head of a block are raised there.
const OF_HELPERS: [&str; 4] = [
    "clippy::multiple_bound_locations",
    "clippy::trait_duplication_in_bounds",
    "clippy::type_repetition_in_bounds",
    "clippy::wrong_self_convention",
];

/// Lints that spare public functions; the inner is not public.
const SPARING_WHAT_IS_PUBLIC: [&str; 2] = ["clippy::unnecessary_wraps", "clippy::unused_self"];

/// The shim has these parameters, too.
const OF_PARAMETERS: [&str; 5] = [
    "clippy::large_types_passed_by_value",
    "clippy::ref_option",
    "clippy::trivially_copy_pass_by_ref",
    "clippy::type_complexity",
    "clippy::zero_sized_map_values",
];

/// What the inner makes of an object stands before the items of the body, and its type is
/// known to be an iterator.
const OF_PRELUDES: [&str; 2] = [
    "clippy::from_iter_instead_of_collect",
    "clippy::items_after_statements",
];
