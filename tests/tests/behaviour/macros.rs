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

mod shown {
    use demono::demono;

    #[demono]
    fn short(text: impl AsRef<str>, name: impl Into<String>) -> usize {
        assert!(text.as_ref().len() < 3);
        std::assert!(text.as_ref() != "b" && text.as_ref().as_bytes().len() < 9);
        name.into().len()
    }

    #[demono]
    fn large(number: impl Into<u32>) {
        debug_assert!(number.into() > 3)
    }

    #[demono]
    fn filled(mut buffer: impl AsMut<[u8]>) -> u8 {
        assert!(buffer.as_mut().len() > 1);
        buffer.as_mut()[0] = 3;
        assert!(buffer.as_mut()[0] == 3, "not {}", buffer.as_mut()[0]);
        buffer.as_mut()[0]
    }

    #[demono]
    fn named(text: impl AsRef<str>) -> String {
        format!("{}={}", stringify!(text.as_ref()), text.as_ref())
    }

    #[demono]
    fn branches(text: impl AsRef<str>, full: bool) -> usize {
        if full {
            assert!(text.as_ref().len() > 0)
        } else {
            assert!(text.as_ref().is_empty());
        }
        match full {
            true => assert!(!text.as_ref().is_empty()),
            false => (),
        }
        let all = |texts: &[&str]| {
            assert!(texts.iter().all(|other| other.len() <= text.as_ref().len()));
        };
        all(&["", ""]);
        text.as_ref().len()
    }

    fn message<R>(run: impl FnOnce() -> R + std::panic::UnwindSafe) -> String {
        let panic = std::panic::catch_unwind(run).err().expect("it asserts");
        match panic.downcast::<&str>() {
            Ok(text) => text.to_string(),
            Err(panic) => *panic.downcast::<String>().expect("a text"),
        }
    }

    #[test]
    fn what_a_macro_shows_is_as_written() {
        let of = |text: &str| format!("assertion failed: {text}");
        let long = message(|| short("aaaa", "x"));
        assert_eq!(long, of("text.as_ref().len() < 3"));
        assert_eq!(short("a", "x"), 1);
        assert_eq!(message(|| large(1_u8)), of("number.into() > 3"));
        let empty = message(|| filled([1]));
        assert_eq!(empty, of("buffer.as_mut().len() > 1"));
        assert_eq!(filled([1, 2]), 3);
        assert_eq!(named("a"), "text.as_ref()=a");
        assert_eq!(branches("ab", true), 2);
        assert_eq!(branches("", false), 0);
    }
}
