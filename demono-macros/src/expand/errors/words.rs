//! What the attribute says where it refuses, in lower case: the construct, the reason, the
//! remedy.
//!
//! In: a [`Cause`]. Out: its message, without the product's name.

use std::fmt::{self, Display, Formatter};

use proc_macro2::Ident;

use crate::expand::errors::cause::{Cause, Outlives, StaysIn};
use crate::expand::errors::own_value::OrConverted;

impl Display for Cause {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Cause::Syntax(error) => write!(
                f,
                "{error}; write, for example, `#[demono(partial)]` or `#[demono(skip(a, b))]`"
            ),
            Cause::WithoutNames(word) if word == "types" || word == "generics" => write!(
                f,
                "`{word}` needs names that stand in the function, as in `{word}(E, V3)`"
            ),
            Cause::WithoutNames(word) => write!(
                f,
                "`{word}(..)` needs the names of parameters, as in `{word}(a, b)`"
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
                "unknown option `{text}`; the options are `dyn`, `partial`, `skip(..)`, `inline`, \
                 `types(..)`, `generics(..)`, `crate = path`, and `parameter: Type = expression`"
            ),
            Cause::SkipOfFunction => f.write_str(
                "`skip` without parameters is for a method whose block has the attribute; name \
                 the parameters here: `skip(a, b)`",
            ),
            Cause::SkipOfBlock => f.write_str(
                "`skip` without parameters is for a method of this block; name the parameters \
                 here: `skip(a, b)`",
            ),
            Cause::NoParameter(option) => {
                write!(f, "`{option}` names no parameter of this function")
            }
            Cause::NoParameterOfBlock(name) => write!(
                f,
                "no method of this block that can be split has a parameter `{name}`"
            ),
            Cause::NoObject(name) => write!(
                f,
                "`{name}` has no bound that can become a trait object here; give it one, or \
                 remove `{name}` from `dyn(..)`"
            ),
            Cause::HasConversion(name) => write!(
                f,
                "`{name}` is already converted by its bound; remove it from `dyn(..)`"
            ),
            Cause::NoBody => f.write_str(
                "there is nothing to split in a function without a body; put `#[demono]` where \
                 the body is",
            ),
            Cause::NotAFunction(kind) => write!(
                f,
                "`#[demono]` splits functions, but this is {kind}; put it on a function, a \
                 method, an `impl` block or a trait"
            ),
            Cause::ConstFunction => f.write_str(
                "a `const fn` cannot be split: the shim's conversions are trait calls, which are not \
                 const; remove `const` or the attribute",
            ),
            Cause::Variadic => f.write_str(
                "C-variadic arguments cannot be passed on to the inner; remove the attribute",
            ),
            Cause::AttributeBelow(name) => write!(
                f,
                "`#[{name}]` changes how a body is compiled, but below `#[demono]` it gets only the \
                 shim; put it above"
            ),
            Cause::AsyncTraitAbove => f.write_str(
                "`#[async_trait]` has already rewritten this method; put it below `#[demono]`",
            ),
            Cause::NothingInFunction { name, objects } => {
                let others = if *objects {
                    ", or by a trait that can become an object"
                } else {
                    " (`#[demono(dyn)]` turns other traits into objects)"
                };
                write!(
                    f,
                    "nothing to convert in `{name}`: no parameter is bounded by `Into`, `TryInto`, \
                     `AsRef`, `AsMut`, `Borrow`, `BorrowMut`, `Display` or `ToString` in a form that \
                     can be converted{others}; remove the attribute"
                )
            }
            Cause::NothingInBlock(what) => write!(
                f,
                "nothing to convert in {what}: no method has both a convertible parameter and a \
                 body worth splitting; remove the attribute, or write `#[demono]` on the method"
            ),
            Cause::UnnamedError(name) => write!(
                f,
                "the inner has to name the error of `{name}: TryInto`, which has no name here; \
                 write `TryInto<T, Error = E>`, add the bound `E: From<P::Error>`, or write \
                 `#[demono(skip({name}))]`"
            ),
            Cause::TwoConversions {
name, bounds } => write!(
                f,
                "`{name}` is bounded by two conversions, `{}` and `{}`, but can be \
                 converted by only one; use only one of them in the body, or write \
                 `#[demono(skip({name}))]`",
                bounds[0], bounds[1]
            ),
            Cause::NotDynCompatible(bound) => write!(
                f,
                "`{bound}` is not dyn-compatible, so this cannot become a trait object; remove \
                 the bound, or write `skip(..)` or `partial`"
            ),
            Cause::AloneOnly => f.write_str(
                "this trait cannot share a trait object with another trait; bound the parameter \
                 by only one of them, or write `skip(..)`",
            ),
            Cause::UnnamedItem => f.write_str(
                "the inner cannot name the `Item` of this iterator; write `IntoIterator<Item = \
                 T>` with a concrete `T`, or with an item that is `Into<T>`, `AsRef<T>` or `Display`",
            ),
            Cause::UnnamedOutput => f.write_str(
                "the inner cannot name the `Output` of this future; write `Future<Output = T>` \
                 with a concrete `T`, or write `skip(..)`",
            ),
            Cause::NamedIterator => f.write_str(
                "in the inner the iterator has another type than this `IntoIter`; remove it, or \
                 write `skip(..)`",
            ),
            Cause::LentTuple => f.write_str(
                "a tuple that contains an `AsRef` cannot be passed on without an allocation for \
                 each item; take `Into<..>` or a concrete type in it, or write `skip(..)`",
            ),
            Cause::LentOption => f.write_str(
                "the `AsRef` items of an optional iterator cannot be borrowed one at a time; take \
                 `Into<..>` or concrete items, or write `skip(..)`",
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
            Cause::UnclearName(name) => write!(
                f,
                "`{name}` may be a type or constant, or a generic of an `impl` around this \
                 function, which the attribute cannot see; write `#[demono(types({name}))]` or \
                 `#[demono(generics({name}))]`, or put the attribute on the `impl` block"
            ),
            Cause::HiddenLifetime => f.write_str(
                "the inner borrows an additional parameter, so this elided lifetime becomes \
                 ambiguous; name it here and in the parameter that it comes from (`Type<'a>`)",
            ),
            Cause::CapturedBorrow => f.write_str(
                "the `impl Trait` that this method of a trait returns would capture a borrow of \
                 what the shim owns; take the parameter as `impl Into<..>`, return a concrete \
                 type, or write `#[demono(skip)]`",
            ),
            Cause::SeveralTraits(name) => write!(
                f,
                "`{name}` has several traits, so its object needs one trait that combines them, \
                 and an attribute on a method has no place to declare that; put `#[demono(dyn)]` \
                 on the `impl` block"
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
                    "`{name}` would be passed on as `{object}`, which is not `Send`, so the future of \
                     this `async fn` would not be `Send` either; add `{needs}` to {of_what}, or write \
                     `#[demono(skip({name}))]`"
                )
            }
            Cause::TargetNotSend { name, needs } => write!(
                f,
                "`{name}` is converted to a type that is not `{needs}`, so what holds it could no \
                 longer be sent to another thread; write `#[demono(skip({name}))]`, or, if \
                 nothing has to be sent, give the conversion as `#[demono({name}: T = ..)]`"
            ),
            Cause::UsedTwice {
                name,
                times,
                custom: true,
            } => write!(
                f,
                "`{name}` is used {times} times, but it is converted only once, and the converted \
                 value may not be `Copy`; convert it with a `let` in the body"
            ),
            Cause::UsedTwice {
                name,
                times,
                custom: false,
            } => write!(
                f,
                "`{name}` is `Copy` and used {times} times, but it is converted only once, and \
                 the converted value may not be `Copy`; write `#[demono(skip({name}))]`"
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
                "`{name}` is passed on here, where by `{lifetime}` it may be kept, but \
                 the inner only borrows it; {}write `#[demono(skip({name}))]`",
                OrConverted("pass on", conversion)
            ),
            Cause::UsedUp(name) => write!(
                f,
                "`{name}` is consumed here, and the returned value may keep it, but the inner \
                 only borrows it; return a value that does not keep it, or write \
                 `#[demono(skip({name}))]`"
            ),
            Cause::PassedResult(name) => write!(
                f,
                "`{name}` is passed on unconverted here, but in the inner it is the `Result` of \
                 its conversion; pass on `{name}.try_into()?`, or write `#[demono(skip({name}))]`"
            ),
            Cause::MappedError(name) => write!(
                f,
                "the error of `{name}.try_into()` is used here before it is mapped, but in the \
                 inner it is mapped already; write `{name}.try_into()?` or `Err(error.into())`, \
                 or write `#[demono(skip({name}))]`"
            ),
            Cause::OtherMeaning(name) => write!(
                f,
                "this looks like the conversion of `{name}`, but is not: an operator takes a part \
                 of it, or a name in it means something else here; use `{name}`, which is \
                 converted already"
            ),
            Cause::HeldWhole { name, owned } => {
                let and = if *owned { "&" } else { "" };
                write!(
                    f,
                    "the items of `{name}` become objects, so that `{name}` itself is no slice in \
                     the inner; use it as in `for item in {and}{name}`, as `{name}[index]`, or with \
                     `iter`, `len`, `is_empty`, `get`, `first` or `last`, or write \
                     `#[demono(skip({name}))]`"
                )
            }
            Cause::HeldItem { name, item } if name == item => write!(
                f,
                "an item of `{name}` is handed on here, and in the inner it is an object, whose size \
                 and type are not those of the item; hand on what its methods return, or write \
                 `#[demono(skip({name}))]`"
            ),
            Cause::HeldItem { name, item } => write!(
                f,
                "`{item}`, an item of `{name}`, is handed on here, and in the inner it is an object, \
                 whose size and type are not those of the item; hand on what its methods return, \
                 or write `#[demono(skip({name}))]`"
            ),
            Cause::HeldType(name) => write!(
                f,
                "this may observe the type of an item of `{name}`, which is an object in the inner; \
                 write `#[demono(skip({name}))]`"
            ),
            Cause::HeldReturned(name) => write!(
                f,
                "the returned `impl Trait` may keep `{name}`, whose items are objects in the inner, \
                 and would then not be `Send`; return a concrete type, or write \
                 `#[demono(skip({name}))]`"
            ),
            Cause::KeptItems(name) => write!(
                f,
                "the items of `{name}` are lent to the inner one at a time, and this would keep one; use \
                 `{name}` in a `for` loop or with `map`, `for_each` or the like, take `impl Into<..>` items, or write `#[demono(skip({name}))]`"
            ),
            Cause::Unfollowed {
                name,
                variable,
                method,
            } => write!(
                f,
                "`{variable}` may have the value of the parameter `{name}`, which is converted \
                 already, so that `{method}` would convert it again; convert `{name}` itself, as in \
                 `{name}.{method}()`, before it becomes part of anything else, or write \
                 `#[demono(skip({name}))]`"
            ),
            Cause::MaybeRebound(name) => write!(
                f,
                "`{name}` may be another variable here, declared by a macro that was given its \
                 name; convert it before that macro, into a variable of another name, or write \
                 `#[demono(skip({name}))]`"
            ),
            Cause::PassedWithType { name, conversion } => {
                write!(
                    f,
                    "`{name}` is passed on unconverted here, where its type may matter; "
                )?;
                match conversion {
                    Some(conversion) => write!(f, "pass on its converted value (`{conversion}`)"),
                    None => write!(f, "write `#[demono(skip({name}))]`"),
                }
            }
            Cause::TakenByValue { name, method } => write!(
                f,
                "`{method}` probably takes `{name}` by value, which no trait object can be; \
                 convert it with `#[demono({name}: T = {name}.{method}(..))]`, where `T` is what \
                 it returns, or write `#[demono(skip({name}))]`"
            ),
            Cause::SameType { name, other } => write!(
                f,
                "`{name}` and `{other}` have one type, and their values may change places here, \
                 but in the inner each is a borrow of its own; use the converted \
                 values, or write `#[demono(skip({name}, {other}))]`"
            ),
            Cause::Duplicated(name) => write!(
                f,
                "`{name}` is copied or cloned here, but in the inner it is a `&mut` to the one \
                 that was passed; write `#[demono(skip({name}))]`"
            ),
            Cause::NotUnwindSafe(name) => write!(
                f,
                "`{name}` is `UnwindSafe`, but the reference by which the inner has it is not; \
                 write `#[demono(skip({name}))]`"
            ),
            Cause::Boxed { name, owner } => write!(
                f,
                "`{name}` is put into `{owner}`, which may be kept, but the inner only borrows \
                 it; write `#[demono(skip({name}))]`"
            ),
            Cause::HandedToSibling(name) => write!(
                f,
                "`{name}` is a trait object in the inner, which this method of the block takes \
                 only by a generic that is `?Sized`; bound that by `?Sized`, or write \
                 `#[demono(skip({name}))]`"
            ),
            Cause::OtherPredicate {
                name,
                object,
                conversion,
            } => {
                let becomes = if *object { "a trait object" } else { "converted" };
                write!(
                    f,
                    "`{name}` is used unconverted in the body, possibly because of this bound, but in \
                     the inner it is {becomes}; {}write `#[demono(skip({name}))]`",
                    OrConverted("use", conversion)
                )
            }
            Cause::OwnValue(own) => own.fmt(f),
            Cause::OtherBound {
                name,
                bound,
                conversion,
            } => write!(
                f,
                "`{name}` is also bounded by `{bound}` and used as such in the body, but in the \
                 inner it is converted; use the converted value (`let {name} = {conversion};`), \
                 or write `#[demono(skip({name}))]`"
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
                    "parameter `{pattern}` has it in a form that cannot be converted; give it a \
                     concrete type, or write {object}`#[demono(partial)]`"
                )
            }
            StaysIn::ReturnType => f.write_str(
                "the return type contains it; return the converted type, or write `#[demono(partial)]`",
            ),
            StaysIn::Body => f.write_str(
                "the body names it; name the converted type instead, or write `#[demono(partial)]`",
            ),
            StaysIn::Bound => f.write_str(
                "this type or bound contains it; make it concrete, or write `#[demono(partial)]`",
            ),
        }
    }
}

fn or_object(object: bool) -> &'static str {
    if object {
        "`#[demono(dyn)]` if a trait object will do, or "
    } else {
        ""
    }
}

fn captured(f: &mut Formatter<'_>, name: &Ident, outlives: &Outlives, object: bool) -> fmt::Result {
    write!(
        f,
        "`{name}` is captured here by a `move` closure or block that "
    )?;
    match outlives {
        Outlives::Lifetime(lifetime) => {
            write!(f, "may outlive the call, by the bound `{lifetime}`")
        }
        Outlives::Returned => f.write_str("the returned `impl Trait` may keep"),
    }?;
    f.write_str(", but the shim owns it; ")?;
    if !object {
        f.write_str("take an owned value (`impl Into<..>`), or ")?;
    }
    write!(f, "write `#[demono(skip({name}))]`")
}
