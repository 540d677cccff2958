//! Why the attribute refuses: what is wrong, and what a message has to know of it. The
//! words are in `words.rs`.

use proc_macro2::Ident;

use crate::expand::errors::own_value::OwnValue;

pub(crate) enum Cause {
    // ---- the attribute's words
    /// They do not parse, as syn says.
    Syntax(String),
    /// `skip()`, `dyn()`
    WithoutNames(Ident),
    /// `partial(..)`, `inline(..)`
    WithArguments(Ident),
    UnknownOption {
        text: String,
        nearest: Option<&'static str>,
    },
    /// `skip` alone on a function.
    SkipOfFunction,
    /// `skip` alone on a block.
    SkipOfBlock,
    /// An option with the name of no parameter, as it is written.
    NoParameter(String),
    NoParameterOfBlock(Ident),
    /// In `dyn(..)`: no object can be made of it.
    NoObject(Ident),
    /// In `dyn(..)`: it has a conversion.
    HasConversion(Ident),

    // ---- what it stands on
    NoBody,
    /// "a struct"
    NotAFunction(&'static str),
    ConstFunction,
    Variadic,

    /// An attribute below that would change the body and gets the shim only.
    AttributeBelow(String),
    /// `#[async_trait]` has changed the method already.
    AsyncTraitAbove,

    // ---- nothing to convert
    NothingInFunction {
        name: Ident,
        /// The user wrote `dyn`.
        objects: bool,
    },
    /// "this trait"
    NothingInBlock(&'static str),

    // ---- bounds that no parameter can cross by
    /// A `TryInto` whose error the inner cannot name.
    UnnamedError(Ident),
    TwoConversions {
        name: Ident,
        bounds: Box<[String; 2]>,
    },
    /// The bound.
    NotDynCompatible(String),
    /// A trait that cannot be one object with another.
    AloneOnly,
    /// An `Item` that the inner cannot name.
    UnnamedItem,
    /// The `Output` of a `Future`, likewise.
    UnnamedOutput,
    /// Arguments of `IntoIterator` other than `Item`.
    NamedIterator,
    /// `AsRef` in a tuple.
    LentTuple,
    /// `AsRef` items in an `Option`.
    LentOption,

    // ---- what would stay generic on the inner
    Stays {
        generic: Ident,
        reason: StaysIn,
    },
    /// An `impl Trait`
    StaysAnonymous {
        pattern: String,
        object: bool,
    },

    // ---- signatures that the inner cannot have
    /// A type, or a generic of an impl that the attribute cannot see.
    UnclearName(Ident),
    HiddenLifetime,
    /// By the `impl Trait` that a method of a trait returns.
    CapturedBorrow,
    /// An object with several traits, for which there is no place.
    SeveralTraits(Ident),

    // ---- what the body does with a parameter
    /// The future of an `async fn` would not be `Send`.
    NotSend {
        name: Ident,
        /// "&mut dyn"
        object: &'static str,
        needs: &'static str,
        /// The bound belongs on its iterator, not on itself.
        iterates: bool,
    },
    /// Nor by what the parameter is converted to.
    TargetNotSend {
        name: Ident,
        needs: &'static str,
    },
    /// A value that may not be `Copy`.
    UsedTwice {
        name: Ident,
        times: usize,
        custom: bool,
    },
    /// By a `move` closure or block that may outlive the call.
    Captured {
        name: Ident,
        outlives: Outlives,
        object: bool,
    },
    /// Passed on where it may be kept.
    PassedOn {
        name: Ident,
        lifetime: String,
        conversion: Option<String>,
    },
    /// What is returned may keep it.
    UsedUp(Ident),
    /// It would be a `Result`.
    PassedResult(Ident),
    /// The error of this conversion is looked at before it is mapped.
    MappedError(Ident),
    /// The tokens of its conversion, with another meaning.
    OtherMeaning(Ident),
    /// A slice whose items are objects, where only the slice itself will do.
    HeldWhole {
        name: Ident,
        /// It is a value of its own, of which the body may not take the items.
        owned: bool,
    },
    /// An item of such a slice, handed to a function of the user's.
    HeldItem {
        name: Ident,
        item: String,
    },
    /// A slice whose items are objects, where the type of an item may be observed.
    HeldType(Ident),
    /// A slice whose items are objects, beside a returned `impl Trait`.
    HeldReturned(Ident),
    /// Items that would be lent, and are kept.
    KeptItems(Ident),
    /// Its conversion, called on a variable that may have its value.
    Unfollowed {
        name: Ident,
        variable: Ident,
        method: &'static str,
    },
    /// After a macro that may have declared another variable of that name.
    MaybeRebound(Ident),
    /// Its type stays and may matter here.
    PassedWithType {
        name: Ident,
        conversion: Option<String>,
    },
    /// By a method that an object has not.
    TakenByValue {
        name: Ident,
        method: Ident,
    },
    /// An object that is put into a `Box`.
    Boxed {
        name: Ident,
        owner: Ident,
    },
    /// Two `&mut` that were of one type.
    SameType {
        name: Ident,
        other: Ident,
    },
    /// What there is only one `&mut` of.
    Duplicated(Ident),
    NotUnwindSafe(Ident),
    /// Another method of the block, which takes no object.
    HandedToSibling(Ident),
    /// A predicate, for which its own type may matter.
    OtherPredicate {
        name: Ident,
        object: bool,
        conversion: Option<String>,
    },
    /// What the caller's own value is, or becomes, shows.
    OwnValue(Box<OwnValue>),
    /// Another of its bounds, on which the body relies.
    OtherBound {
        name: Ident,
        bound: String,
        conversion: String,
    },
}

/// What holds a generic on the inner.
pub(crate) enum StaysIn {
    Parameter {
        pattern: String,
        /// An object could take its place.
        object: bool,
    },
    ReturnType,
    Body,
    Bound,
}

/// Why a capture may outlive the call.
pub(crate) enum Outlives {
    /// By this lifetime among its bounds.
    Lifetime(String),
    /// It may be in what is returned.
    Returned,
}
