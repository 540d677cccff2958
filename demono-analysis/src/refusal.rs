//! Why the attribute refuses, for a user of this crate.
//!
//! In: the attribute's [`Cause`]. Out: a [`Refusal`], whose kind can be matched on.

use std::fmt;

use crate::expand::errors::cause::{Cause, StaysIn};

/// Why the attribute refuses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// What is wrong, to match on.
    pub kind: RefusalKind,
    /// As a user of the attribute sees it, without `demono: ` in front.
    pub message: String,
}

/// What is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum RefusalKind {
    /// The attribute's words: an unknown option, an option that names no parameter.
    Options,
    /// What the attribute stands on: not a function, a `const fn`, a function without
    /// a body.
    Item,
    /// No parameter can be converted.
    Nothing,
    /// A parameter's bounds cannot be converted: two conversions, a trait that is not
    /// dyn-compatible.
    Bounds,
    /// A generic would stay on the inner: a parameter has it in a form that cannot be
    /// converted.
    StaysInParameter,
    /// A generic would stay on the inner: the return type has it.
    StaysInReturnType,
    /// A generic would stay on the inner: the body names it.
    StaysInBody,
    /// A generic would stay on the inner: a type or bound that stays has it.
    StaysInBound,
    /// The inner cannot have the signature: a hidden lifetime, a captured borrow.
    Signature,
    /// The future of an `async fn` would no longer be `Send`.
    NotSend,
    /// The body uses a parameter in a way that means something else once it is converted.
    Use,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl Refusal {
    pub(crate) fn of(cause: &Cause) -> Self {
        Refusal {
            kind: kind(cause),
            message: cause.to_string(),
        }
    }
}

fn kind(cause: &Cause) -> RefusalKind {
    match cause {
        Cause::Syntax(_)
        | Cause::WithoutNames(_)
        | Cause::WithArguments(_)
        | Cause::UnknownOption { .. }
        | Cause::SkipOfFunction
        | Cause::SkipOfBlock
        | Cause::NoParameter(_)
        | Cause::NoParameterOfBlock(_)
        | Cause::NoObject(_)
        | Cause::HasConversion(_) => RefusalKind::Options,
        Cause::NoBody
        | Cause::NotAFunction(_)
        | Cause::ConstFunction
        | Cause::Variadic
        | Cause::AttributeBelow(_)
        | Cause::AsyncTraitAbove => RefusalKind::Item,
        Cause::NothingInFunction { .. } | Cause::NothingInBlock(_) => RefusalKind::Nothing,
        Cause::UnnamedError(_)
        | Cause::TwoConversions { .. }
        | Cause::NotDynCompatible(_)
        | Cause::AloneOnly
        | Cause::UnnamedItem
        | Cause::UnnamedOutput
        | Cause::NamedIterator
        | Cause::LentTuple
        | Cause::LentOption => RefusalKind::Bounds,
        Cause::StaysAnonymous { .. } => RefusalKind::StaysInParameter,
        Cause::Stays { reason, .. } => match reason {
            StaysIn::Parameter { .. } => RefusalKind::StaysInParameter,
            StaysIn::ReturnType => RefusalKind::StaysInReturnType,
            StaysIn::Body => RefusalKind::StaysInBody,
            StaysIn::Bound => RefusalKind::StaysInBound,
        },
        Cause::UnclearName(_)
        | Cause::HiddenLifetime
        | Cause::CapturedBorrow
        | Cause::SeveralTraits(_) => RefusalKind::Signature,
        Cause::NotSend { .. } | Cause::TargetNotSend { .. } => RefusalKind::NotSend,
        Cause::UsedTwice { .. }
        | Cause::Captured { .. }
        | Cause::PassedOn { .. }
        | Cause::UsedUp(_)
        | Cause::PassedResult(_)
        | Cause::MappedError(_)
        | Cause::OtherMeaning(_)
        | Cause::KeptItems(_)
        | Cause::MaybeRebound(_)
        | Cause::Unfollowed { .. }
        | Cause::PassedWithType { .. }
        | Cause::TakenByValue { .. }
        | Cause::Boxed { .. }
        | Cause::SameType { .. }
        | Cause::Duplicated(_)
        | Cause::NotUnwindSafe(_)
        | Cause::HandedToSibling(_)
        | Cause::OtherPredicate { .. }
        | Cause::OwnValue(_)
        | Cause::OtherBound { .. }
        | Cause::HeldWhole { .. }
        | Cause::HeldItem { .. }
        | Cause::HeldType(_)
        | Cause::HeldReturned(_) => RefusalKind::Use,
    }
}
