//! What the body does with each converted parameter, and which names it mentions.
//!
//! Filled by the walk, read by `refuse.rs` and `placement.rs`.

use proc_macro2::Ident;
use syn::{Lifetime, Stmt};

/// The body, rewritten, and what was seen on the way.
pub(crate) struct Body {
    pub(crate) stmts: Vec<Stmt>,
    pub(crate) seen: Seen,
}

#[derive(Default)]
pub(crate) struct Seen {
    /// One for each parameter of the plan that is converted, in order.
    pub(crate) uses: Vec<Uses>,
    /// The function's own generics, where the body names them.
    pub(crate) generics: Vec<Ident>,
    /// Lifetimes the body names and does not declare.
    pub(crate) lifetimes: Vec<Lifetime>,
    /// Names in type position that look like a generic of the impl.
    pub(crate) impl_generics: Vec<Ident>,
    /// The body says `self` or `Self`.
    pub(crate) receiver: bool,
}

/// The uses of one converted parameter.
#[derive(Default)]
pub(crate) struct Uses {
    /// Its own conversion, such as `x.into()`.
    pub(crate) own: usize,
    /// Everything else.
    pub(crate) bare: Vec<Bare>,
    /// Where a `move` closure or an async block takes it along.
    pub(crate) captured: Option<Ident>,
}

/// A use that is not the parameter's own conversion.
pub(crate) struct Bare {
    pub(crate) at: Ident,
    pub(crate) context: Context,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Context {
    /// Among the tokens of a macro.
    Macro,
    /// The receiver of a method call.
    Receiver,
    /// Behind `&mut`.
    MutBorrow,
    /// Anywhere else: an argument, a field, a return value.
    Value,
}
