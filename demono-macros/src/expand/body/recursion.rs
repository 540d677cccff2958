//! A function that calls itself with a parameter that crosses by a reference to it.
//!
//! ```text
//! Input:  for child in node { walk(child, visitor) }
//! Output: for child in node { __demono_inner(child, &mut *visitor) }
//! ```
//!
//! Through the shim each call would put one object around another; and for a trait of the
//! user's the shim cannot take an object at all, because that is not `Sized`.

use proc_macro2::{Ident, TokenTree};
use syn::ReturnType;

use crate::expand::crossing::form::Form;
use crate::expand::input::function::{recursive, Function};
use crate::expand::input::header::{BlockKind, Header};
use crate::expand::plan::parameters::{Plan, Role};
use crate::expand::plan::placement::Placement;
use crate::expand::syntax::lifetimes::has_elided;
use crate::expand::syntax::mentions::{has_impl_trait, lifetimes_of};

/// The names by which a body calls its function, and its inner instead.
pub(super) struct Recursion {
    pub(super) name: Ident,
    pub(super) inner: Ident,
    /// Free functions are called by their bare name, methods by `self.` and `Self::`.
    pub(super) is_method: bool,
    /// `self.name()` is the function itself.
    pub(super) by_self: bool,
    /// `x.name()` is the function itself if `x` is a `Self`, and can be written for both.
    pub(super) by_type: bool,
}

impl Recursion {
    pub(super) fn of(
        function: &Function,
        plan: &Plan<'_>,
        header: Option<&Header>,
    ) -> Option<Self> {
        let by_reference = plan.converted.iter().any(|converted| {
            let by_ref = matches!(converted.conversion.form, Form::Ref(_) | Form::RefMut(_));
            by_ref && converted.conversion.custom().is_none()
        });
        // In the impl of a trait `self.name()` may be an inherent method.
        let by_self = !header.is_some_and(|header| header.kind != BlockKind::Inherent);
        let unnamed = plan.params.iter().any(|param| param.role == Role::Unnamed);
        if !by_reference || unnamed || !recursive(function) {
            return None;
        }
        let is_method = function.receiver.is_some() || header.is_some();
        let placement = if is_method {
            Placement::of_method(function, header)
        } else {
            Placement::Nested
        };
        let shared = function.receiver.as_ref().is_some_and(|receiver| {
            let reference: Vec<TokenTree> = receiver.reference.clone().into_iter().collect();
            matches!(reference.as_slice(), [TokenTree::Punct(_)])
        });
        let objects = plan
            .converted
            .iter()
            .all(|converted| converted.object().is_some());
        let returns_borrow = match &function.output {
            ReturnType::Type(_, ty) => {
                has_elided(ty) || !lifetimes_of(ty).is_empty() || has_impl_trait(ty)
            }
            ReturnType::Default => false,
        };
        let plain = function.asyncness.is_none() && function.unsafety.is_none();
        let by_type = by_self && shared && objects && plain && !returns_borrow;
        Some(Recursion {
            by_type,
            name: function.name.clone(),
            inner: placement.inner_name(&function.name),
            is_method,
            by_self,
        })
    }
}
