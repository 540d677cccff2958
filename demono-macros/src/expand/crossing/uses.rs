//! What the body does with each converted parameter.
//!
//! Filled when the body is rewritten, read by the plan, the checks and the inner.

use proc_macro2::{Ident, Span};

use crate::expand::syntax::cursor::is_one_of;

/// The uses of one converted parameter.
#[derive(Default)]
pub(crate) struct Uses {
    /// How often its own conversion is used, such as `x.into()`: in a loop more than once.
    pub(crate) own: usize,
    /// Where that is. It is for the comparison with a parser.
    pub(crate) conversions: Vec<Own>,
    /// Everything else.
    pub(crate) bare: Vec<Bare>,
    /// What is done with it under another name (`let y = &x;`), or with what it contains.
    pub(crate) inside: Vec<Bare>,
    /// The methods that are called on it, with the number of their arguments.
    pub(crate) methods: Vec<(Ident, usize)>,
    /// Where the error of its `try_into` is seen, if that is not only passed on.
    pub(crate) error: Option<Ident>,
    /// Where a `move` closure or an async block captures it.
    pub(crate) captured: Option<Ident>,
    /// Where the tokens of a custom conversion stand, but mean something else.
    pub(crate) mixed: Option<Span>,
    /// Where an iterator that lends its items is used as if it gave them away.
    pub(crate) unlent: Option<Ident>,
    /// Where a slice whose items are objects is used as only a slice can be.
    pub(crate) unlisted: Option<Ident>,
    /// Where one of its items is handed to a function of the user's.
    pub(crate) passed: Option<Ident>,
    /// Where its conversion is called on a name that has its value in a way not followed.
    pub(crate) unfollowed: Option<Ident>,
    /// Where the name may mean something else, and that would matter.
    pub(crate) unsure: Option<Ident>,
}

/// A conversion of the parameter's own.
#[allow(dead_code)]
pub(crate) struct Own {
    pub(crate) at: Ident,
    /// The name is the parameter's, not that of an element or of another variable with its
    /// value.
    pub(crate) itself: bool,
}

impl Uses {
    /// All uses that are not its own conversion, under every name.
    pub(crate) fn all(&self) -> impl Iterator<Item = &Bare> {
        self.bare.iter().chain(&self.inside)
    }

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
    /// What it is an argument of.
    pub(crate) callee: Option<Callee>,
    /// A `&` stands before it.
    pub(crate) borrowed: bool,
    pub(crate) effect: Effect,
}

impl Bare {
    /// Whether what it becomes here cannot keep it.
    pub(crate) fn is_lent(&self) -> bool {
        self.borrowed || self.callee.as_ref().is_some_and(Callee::is_of_std)
    }
}

/// The function or method in whose arguments a parameter stands.
#[derive(Clone)]
pub(crate) struct Callee {
    pub(crate) name: Ident,
    /// `File` of `File::open`
    pub(crate) owner: Option<Ident>,
    /// `self.name(..)`, `Self::name(..)`
    pub(crate) of_self: bool,
    /// `x.name(..)`
    pub(crate) is_method: bool,
}

impl Callee {
    /// A function of std that takes what it needs from its argument.
    pub(crate) fn is_of_std(&self) -> bool {
        const OWNERS: [&str; 18] = [
            "CStr",
            "CString",
            "Command",
            "DirBuilder",
            "File",
            "OpenOptions",
            "OsStr",
            "OsString",
            "Path",
            "PathBuf",
            "String",
            "char",
            "env",
            "fs",
            "io",
            "net",
            "process",
            "str",
        ];
        const METHODS: [&str; 21] = [
            "arg",
            "args",
            "contains",
            "create",
            "current_dir",
            "ends_with",
            "env",
            "eq_ignore_ascii_case",
            "extend_from_slice",
            "join",
            "open",
            "push",
            "push_str",
            "replace",
            "set_extension",
            "set_file_name",
            "starts_with",
            "strip_prefix",
            "with_extension",
            "with_file_name",
            "write_all",
        ];
        match &self.owner {
            Some(owner) => is_one_of(owner, &OWNERS),
            None => self.is_method && !self.of_self && is_one_of(&self.name, &METHODS),
        }
    }
}

/// What a use does to a value, beyond what its context tells.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Effect {
    /// It may do anything that its bounds allow.
    Open,
    /// Nothing of its own: `let y = x;`, as the uses of `y` are recorded as well, or
    /// `fs::read(&x)`.
    None,
    /// It is printed.
    Formatted,
    /// Like `None`, and the owner is dropped at the end of an inner block.
    Scoped,
    /// The owner is dropped or replaced here.
    Dropped,
    /// The value is never dropped.
    Forgotten,
    /// The type, the size or the address of the value itself shows.
    Observed,
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
