//! Own conversions among the tokens of macros, and functions made by macros.

use std::path::Path;

use demono::demono;

#[demono]
fn formatted(name: impl Into<String>, path: impl AsRef<Path>) -> String {
    format!("{} in {path}", name.into(), path = path.as_ref().display())
}

#[demono]
fn asserted(name: impl AsRef<str>) {
    assert!(!name.as_ref().is_empty(), "empty: {:?}", name.as_ref());
    assert_eq!(name.as_ref().len(), 3);
    debug_assert!(AsRef::<str>::as_ref(&name) != "xyz");
}

#[demono]
fn vector(name: impl Into<String>) -> Vec<String> {
    vec![String::new(), name.into()]
}

#[demono]
fn repeated(name: impl AsRef<str>) -> Vec<String> {
    vec![name.as_ref().to_owned(); 2]
}

#[demono]
fn matched(name: impl AsRef<str>) -> bool {
    matches!(name.as_ref(), "a" | "b")
        || matches!(name.as_ref().len(), len if len > name.as_ref().len() + 1)
}

macro_rules! both {
    ($left:expr, $right:expr) => {
        format!("{}{}", $left, $right)
    };
}

macro_rules! grammar {
    ($value:expr => with $prefix:literal) => {
        String::from($prefix) + &$value
    };
}

macro_rules! statements {
    ($($body:tt)*) => {{ $($body)* }};
}

#[demono]
fn users_macros(name: impl Into<String>, text: impl AsRef<str>) -> String {
    let first = both!(text.as_ref(), <_ as AsRef<str>>::as_ref(&text));
    let second = grammar!(name.into() => with "p-");
    let third = statements! {
        let text = text.as_ref();
        let text: Box<str> = text.into();
        text
    };
    first + &second + &third
}

#[demono]
fn raw_grammar(text: impl AsRef<str>) -> String {
    let text_of = grammar!(AsRef::<str>::as_ref(&text).to_owned() => with "r-");
    text_of + &grammar!({ text.as_ref() }.to_owned() => with "s-")
}

#[demono]
fn defines_macro(text: impl AsRef<str>) -> usize {
    macro_rules! length {
        () => {
            text.as_ref().len()
        };
    }
    length!() + length!()
}

#[test]
fn inside_macros() {
    assert_eq!(formatted("n", "a/b"), "n in a/b");
    asserted("abc");
    assert_eq!(vector('v'), ["", "v"]);
    assert_eq!(repeated("r"), ["r", "r"]);
    assert!(matched("a"));
    assert!(!matched("c"));
    assert_eq!(users_macros("n", "t"), "ttp-nt");
    assert_eq!(raw_grammar("x"), "r-xs-x");
    assert_eq!(defines_macro("ab"), 4);
}

macro_rules! make {
    ($name:ident, $target:ty, $argument:ident, $body:expr) => {
        #[demono]
        fn $name($argument: impl Into<$target>) -> $target {
            $body
        }
    };
}

make!(made, String, name, name.into() + "!");
make!(made_optional, Option<u8>, byte, byte.into());

macro_rules! whole_type {
    ($name:ident, $ty:ty) => {
        #[demono]
        fn $name(text: $ty) -> usize {
            let text = text.as_ref();
            text.len()
        }
    };
}

whole_type!(by_type, impl AsRef<str>);

macro_rules! item {
    ($item:item) => {
        $item
    };
}

item! {
    #[demono]
    fn passed_through(text: impl AsRef<str>) -> usize {
        text.as_ref().len()
    }
}

#[test]
fn made_by_macros() {
    assert_eq!(made('a'), "a!");
    assert_eq!(made_optional(3), Some(3));
    assert_eq!(by_type("abc"), 3);
    assert_eq!(passed_through(String::from("ab")), 2);
}
