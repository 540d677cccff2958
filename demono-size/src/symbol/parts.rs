//! What a symbol name says, as the readers of both manglings hand it on.

use demono_report::{FamilyKind, Role};

use super::path::TypeName;

/// How the function is shown without arguments.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Spelling {
    /// `<&[u8]>::f`
    Exact,
    /// `<&_>::f`: for impls whose self type is built around a generic one.
    Shape,
    /// `<_>::f`: for impls whose self type itself is generic.
    AnySelf,
}

/// The parts of a [`FunctionName`](crate::FunctionName) that are those of one copy.
#[derive(Debug)]
pub(crate) struct CopyName {
    pub(crate) text: String,
    pub(crate) arguments: Vec<TypeName>,
    pub(crate) self_type: Option<TypeName>,
    pub(crate) instantiated_in: Option<String>,
    pub(crate) role: Role,
    pub(crate) generic: bool,
}

/// The parts of a [`FunctionName`](crate::FunctionName) that copies share.
#[derive(Debug, Clone)]
pub(crate) struct FamilyName {
    pub(crate) item: String,
    pub(crate) item_text: String,
    pub(crate) part: String,
    pub(crate) kind: FamilyKind,
    pub(crate) krate: Option<String>,
}
