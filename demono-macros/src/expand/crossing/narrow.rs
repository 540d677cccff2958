//! The traits of the facade that an object has in place of a trait of std.
//!
//! In: a bound and which trait of std it is. Out: the narrow trait, or the trait that
//! combines several.

use proc_macro2::{Span, TokenStream};
use quote::{quote_spanned, ToTokens};
use syn::{PathArguments, TraitBound};

use crate::expand::crossing::std_traits::Std;
use crate::expand::syntax::build::rooted;

/// The trait of the object for one bound.
pub(crate) fn narrow(std: Std, bound: &TraitBound, full: bool, span: Span) -> TokenStream {
    let name = match std {
        Std::Iterator => "NarrowIterator",
        Std::DoubleEndedIterator => "NarrowDoubleEndedIterator",
        Std::ExactSizeIterator => "NarrowExactSizeIterator",
        Std::Read => "NarrowRead",
        Std::BufRead => "NarrowBufRead",
        Std::Seek => "NarrowSeek",
        Std::Write => {
            let name = named("NarrowWrite", full);
            let path = rooted(span, &["demono", "__private", &name]);
            let at = bound.path.segments[0].ident.span();
            return quote_spanned!(at=> #path<dyn #bound>);
        }
        _ => return bound.to_token_stream(),
    };
    let path = rooted(span, &["demono", "__private", &named(name, full)]);
    let arguments = last_arguments(bound);
    quote_spanned!(span=> #path #arguments)
}

/// `FullRead` for `NarrowRead`, with more of the type's own methods.
pub(super) fn named(narrow: &str, full: bool) -> String {
    if full {
        let name = narrow.strip_prefix("Narrow").unwrap_or(narrow);
        format!("Full{name}")
    } else {
        narrow.to_owned()
    }
}

/// Traits that often occur together in one bound, which a trait of `demono` combines.
pub(super) fn known_together(traits: &[(Std, &TraitBound)]) -> Option<&'static str> {
    let has = |std: Std| traits.iter().any(|(other, _)| *other == std);
    let only = |all: &[Std]| {
        for (std, _) in traits {
            if !all.contains(std) {
                return false;
            }
        }
        true
    };
    if traits.len() < 2 {
        return None;
    }
    if only(&[
        Std::Iterator,
        Std::DoubleEndedIterator,
        Std::ExactSizeIterator,
    ]) {
        return Some(
            match (has(Std::DoubleEndedIterator), has(Std::ExactSizeIterator)) {
                (true, true) => "DoubleEndedExactSize",
                (true, false) => "NarrowDoubleEndedIterator",
                _ => "NarrowExactSizeIterator",
            },
        );
    }
    if !only(&[Std::Read, Std::BufRead, Std::Seek, Std::Write])
        || traits
            .iter()
            .any(|(std, bound)| *std == Std::Write && names_fmt(bound))
    {
        return None;
    }
    match (
        has(Std::BufRead),
        has(Std::Read),
        has(Std::Write),
        has(Std::Seek),
    ) {
        (true, _, false, true) => Some("BufReadSeek"),
        (true, true, false, false) => Some("NarrowBufRead"),
        (false, true, false, true) => Some("ReadSeek"),
        (false, true, true, false) => Some("ReadWrite"),
        (false, false, true, true) => Some("WriteSeek"),
        (false, true, true, true) => Some("ReadWriteSeek"),
        _ => None,
    }
}

pub(super) fn last_arguments(bound: &TraitBound) -> Option<&PathArguments> {
    bound.path.segments.last().map(|last| &last.arguments)
}

pub(super) fn has_arguments(bound: &TraitBound) -> bool {
    !last_arguments(bound).map_or(true, PathArguments::is_empty)
}

/// `fmt::Write`
fn names_fmt(bound: &TraitBound) -> bool {
    for segment in &bound.path.segments {
        if segment.ident == "fmt" {
            return true;
        }
    }
    false
}
