//! Borrows that come back out: elision must not break.

use std::borrow::Cow;
use std::path::Path;

use demono::demono;

#[demono]
fn elided(text: &str, prefix: impl AsRef<str>) -> &str {
    text.strip_prefix(prefix.as_ref()).unwrap_or(text)
}

#[demono]
fn elided_anonymous(text: Cow<'_, str>, prefix: impl AsRef<str>) -> Cow<'_, str> {
    if text.starts_with(prefix.as_ref()) {
        Cow::Owned(text[prefix.as_ref().len()..].to_owned())
    } else {
        text
    }
}

#[demono]
#[allow(mismatched_lifetime_syntaxes)]
fn hidden(text: &str, suffix: impl AsRef<str>) -> Cow<str> {
    if text.ends_with(suffix.as_ref()) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.to_owned() + suffix.as_ref())
    }
}

#[demono]
fn named<'a>(text: &'a str, prefix: impl AsRef<str>) -> Option<&'a str> {
    text.strip_prefix(prefix.as_ref())
}

#[demono]
fn two<'a, 'b: 'a>(left: &'a str, right: &'b str, pick: impl AsRef<str>) -> &'a str {
    if pick.as_ref() == "left" {
        left
    } else {
        right
    }
}

#[demono]
fn of_static(name: impl AsRef<str>) -> &'static str {
    match name.as_ref() {
        "a" => "alpha",
        _ => "other",
    }
}

#[demono]
fn through<P: AsRef<Path> + ?Sized>(path: &P, prefix: impl AsRef<Path>) -> &Path {
    path.as_ref()
        .strip_prefix(prefix.as_ref())
        .unwrap_or(path.as_ref())
}

#[demono]
fn through_named<'a, P>(path: &'a P) -> &'a Path
where
    P: AsRef<Path> + ?Sized + 'a,
{
    path.as_ref()
}

#[demono]
fn with_function(text: &str, name: impl AsRef<str>, pick: fn(&str) -> &str) -> &str {
    assert!(!pick(name.as_ref()).is_empty());
    text
}

#[demono]
fn exclusive(list: &mut Vec<u8>, name: impl AsRef<[u8]>) -> &mut [u8] {
    list.extend_from_slice(name.as_ref());
    list
}

#[demono]
fn unused_lifetime<'a, S: Into<Cow<'a, str>>>(text: S) -> usize {
    text.into().len()
}

#[demono]
fn borrowed_iterator<'a>(text: &'a str, pattern: impl AsRef<str>) -> impl Iterator<Item = &'a str> {
    text.split(pattern.as_ref()).collect::<Vec<_>>().into_iter()
}

#[test]
fn come_back() {
    assert_eq!(elided("abc", String::from("a")), "bc");
    assert_eq!(elided_anonymous(Cow::Borrowed("abc"), "a"), "bc");
    assert_eq!(hidden("abc", "c"), "abc");
    assert_eq!(named("abc", "ab"), Some("c"));
    assert_eq!(two("l", "r", "left"), "l");
    assert_eq!(of_static("a"), "alpha");
    assert_eq!(through("a/b", "a"), Path::new("b"));
    assert_eq!(through_named("a"), Path::new("a"));
    assert_eq!(with_function("t", "n", |s| s), "t");
    assert_eq!(exclusive(&mut vec![1], [2]), [1, 2]);
    assert_eq!(unused_lifetime("abc"), 3);
    assert_eq!(borrowed_iterator("a,b", ",").count(), 2);
    let text = String::from("abc");
    let rest = {
        let prefix = String::from("a");
        elided(&text, &prefix)
    };
    assert_eq!(rest, "bc");
}
