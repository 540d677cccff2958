//! What the walk makes of a body.
//!
//! In: names, each of which is taken for a converted parameter, and a body. Out: [`Seen`].

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{Ident, LineColumn, Span, TokenStream};
use quote::{format_ident, quote};

use crate::expand::body::rewrite;
use crate::expand::errors::Errors;
use crate::expand::input::function::{Function, Input};
use crate::expand::input::options::Options;
use crate::expand::plan::parameters::Plan;
use crate::expand::syntax::generics::Generics;

/// Where a name stands.
pub(super) type Place = (usize, usize);

/// The uses of parameters, each by its place.
#[derive(Default)]
pub(super) struct Seen {
    /// Their own conversions.
    pub(super) own: BTreeSet<Place>,
    /// All other uses.
    pub(super) bare: BTreeSet<Place>,
    /// The first use of each in a `move` closure or block.
    pub(super) captured: BTreeMap<String, Place>,
}

pub(super) fn place(span: Span) -> Place {
    let LineColumn { line, column } = span.start();
    (line, column)
}

/// Whether the parameter with this index is an `impl AsRef<str>`; the others are an
/// `impl Into<String>`.
pub(super) fn borrows(index: usize) -> bool {
    index % 2 == 1
}

pub(super) struct Walked {
    pub(super) seen: Seen,
    pub(super) half_typed: bool,
    pub(super) tokens: TokenStream,
}

/// The walk over `body`, as if `names` were parameters of its function.
pub(super) fn walk(names: &[String], body: &TokenStream) -> Walked {
    let mut parameters = TokenStream::new();
    for (index, name) in names.iter().enumerate() {
        let name = format_ident!("{name}");
        parameters.extend(if borrows(index) {
            quote!(#name: impl AsRef<str>,)
        } else {
            quote!(#name: impl Into<String>,)
        });
    }
    let item = quote!(fn __function(#parameters) { #body });
    let Input::Function(function) = Input::parse(&item) else {
        panic!("no function: {item}");
    };
    of(&function)
}

fn of(function: &Function) -> Walked {
    let generics = Generics::of(&function.generics);
    let mut errors = Errors::new();
    let options = Options::default();
    let plan = Plan::new(function, &generics, &options, None, &mut errors);
    let body = rewrite(function, &plan, None);
    let nowhere = place(Span::call_site());
    let mut seen = Seen::default();
    for (index, uses) in body.uses.iter().enumerate() {
        for own in &uses.conversions {
            if own.itself {
                seen.own.insert(place(own.at.span()));
            }
        }
        for bare in &uses.bare {
            seen.bare.insert(place(bare.at.span()));
        }
        if let Some(captured) = &uses.captured {
            let name: &Ident = plan.converted[index].name;
            seen.captured
                .insert(name.to_string(), place(captured.span()));
        }
    }
    // `"{name}"` in a macro is a use without a place of its own.
    seen.bare.remove(&nowhere);
    seen.captured.retain(|_, place| *place != nowhere);
    Walked {
        seen,
        half_typed: body.half_typed,
        tokens: body.tokens,
    }
}
