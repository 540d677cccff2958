//! What a call does with its arguments, where its name tells.
//!
//! In: the tokens before its parentheses. Out: a [`Fate`].

use proc_macro2::{Ident, TokenTree};

use crate::expand::syntax::cursor::{back, is_double_colon, is_one_of, is_punct};

/// What becomes of the arguments of a call or a macro.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    /// Nobody knows.
    Other,
    /// `drop(x)`
    Drops,
    /// `forget(x)`, `ManuallyDrop::new(x)`: never dropped.
    Forgets,
    /// `swap(&mut x, &mut y)`
    Replaces,
    /// `size_of_val(&x)`: shows the value's own type, size or address.
    Observes,
    /// `fs::read(x)`: a function of std that does nothing but convert it first.
    Converts,
    /// `format!("{}", x)`
    Formats,
    /// No call: a block that yields its value.
    Yields,
}

impl Fate {
    /// The fate of the parentheses at `at`.
    pub(super) fn before(tokens: &[TokenTree], at: usize) -> Self {
        let end = before_arguments(tokens, at);
        let Some(TokenTree::Ident(name)) = back(tokens, end, 1) else {
            return Fate::Other;
        };
        if is_punct(back(tokens, end, 2), '.') && !is_punct(back(tokens, end, 3), '.') {
            return of_method(tokens, end, name);
        }
        let path = is_double_colon(back(tokens, end, 3), back(tokens, end, 2));
        let of = match path.then(|| back(tokens, before_arguments(tokens, end - 3), 1)) {
            Some(Some(TokenTree::Ident(of))) => Some(of),
            Some(_) => return Fate::Other,
            None => None,
        };
        of_function(of, name)
    }

    /// The arguments of a macro.
    pub(super) fn of_macro(name: &str) -> Self {
        if name.starts_with("addr_of") {
            Fate::Observes
        } else if FORMATS.contains(&name) {
            Fate::Formats
        } else {
            Fate::Other
        }
    }

    /// Whether what holds the value, as `Some(x)` in `drop(Some(x))`, is treated like it.
    pub(super) fn reaches_into(self) -> bool {
        matches!(self, Fate::Drops | Fate::Forgets | Fate::Observes)
    }
}

const FORMATS: [&str; 18] = [
    "debug",
    "eprint",
    "eprintln",
    "error",
    "format",
    "format_args",
    "info",
    "log",
    "panic",
    "print",
    "println",
    "todo",
    "trace",
    "unimplemented",
    "unreachable",
    "warn",
    "write",
    "writeln",
];

/// Where the generic arguments begin that end at `at`, as in `f::<A>(..)`; or `at`.
fn before_arguments(tokens: &[TokenTree], at: usize) -> usize {
    if !is_punct(back(tokens, at, 1), '>') {
        return at;
    }
    let mut depth = 0_usize;
    let mut start = at;
    while start > 0 {
        start -= 1;
        if is_punct(tokens.get(start), '>') {
            depth += 1;
        } else if is_punct(tokens.get(start), '<') {
            depth -= 1;
        }
        if depth == 0 {
            break;
        }
    }
    let colons = is_double_colon(back(tokens, start, 2), back(tokens, start, 1));
    if colons {
        start - 2
    } else {
        start
    }
}

fn of_method(tokens: &[TokenTree], end: usize, name: &Ident) -> Fate {
    const CONVERT: [&str; 5] = ["arg", "args", "current_dir", "env", "env_remove"];
    let mut converts = is_one_of(name, &CONVERT);
    if name == "open" {
        let mut at = end;
        while at > 0 && !is_punct(tokens.get(at - 1), ';') {
            at -= 1;
            converts |= matches!(&tokens[at], TokenTree::Ident(of) if of == "OpenOptions");
        }
    }
    if converts {
        Fate::Converts
    } else {
        Fate::Other
    }
}

/// `name(..)`, or `of::name(..)`.
fn of_function(of: Option<&Ident>, name: &Ident) -> Fate {
    const OBSERVE: [&str; 10] = [
        "addr_eq",
        "align_of_val",
        "discriminant",
        "from_ref",
        "min_align_of_val",
        "size_of_val",
        "transmute",
        "transmute_copy",
        "type_id",
        "type_name_of_val",
    ];
    const OF_POINTERS: [&str; 6] = ["eq", "from", "from_mut", "from_ref", "hash", "read"];
    const OF_PATHS: [(&str, &str); 8] = [
        ("Command", "new"),
        ("File", "create"),
        ("File", "create_new"),
        ("File", "open"),
        ("OsStr", "new"),
        ("OsString", "from"),
        ("Path", "new"),
        ("PathBuf", "from"),
    ];
    let is_of = |names: &[&str]| of.is_some_and(|of| is_one_of(of, names));
    let of_memory = of.is_none() || is_of(&["mem"]);
    if name == "drop" && of_memory {
        Fate::Drops
    } else if name == "forget" && of_memory
        || name == "new" && is_of(&["ManuallyDrop", "MaybeUninit"])
        || is_one_of(name, &["leak", "into_raw"])
    {
        Fate::Forgets
    } else if is_one_of(name, &["swap", "replace", "take"]) && of_memory {
        Fate::Replaces
    } else if is_of(&["slice", "array", "option"]) {
        Fate::Other
    } else if is_one_of(name, &OBSERVE)
        || is_of(&["ptr", "NonNull"]) && is_one_of(name, &OF_POINTERS)
        || of.is_none() && name == "eq"
    {
        Fate::Observes
    } else if is_of(&["fs"])
        || OF_PATHS
            .iter()
            .any(|(owner, method)| is_of(&[owner]) && name == method)
        || is_of(&["env"]) && is_one_of(name, &["remove_var", "set_current_dir", "var", "var_os"])
    {
        Fate::Converts
    } else {
        Fate::Other
    }
}
