//! The body: rewrites a parameter's own conversions, because it is
//! converted already, and records everything else that is done with it.
//!
//! In: the function and the plan. Out: [`Body`]. Nothing is refused here.
//!
//! ```text
//! Input:  let name = name.into(); let other: Box<str> = name.into();
//! Output: let name = ({ name });  let other: Box<str> = name.into();
//! ```
//!
//! `({ name })` and not `name`: like the call that it replaces it is a value, not
//! a place, so that `name.into().push('x')` needs no `mut` and `&name.into()`
//! moves; and clippy does not see a `let name = name;`. The parentheses are for
//! rustc, which ends a statement after a block even in `&mut {..}[0]`.
//!
//! The body is read token by token, which goes for the insides of macros as well.
//! `list` tells operands from operators, `words` and `marks` read them, `lets` follows what binds names, `group` blocks and
//! the heads before them, `invocation` macros, `name` the names themselves.

mod custom;
mod dispatch;
mod effect;
mod element;
mod error;
mod fate;
mod group;
mod hand_on;
mod held;
mod held_items;
pub(crate) mod hoist;
pub(crate) mod invocation;
mod lend;
mod lets;
mod list;
mod marks;
mod name;
mod own;
mod pattern;
mod placed;
mod recursion;
mod scope;
pub(crate) mod shown;
mod taken;
mod walker;
mod words;

use proc_macro2::TokenStream;
use syn::ReturnType;

use crate::expand::body::hoist::Hoisted;
use crate::expand::body::list::{GroupContext, ListKind};
use crate::expand::body::recursion::Recursion;
use crate::expand::body::walker::Walker;
use crate::expand::crossing::uses::Uses;
use crate::expand::input::function::Function;
use crate::expand::input::header::Header;
use crate::expand::plan::parameters::Plan;
use crate::expand::syntax::lifetimes::has_elided;
use crate::expand::syntax::mentions::lifetimes_of;

/// The body, rewritten, and what was seen on the way.
pub(crate) struct Body {
    pub(crate) tokens: TokenStream,
    /// One for each parameter of the plan that is converted, in order.
    pub(crate) uses: Vec<Uses>,
    /// Something ends where it cannot, as in `name.` or `let name =`.
    pub(crate) half_typed: bool,
    /// What the shim passes besides the parameters.
    pub(crate) hoisted: Vec<Hoisted>,
}

/// Rewrites the function's body.
pub(crate) fn rewrite(function: &Function, plan: &Plan<'_>, header: Option<&Header>) -> Body {
    let mut walker = Walker::new(plan, Recursion::of(function, plan, header));
    if let ReturnType::Type(_, ty) = &function.output {
        walker.returns_borrow = has_elided(ty) || !lifetimes_of(ty).is_empty();
    }
    let tokens = walker.stream(function.body.clone(), GroupContext::of(ListKind::Block));
    Body {
        tokens,
        hoisted: Vec::new(),
        uses: walker.uses,
        half_typed: walker.half_typed,
    }
}
