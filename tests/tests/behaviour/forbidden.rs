//! Lints that an expansion must not allow, because a user may forbid them (E0453).

#![forbid(
    dead_code,
    single_use_lifetimes,
    unused_braces,
    unused_imports,
    unused_lifetimes,
    unused_mut,
    unused_parens,
    unused_variables
)]

use demono::demono;

#[demono]
fn rest(text: impl AsRef<str>, bytes: &[u8]) -> &[u8] {
    &bytes[text.as_ref().len()..]
}

#[demono]
fn either<'a>(text: impl AsRef<str>, one: &'a [u8], other: &'a [u8]) -> &'a [u8] {
    if text.as_ref().is_empty() {
        one
    } else {
        other
    }
}

#[demono]
fn skipped(text: impl AsRef<str>, bytes: &[u8]) -> impl Iterator<Item = u8> + '_ {
    bytes.iter().copied().skip(text.as_ref().len())
}

#[demono(dyn)]
fn written(mut out: impl std::fmt::Write, mut input: impl std::io::Read) -> usize {
    let mut bytes = [0; 4];
    let n = input.read(&mut bytes).unwrap_or(0);
    out.write_str("ab").map_or(0, |()| n)
}

#[demono(dyn)]
fn lent(
    names: impl IntoIterator<Item = impl AsRef<str>>,
    part: impl for<'a> Fn(&'a str) -> &'a str,
    last: &mut impl FnMut(&str) -> &str,
) -> usize {
    let mut length = 0;
    for name in names {
        length += part(name.as_ref()).len() + last("a").len();
    }
    length
}

#[demono]
fn imported(text: impl Into<String>, mut bytes: impl std::borrow::BorrowMut<[u8]>) -> usize {
    use std::borrow::BorrowMut as _;
    use std::convert::Into;
    bytes.borrow_mut()[0] += 1;
    Into::<String>::into(text).len() + usize::from(bytes.borrow_mut()[0])
}

trait Named {
    fn named(&self, prefix: impl AsRef<str>) -> String;
}

struct Name<'n>(&'n str);

#[demono]
impl Named for Name<'_> {
    fn named(&self, prefix: impl AsRef<str>) -> String {
        let prefix = prefix.as_ref();
        format!("{prefix}{}", self.0)
    }
}

#[demono]
impl<'n> Name<'n> {
    fn longer<'a>(&'a self, than: impl AsRef<str>, other: &'a str) -> &'a str {
        let than = than.as_ref();
        if self.0.len() > than.len() {
            self.0
        } else {
            other
        }
    }

    fn inner(&self, from: impl AsRef<str>) -> &'n str {
        let from = from.as_ref();
        self.0.strip_prefix(from).unwrap_or(self.0)
    }
}

#[test]
fn nothing_is_allowed_that_may_be_forbidden() {
    assert_eq!(rest("a", &[1, 2]), [2]);
    assert_eq!(either("a", &[1], &[2]), [2]);
    assert_eq!(skipped("a", &[1, 2]).collect::<Vec<_>>(), [2]);
    assert_eq!(written(String::new(), &b"ab"[..]), 2);
    assert_eq!(lent(["abc"], |text| &text[1..], &mut |_| ""), 2);
    assert_eq!(imported("ab", [1, 2]), 4);
    assert_eq!(Name("ab").named("c"), "cab");
    assert_eq!(Name("ab").longer("a", "x"), "ab");
    assert_eq!(Name("ab").inner("a"), "b");
}
