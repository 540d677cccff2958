//! Refusals about the caller's own value, where the inner has another, and their words.
//!
//! In: an [`OwnValue`]. Out: its message.

use std::fmt::{self, Display, Formatter};

use proc_macro2::Ident;

/// What the body does with the caller's own value.
pub(crate) enum OwnValue {
    /// Its own type, size or address shows.
    Observed {
        name: Ident,
        object: bool,
        conversion: Option<String>,
    },
    /// The owner is dropped or replaced, which the shim keeps.
    Dropped { name: Ident, object: bool },
    /// It would never be dropped.
    Forgotten(Ident),
    /// A clone of a converted value that may not be `Clone`.
    ClonedTarget { name: Ident, conversion: String },
    /// Passed on where by its bound `'static` it may be a `dyn Any`.
    PassedStatic {
        name: Ident,
        lifetime: String,
        conversion: Option<String>,
    },
}

impl Display for OwnValue {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            OwnValue::Observed {
                name,
                object,
                conversion,
            } => {
                let becomes = if *object { "a trait object" } else { "converted" };
                write!(
                    f,
                    "the type, size or address of `{name}` itself shows here, but in the inner it \
                     is {becomes}; {}write `#[demono(skip({name}))]`",
                    OrConverted("use", conversion)
                )
            }
            OwnValue::Dropped {
                name,
                object: false,
            } => write!(
                f,
                "`{name}` is dropped or replaced here, but the shim owns it and drops it when the body \
                 is done; take it as `impl Into<..>`, remove this, or write \
                 `#[demono(skip({name}))]`"
            ),
            OwnValue::Dropped { name, object: true } => write!(
                f,
                "`{name}` is replaced here, but in the inner it is a trait object; write \
                 `#[demono(skip({name}))]`"
            ),
            OwnValue::Forgotten(name) => write!(
                f,
                "`{name}` is kept from being dropped here, but the inner does not have the caller's \
                 value, only what became of it; write `#[demono(skip({name}))]`"
            ),
            OwnValue::ClonedTarget { name, conversion } => write!(
                f,
                "`{name}` is cloned here, but in the inner it is converted already, and the converted \
                 value may not be `Clone`; convert it first (`let {name} = {conversion};`), or write \
                 `#[demono(skip({name}))]`"
            ),
            OwnValue::PassedStatic {
                name,
                lifetime,
                conversion,
            } => write!(
                f,
                "`{name}` is passed on unconverted here, where by its bound `{lifetime}` its own type \
                 may show (`dyn Any`); {}write `#[demono(skip({name}))]`",
                OrConverted("pass on", conversion)
            ),
        }
    }
}

/// `use its converted value (x.into()), or `, where there is one.
pub(super) struct OrConverted<'a>(pub(super) &'static str, pub(super) &'a Option<String>);

impl Display for OrConverted<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            OrConverted(verb, Some(conversion)) => {
                write!(f, "{verb} its converted value (`{conversion}`), or ")
            }
            OrConverted(_, None) => Ok(()),
        }
    }
}
