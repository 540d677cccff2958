//! Functions of every kind.

#[allow(unused_imports)] // not in the prelude of edition 2018
use std::convert::TryFrom;
#[allow(unused_imports)]
use std::convert::TryInto;
use std::path::Path;

use demono::demono;

#[demono]
unsafe fn unsafe_fn(bytes: *const u8, name: impl AsRef<str>) -> u8 {
    // SAFETY: the caller says so.
    unsafe { *bytes.add(name.as_ref().len()) }
}

#[demono]
extern "C" fn extern_c(name: impl AsRef<str>) -> u32 {
    u32::try_from(name.as_ref().len()).unwrap_or(0)
}

#[demono]
fn recursive(path: impl AsRef<Path>) -> usize {
    match path.as_ref().parent() {
        Some(parent) => 1 + recursive(parent),
        None => 0,
    }
}

#[demono]
fn recursive_by_turbofish<S: Into<String>>(text: S, depth: u8) -> String {
    if depth == 0 {
        return text.into();
    }
    recursive_by_turbofish::<String>(text.into() + ".", depth - 1)
}

#[demono]
fn opaque(text: impl Into<String>) -> impl Iterator<Item = char> {
    text.into().chars().rev().collect::<Vec<_>>().into_iter()
}

#[demono]
fn opaque_owner(text: impl AsRef<str>) -> impl Iterator<Item = usize> {
    let length = text.as_ref().len();
    (0..length).rev()
}

#[demono]
fn opaque_borrow<'a>(list: &'a [u8], text: impl AsRef<str>) -> impl Iterator<Item = &'a u8> + 'a {
    list.iter().skip(text.as_ref().len())
}

#[demono]
fn nested_opaque(path: impl AsRef<Path>) -> std::io::Result<impl Iterator<Item = String>> {
    let entries = std::fs::read_dir(path)?;
    Ok(entries
        .flatten()
        .map(|entry| entry.path().display().to_string()))
}

#[demono]
fn diverges(text: impl AsRef<str>) -> ! {
    panic!("{}", text.as_ref())
}

#[demono]
fn patterns(
    (a, b): (u8, u8),
    [c, ..]: [u8; 2],
    mut d: u8,
    _: &str,
    text: impl AsRef<str>,
) -> usize {
    d += a + b + c;
    usize::from(d) + text.as_ref().len()
}

#[demono]
fn unnamed(_: impl Into<String>, text: impl AsRef<str>) -> usize {
    text.as_ref().len()
}

#[demono]
fn raw(r#type: impl Into<String>, r#fn: impl AsRef<str>) -> String {
    r#type.into() + r#fn.as_ref()
}

#[demono]
fn configured(
    text: impl AsRef<str>,
    #[cfg(target_pointer_width = "64")] present: impl Into<u32>,
    #[cfg(target_os = "none")] absent: NoSuchType,
    #[allow(unused_variables)] unused: u8,
) -> u32 {
    u32::try_from(text.as_ref().len()).unwrap_or(0) + present.into()
}

#[cfg_attr(target_pointer_width = "64", demono)]
fn conditional(text: impl AsRef<str>) -> usize {
    text.as_ref().len()
}

#[demono(partial)]
fn partial<T: Default, const N: usize>(
    text: impl AsRef<str>,
    more: impl Fn(usize) -> usize,
) -> ([T; N], usize)
where
    [T; N]: Default,
{
    (Default::default(), more(text.as_ref().len()))
}

#[demono(partial)]
fn partial_pinned<P: AsRef<str>>(one: P, others: Vec<P>) -> usize {
    one.as_ref().len()
        + others
            .iter()
            .map(|other| other.as_ref().len())
            .sum::<usize>()
}

struct Held<T> {
    text: T,
    length: usize,
}

/// `text` is kept as it is: the return type has its generic.
#[demono(partial)]
fn partial_kept<T: Into<String>>(text: T, more: impl AsRef<str>) -> Held<T> {
    let length = more.as_ref().len();
    Held { text, length }
}

/// `number` is kept as it is: its error has no name.
#[demono(partial)]
fn partial_unnamed<N: TryInto<u8>>(number: N, more: impl AsRef<str>) -> usize
where
    N::Error: std::fmt::Debug,
{
    usize::from(number.try_into().unwrap()) + more.as_ref().len()
}

/// `text` is kept as it is: `Any` would see another type.
#[demono(partial)]
fn partial_static<T: AsRef<str> + 'static>(text: T, more: impl AsRef<str>) -> bool {
    let any: Box<dyn std::any::Any> = Box::new(text);
    any.is::<String>() && !more.as_ref().is_empty()
}

#[demono]
fn captures_precisely<'a, P: AsRef<str>>(
    list: &'a [u8],
    text: P,
) -> impl Iterator<Item = &'a u8> + use<'a, P> {
    list.iter().skip(text.as_ref().len())
}

#[demono(skip(other))]
fn skipping<S: Into<String>>(text: impl AsRef<str>, other: S) -> String {
    text.as_ref().to_owned() + &other.into()
}

#[demono(inline)]
fn inlined(text: impl AsRef<str>) -> usize {
    text.as_ref().len()
}

#[demono]
#[inline]
#[must_use]
#[cold]
fn attributes(text: impl AsRef<str>) -> usize {
    #![allow(unused_variables)]
    let unused = 1;
    text.as_ref().len()
}

#[demono]
fn unused_generic<T: Default>(text: impl AsRef<str>) -> usize {
    text.as_ref().len()
}

#[demono]
fn option_argument(text: impl Into<Option<u8>>) -> u8 {
    text.into().unwrap_or(9)
}

#[demono]
fn dyn_target(text: impl AsRef<dyn std::any::Any + Send>) -> bool {
    text.as_ref().is::<u8>()
}

struct Holder(Box<u8>);

impl AsRef<dyn std::any::Any + Send> for Holder {
    fn as_ref(&self) -> &(dyn std::any::Any + Send + 'static) {
        &*self.0
    }
}

#[test]
fn every_kind() {
    let bytes = [1, 2, 3];
    // SAFETY: index 2 is inside.
    assert_eq!(unsafe { unsafe_fn(bytes.as_ptr(), "ab") }, 3);
    assert_eq!(extern_c("abc"), 3);
    assert_eq!(recursive("a/b/c"), 3);
    assert_eq!(recursive_by_turbofish("a", 2), "a..");
    assert_eq!(opaque("abc").collect::<String>(), "cba");
    assert_eq!(opaque_owner("abc").next(), Some(2));
    assert_eq!(opaque_borrow(&bytes, "a").next(), Some(&2));
    assert!(nested_opaque("/nowhere/at/all").is_err());
    assert_eq!(patterns((1, 2), [3, 4], 5, "", "ab"), 13);
    assert_eq!(unnamed('a', "abc"), 3);
    assert_eq!(raw('a', "b"), "ab");
    assert_eq!(configured("ab", 1_u8, 0), 3);
    assert_eq!(conditional("ab"), 2);
    assert_eq!(partial::<u8, 2>("ab", |n| n + 1), ([0, 0], 3));
    assert_eq!(partial_pinned("a", vec!["b", "c"]), 3);
    assert_eq!(skipping("a", 'b'), "ab");
    let held = partial_kept('a', "bc");
    assert_eq!((held.text, held.length), ('a', 2));
    assert_eq!(partial_unnamed(1_u32, "ab"), 3);
    assert!(partial_static(String::new(), "a"));
    assert_eq!(captures_precisely(&bytes, "a").next(), Some(&2));
    assert_eq!(inlined("a"), 1);
    assert_eq!(attributes("a"), 1);
    assert_eq!(unused_generic::<u8>("a"), 1);
    assert_eq!(option_argument(None), 9);
    assert_eq!(option_argument(3), 3);
    assert!(dyn_target(Holder(Box::new(1))));
    assert!(std::panic::catch_unwind(|| diverges("x")).is_err());
}

#[test]
fn local_to_a_function() {
    #[demono]
    fn local(text: impl AsRef<str>) -> usize {
        text.as_ref().len()
    }
    assert_eq!(local("abc"), 3);
}

#[demono]
#[track_caller]
fn tracked(text: impl AsRef<str>) -> (u32, usize) {
    (std::panic::Location::caller().line(), text.as_ref().len())
}

#[test]
fn caller_location() {
    assert_eq!(tracked("a"), (line!(), 1));
}

#[test]
fn panic_location() {
    #[demono]
    fn panics(text: impl AsRef<str>) -> u32 {
        let line = line!() + 1;
        let result = std::panic::catch_unwind(|| panic!("{}", 1));
        assert!(result.is_err(), "{}", text.as_ref());
        line
    }
    let seen = std::sync::Arc::new(std::sync::Mutex::new(Vec::new()));
    let sink = std::sync::Arc::clone(&seen);
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        let line = info.location().map_or(0, std::panic::Location::line);
        if let Ok(mut lines) = sink.lock() {
            lines.push(line);
        }
    }));
    let line = panics("x");
    std::panic::set_hook(before);
    assert!(seen.lock().unwrap().contains(&line));
}
