//! What the attribute says where it refuses, in lower case: the construct, the reason, the
//! remedy.
//!
//! In: a [`Cause`]. Out: its message, without the product's name.

use std::fmt::{self, Display, Formatter};

use proc_macro2::Ident;

use crate::expand::errors::cause::{Cause, Outlives, StaysIn};

impl Display for Cause {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Cause::Syntax(error) => write!(
                f,
                "{error}; write for example `#[demono(partial)]` or `#[demono(skip(a, b))]`"
            ),
            Cause::WithoutNames(word) => write!(
                f,
                "`{word}` with parentheses names parameters: `{word}(a, b)`"
            ),
            Cause::WithArguments(word) => {
                write!(f, "`{word}` takes no arguments; write `#[demono({word})]`")
            }
            Cause::UnknownOption {
                text,
                nearest: Some(nearest),
            } => write!(f, "unknown option `{text}`; did you mean `{nearest}`?"),
            Cause::UnknownOption {
                text,
                nearest: None,
            } => write!(
                f,
                "unknown option `{text}`; the options are `dyn`, `partial`, `skip(..)`, `inline`, and \
                 `parameter: Type = expression`"
            ),
            Cause::SkipOfFunction => f.write_str(
                "`skip` alone belongs on a method in a block that has the attribute; here it names \
                 parameters: `skip(a, b)`",
            ),
            Cause::SkipOfBlock => f.write_str(
                "`skip` alone belongs on a method of the block; here it names parameters: `skip(a, b)`",
            ),
            Cause::NoParameter(option) => {
                write!(f, "`{option}` names no parameter of this function")
            }
            Cause::NoParameterOfBlock(name) => write!(
                f,
                "`{name}` names no parameter of a method of this block that can be split"
            ),
            Cause::NoObject(name) => write!(
                f,
                "`{name}` has no bound that can be an object in a form that can cross; give it one, \
                 or remove it from `dyn(..)`"
            ),
            Cause::HasConversion(name) => write!(
                f,
                "`{name}` crosses by its conversion; remove it from `dyn(..)`"
            ),
            Cause::NoBody => f.write_str(
                "a function without a body has nothing to split; put `#[demono]` where the body is",
            ),
            Cause::NotAFunction(kind) => write!(
                f,
                "`#[demono]` splits functions, and this is {kind}; put it on a function, a method, an \
                 `impl` block or a trait"
            ),
            Cause::ConstFunction => f.write_str(
                "a `const fn` cannot be split: the shim's conversions are trait calls, which are not \
                 const; remove `const` or the attribute",
            ),
            Cause::Variadic => f.write_str(
                "C-variadic arguments cannot be passed on to an inner; remove the attribute",
            ),
            Cause::NothingInFunction { name, objects } => {
                let others = if *objects {
                    ", or by a trait that can be an object"
                } else {
                    " (`#[demono(dyn)]` turns other traits into objects)"
                };
                write!(
                    f,
                    "nothing to convert in `{name}`: no parameter is bounded by `Into`, `TryInto`, \
                     `AsRef`, `AsMut`, `Borrow`, `BorrowMut`, `Display` or `ToString` in a form that \
                     can cross{others}; remove the attribute"
                )
            }
            Cause::NothingInBlock(what) => write!(
                f,
                "nothing to convert in {what}: no method with a body that is worth it has a parameter \
                 that can cross; remove the attribute, or write `#[demono]` on the method"
            ),
            Cause::UnnamedError(name) => write!(
                f,
                "the error of `{name}: TryInto` has no name here, and the inner needs one; write \
                 `TryInto<T, Error = E>`, bound it by `E: From<P::Error>`, or write \
                 `#[demono(skip({name}))]`"
            ),
            Cause::TwoConversions {
                name,
                first,
                second,
            } => write!(
                f,
                "`{name}` is bounded by two conversions, `{first}` and `{second}`, and crosses as one; \
                 use only one of them, or leave it as it is by `#[demono(skip({name}))]`"
            ),
            Cause::NotDynCompatible(bound) => write!(
                f,
                "`{bound}` is not dyn-compatible, so this cannot cross as a trait object; remove the \
                 bound, or write `skip(..)` or `partial`"
            ),
            Cause::AloneOnly => f.write_str(
                "this trait cannot be one object with another trait; bound a parameter by one of \
                 them, or write `skip(..)`",
            ),
            Cause::UnnamedItem => f.write_str(
                "the `Item` of this iterator has no type that the inner can name; write \
                 `IntoIterator<Item = T>` with a concrete `T`, or with an item that is `Into<T>` or \
                 `AsRef<T>`",
            ),
            Cause::NamedIterator => f.write_str(
                "the inner has another iterator than `IntoIter` says; remove that, or write `skip(..)`",
            ),
            Cause::LentTuple => f.write_str(
                "a tuple with an `AsRef` in it cannot cross without an allocation per item: each would \
                 have to be lent; take `Into<..>` or a concrete type in it, or write `skip(..)`",
            ),
            Cause::LentOption => f.write_str(
                "the `AsRef` items of an optional iterator cannot be lent; take `Into<..>` or concrete \
                 items, or write `skip(..)`",
            ),
            Cause::Stays { generic, reason } => {
                write!(f, "`{generic}` would stay generic on the inner: ")?;
                reason.fmt(f)
            }
            Cause::StaysAnonymous { pattern, object } => {
                let object = or_object(*object);
                write!(
                    f,
                    "`{pattern}` would stay generic on the inner: none of its bounds is a conversion; \
                     give it a concrete type, or write {object}`#[demono(partial)]`"
                )
            }
            Cause::HiddenLifetime => f.write_str(
                "the inner borrows one parameter more, so the lifetime of this type must have a name, \
                 and the parameter it comes from hides it; name it in both (`Type<'a>`)",
            ),
            Cause::CapturedBorrow => f.write_str(
                "the returned `impl Trait` of a trait's method would capture the borrow of what the \
                 shim owns; take the parameter by `impl Into<..>`, return a concrete type, or write \
                 `#[demono(skip)]`",
            ),
            Cause::SeveralTraits(name) => write!(
                f,
                "`{name}` has several traits, and the object needs one that has them all, which a \
                 method's own attribute has no place for; put `#[demono(dyn)]` on the `impl` block"
            ),
            Cause::NotSend {
                name,
                object,
                needs,
                iterates,
            } => {
                let of_what = if *iterates { "`IntoIter`" } else { "its bounds" };
                write!(
                    f,
                    "`{name}` would cross as `{object}`, which is not `Send`, so that the future of \
                     this `async fn` would not be either; add `{needs}` to {of_what}, or write \
                     `#[demono(skip({name}))]`"
                )
            }
            Cause::UsedTwice {
                name,
                times,
                custom: true,
            } => write!(
                f,
                "`{name}` is used {times} times, but it is converted once and its converted value may \
                 not be `Copy`; convert it by a `let` in the body"
            ),
            Cause::UsedTwice {
                name,
                times,
                custom: false,
            } => write!(
                f,
                "`{name}` is `Copy` and used {times} times, but it is converted once and its converted \
                 value may not be `Copy`; write `#[demono(skip({name}))]`"
            ),
            Cause::Captured {
                name,
                outlives,
                object,
            } => captured(f, name, outlives, *object),
            Cause::PassedOn {
                name,
                lifetime,
                conversion,
            } => write!(
                f,
                "`{name}` is passed on here and its bound `{lifetime}` says that it may be kept, but it \
                 would cross as a borrow; {}write `#[demono(skip({name}))]`",
                OrConverted("pass on", conversion)
            ),
            Cause::UsedUp(name) => write!(
                f,
                "`{name}` is used up here, and what is returned may keep it, but it would cross as a \
                 borrow; return a value that does not, or write `#[demono(skip({name}))]`"
            ),
            Cause::PassedResult(name) => write!(
                f,
                "`{name}` is passed on here as it is, but in the inner it would be the `Result` of its \
                 conversion; pass on `{name}.try_into()?`, or write `#[demono(skip({name}))]`"
            ),
            Cause::OtherMeaning(name) => write!(
                f,
                "these are the words of the conversion of `{name}`, but not its value: an operator \
                 takes a part of them, or a name in them means something else here; use `{name}` as it \
                 is converted"
            ),
            Cause::KeptItems(name) => write!(
                f,
                "an item of `{name}` is borrowed from by `as_ref`, so it must be kept somewhere, and \
                 without an allocation only until the next one is asked for; use `{name}` in a `for` \
                 loop or by `map`, `for_each` or the like, take `impl Into<..>` items, or write \
                 `#[demono(skip({name}))]`"
            ),
            Cause::PassedWithType { name, conversion } => {
                write!(
                    f,
                    "`{name}` is passed on here as it is, where its type may matter; "
                )?;
                match conversion {
                    Some(conversion) => write!(f, "pass on its converted value (`{conversion}`)"),
                    None => write!(f, "write `#[demono(skip({name}))]`"),
                }
            }
            Cause::OtherPredicate {
                name,
                object,
                conversion,
            } => {
                let becomes = if *object { "a trait object" } else { "converted" };
                write!(
                    f,
                    "`{name}` is used as it is in the body, and this bound may be what for, but it \
                     would be {becomes}; {}write `#[demono(skip({name}))]`",
                    OrConverted("use", conversion)
                )
            }
            Cause::OtherBound {
                name,
                bound,
                conversion,
            } => write!(
                f,
                "`{name}` is also bounded by `{bound}`, and used as such in the body, where it would be \
                 converted; use the converted value (`let {name} = {conversion};`), or write \
                 `#[demono(skip({name}))]`"
            ),
        }
    }
}

impl Display for StaysIn {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            StaysIn::Parameter { pattern, object } => {
                let object = or_object(*object);
                write!(
                    f,
                    "parameter `{pattern}` has it in a form that is no conversion; give it a concrete \
                     type, or write {object}`#[demono(partial)]`"
                )
            }
            StaysIn::ReturnType => f.write_str(
                "the return type has it; return the converted type, or write `#[demono(partial)]`",
            ),
            StaysIn::Body => f.write_str(
                "the body names it; name the converted type instead, or write `#[demono(partial)]`",
            ),
            StaysIn::Bound => f.write_str(
                "this type or bound has it; make that concrete, or write `#[demono(partial)]`",
            ),
        }
    }
}

fn or_object(object: bool) -> &'static str {
    if object {
        "`#[demono(dyn)]` if an object will do, or "
    } else {
        ""
    }
}

fn captured(f: &mut Formatter<'_>, name: &Ident, outlives: &Outlives, object: bool) -> fmt::Result {
    write!(
        f,
        "`{name}` is captured here by a `move` closure or block, and "
    )?;
    match outlives {
        Outlives::Lifetime(lifetime) => write!(
            f,
            "its bound `{lifetime}` says that the capture may outlive the call"
        ),
        Outlives::Returned => f.write_str("the returned `impl Trait` may keep the capture"),
    }?;
    f.write_str(", but its owner lives in the shim; ")?;
    if !object {
        f.write_str("convert it to an owned value (`impl Into<..>`), or ")?;
    }
    write!(f, "write `#[demono(skip({name}))]`")
}

/// `use its converted value (x.into()), or `, where there is one.
struct OrConverted<'a>(&'static str, &'a Option<String>);

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
