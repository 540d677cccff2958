//! What the body does with each converted parameter.
//!
//! Filled when the body is rewritten, read by the plan, the checks and the inner.

use proc_macro2::{Ident, Span};

/// The uses of one converted parameter.
#[derive(Default)]
pub(crate) struct Uses {
    /// Its own conversion, such as `x.into()`.
    pub(crate) own: usize,
    /// Everything else.
    pub(crate) bare: Vec<Bare>,
    /// Where a `move` closure or an async block captures it.
    pub(crate) captured: Option<Ident>,
    /// Where the tokens of a custom conversion stand, but mean something else.
    pub(crate) mixed: Option<Span>,
    /// Where an iterator that lends its items is used as if it gave them away.
    pub(crate) unlent: Option<Ident>,
    /// Where a slice whose items are objects is used as only a slice can be.
    pub(crate) unlisted: Option<Ident>,
}

impl Uses {
    /// The first bare use in a context for which `is` holds.
    pub(crate) fn first_in(&self, is: &dyn Fn(Context) -> bool) -> Option<&Bare> {
        self.bare.iter().find(|bare| is(bare.context))
    }
}

/// A use that is not the parameter's own conversion.
pub(crate) struct Bare {
    pub(crate) at: Ident,
    pub(crate) context: Context,
    /// The method that is called on it.
    pub(crate) method: Option<Ident>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Context {
    /// Among the tokens of a macro.
    Macro,
    /// The receiver of a method call, or what is called.
    Receiver,
    /// After `&mut`.
    MutBorrow,
    /// An argument of a call.
    Argument,
    /// Anywhere else: a field, a return value, a scrutinee.
    Value,
}
