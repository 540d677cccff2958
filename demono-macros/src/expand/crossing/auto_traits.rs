//! Whether what a parameter is converted to can be sent to another thread, as far as its
//! tokens show.

use proc_macro2::{TokenStream, TokenTree};

use crate::expand::syntax::cursor::{back, is_one_of, is_punct};
use crate::expand::syntax::mentions::has_any;

/// What is known of a type's `Send`, or of its `Sync` where it is shared.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sent {
    Yes,
    No,
    Unknown,
}

/// Neither `Send` nor `Sync`.
const LOCAL: [&str; 8] = [
    "Args",
    "MappedMutexGuard",
    "MutexGuard",
    "NonNull",
    "Rc",
    "RwLockReadGuard",
    "RwLockWriteGuard",
    "VarsOs",
];

/// `Send`, but not `Sync`.
const UNSHARED: [&str; 5] = ["Cell", "OnceCell", "Receiver", "RefCell", "UnsafeCell"];

/// Traits of std, whose objects are `Send` only if they say so.
const OBJECTS: [&str; 13] = [
    "Any", "AsRef", "BufRead", "Debug", "Display", "Error", "Fn", "FnMut", "FnOnce", "Future",
    "Iterator", "Read", "Write",
];

/// Both, if what is in them is.
const KNOWN: [&str; 40] = [
    "BTreeMap",
    "BTreeSet",
    "Box",
    "CStr",
    "CString",
    "Cow",
    "Duration",
    "HashMap",
    "HashSet",
    "IpAddr",
    "OsStr",
    "OsString",
    "Option",
    "Path",
    "PathBuf",
    "Result",
    "SocketAddr",
    "String",
    "SystemTime",
    "Vec",
    "VecDeque",
    "alloc",
    "bool",
    "char",
    "collections",
    "core",
    "f32",
    "f64",
    "i16",
    "i32",
    "i64",
    "i8",
    "isize",
    "std",
    "str",
    "u16",
    "u32",
    "u64",
    "u8",
    "usize",
];

pub(crate) fn sent(ty: TokenStream, shared: bool) -> Sent {
    let mut sent = Sent::Yes;
    let marker = if shared { "Sync" } else { "Send" };
    let marked = has_any(&ty, &[marker]);
    let tokens: Vec<TokenTree> = ty.into_iter().collect();
    for (at, token) in tokens.iter().enumerate() {
        let found = match token {
            TokenTree::Group(group) => self::sent(group.stream(), shared),
            TokenTree::Punct(mark) if mark.as_char() == '*' => Sent::No,
            TokenTree::Ident(word) if is_one_of(word, &LOCAL) => Sent::No,
            TokenTree::Ident(word) if is_one_of(word, &UNSHARED) => {
                if shared {
                    Sent::No
                } else {
                    Sent::Yes
                }
            }
            TokenTree::Ident(word) if word == "dyn" => match tokens.get(at + 1) {
                _ if marked => Sent::Yes,
                Some(TokenTree::Ident(of)) if is_one_of(of, &OBJECTS) => Sent::No,
                _ => Sent::Unknown,
            },
            TokenTree::Ident(word) if is_one_of(word, &KNOWN) => Sent::Yes,
            TokenTree::Ident(_) if is_punct(back(&tokens, at, 1), '\'') => Sent::Yes,
            TokenTree::Ident(_) => Sent::Unknown,
            TokenTree::Punct(_) | TokenTree::Literal(_) => Sent::Yes,
        };
        match found {
            Sent::No => return Sent::No,
            Sent::Unknown => sent = Sent::Unknown,
            Sent::Yes => {}
        }
    }
    sent
}
