//! Bounds in addition to the conversion, and uses in addition to it.

use std::fmt::Debug;
use std::path::Path;

use demono::demono;

#[demono]
fn with_clone<P: AsRef<Path> + Clone>(path: P) -> usize {
    let again = path.clone();
    path.clone().as_ref().components().count() + again.as_ref().components().count()
}

#[demono]
fn with_copy(text: impl AsRef<str> + Copy) -> usize {
    let count = |text: &str| text.len();
    count(text.as_ref()) + count(text.as_ref())
}

#[demono]
fn with_debug(text: impl AsRef<str> + Debug) -> usize {
    text.as_ref().len()
}

#[demono]
fn passed_on(path: impl AsRef<Path>) -> bool {
    std::fs::metadata(&path).is_ok()
        || std::fs::metadata(path.as_ref()).is_ok()
        || std::fs::metadata(path).is_ok()
}

#[demono]
fn passed_into(name: impl Into<String>) -> String {
    fn inner(name: impl Into<String>) -> String {
        name.into()
    }
    inner(name)
}

#[demono]
fn in_closures(text: impl AsRef<str>, name: impl Into<String>) -> String {
    let length = || text.as_ref().len();
    let short = length();
    let twice = move || text.as_ref().len() * 2;
    let name = (|| name.into())();
    format!("{name}{}{short}", twice())
}

#[demono]
fn several_forms<S: Into<String>, P: AsRef<Path>>(a: S, b: P) -> String {
    let a: String = <S as Into<String>>::into(a);
    let length =
        P::as_ref(&b).components().count() + <_ as AsRef<Path>>::as_ref(&b).components().count();
    format!("{a}{length}{}", (&b).as_ref().display())
}

#[demono]
fn by_function(a: impl Into<String>, b: impl Into<String>, c: impl Into<String>) -> String {
    Into::into(a) + &Into::<String>::into(b) + &::std::convert::Into::into(c)
}

#[demono]
fn value_position(text: impl Into<String>, bytes: impl AsRef<[u8]>) -> (String, usize) {
    text.into().push('x');
    let read = std::io::Read::read(&mut bytes.as_ref(), &mut [0; 2]).unwrap_or(0);
    (String::new(), read)
}

#[demono]
fn conditional(text: impl Into<String>, yes: bool) -> Option<String> {
    if yes {
        return Some(text.into());
    }
    None
}

#[demono]
fn two_conversions<P: AsRef<Path> + Into<std::path::PathBuf>>(path: P) -> usize {
    path.as_ref().components().count()
}

#[demono]
fn labelled(text: impl AsRef<str>) -> usize {
    'outer: loop {
        for c in text.as_ref().chars() {
            if c == 'x' {
                break 'outer 1;
            }
        }
        break 2;
    }
}

#[test]
fn beside_the_conversion() {
    assert_eq!(with_clone("a/b"), 4);
    assert_eq!(with_copy("ab"), 4);
    assert_eq!(with_debug("ab"), 2);
    assert!(passed_on("/"));
    assert_eq!(passed_into('a'), "a");
    assert_eq!(several_forms("a", "b"), "a2b");
    assert_eq!(by_function("a", 'b', String::from("c")), "abc");
    assert_eq!(value_position("a", [1, 2, 3]), (String::new(), 2));
    assert_eq!(conditional("a", true).as_deref(), Some("a"));
    assert_eq!(two_conversions("a/b"), 2);
    assert_eq!(labelled("axb"), 1);
    assert_eq!(in_closures("ab", "n"), "n42");
}
