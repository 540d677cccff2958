//! Iterators as objects: what the body does with them, what is converted on the way,
//! and when the caller's iterator runs.

use std::collections::BTreeMap;
use std::ffi::OsString;
#[allow(unused_imports)] // not in the prelude of edition 2018
use std::iter::FromIterator;
use std::path::Path;

use demono::demono;

#[demono(dyn)]
fn by_value(items: impl Iterator<Item = u32>) -> u32 {
    items.map(|n| n * 2).filter(|n| *n > 2).sum()
}

#[demono(dyn)]
fn by_next<I>(mut items: I) -> (Option<u32>, usize)
where
    I: Iterator<Item = u32>,
{
    let first = items.next();
    (first, items.by_ref().take(2).count() + items.count())
}

#[demono(dyn)]
fn by_mut(items: &mut impl Iterator<Item = u32>) -> Option<u32> {
    items.next()?;
    items.next()
}

#[demono(dyn)]
fn by_unsized_mut<I: Iterator<Item = &'static str> + ?Sized>(items: &mut I) -> String {
    items.take(2).collect()
}

#[demono(dyn)]
fn optional(items: Option<impl Iterator<Item = u8>>) -> Vec<u8> {
    let mut all = Vec::new();
    if let Some(items) = items {
        all.extend(items);
    }
    all
}

#[demono(dyn)]
fn peeked(items: impl Iterator<Item = char>) -> String {
    let mut items = items.peekable();
    let mut text = String::new();
    while let Some(c) = items.next() {
        text.push(c);
        if items.peek().is_some() {
            text.push('-');
        }
    }
    text
}

#[demono(dyn)]
fn both_ends(items: impl DoubleEndedIterator<Item = u32>) -> Vec<u32> {
    items.rev().collect()
}

#[demono(dyn)]
fn exact(mut items: impl DoubleEndedIterator<Item = u32> + ExactSizeIterator) -> (usize, u32, u32) {
    let length = items.len();
    let last = items.next_back().unwrap_or(0);
    (length, last, items.next().unwrap_or(0))
}

#[demono(dyn)]
fn exact_only(items: impl Iterator<Item = u32> + ExactSizeIterator) -> Vec<(usize, u32)> {
    let mut all = Vec::with_capacity(items.len());
    for (index, item) in items.enumerate() {
        all.push((index, item));
    }
    all
}

#[test]
fn as_iterators() {
    assert_eq!(by_value(1..4), 10);
    assert_eq!(by_next(0..5), (Some(0), 4));
    let mut rest = 1..9;
    assert_eq!(by_mut(&mut rest), Some(2));
    assert_eq!(rest, 3..9);
    assert_eq!(by_unsized_mut(&mut vec!["a", "b", "c"].into_iter()), "ab");
    let object: &mut dyn Iterator<Item = &'static str> = &mut std::iter::repeat("x");
    assert_eq!(by_unsized_mut(object), "xx");
    assert_eq!(optional(Some(b"ab".iter().copied())), b"ab");
    assert_eq!(optional(None::<std::iter::Empty<u8>>), b"");
    assert_eq!(peeked("abc".chars()), "a-b-c");
    assert_eq!(both_ends(vec![1, 2, 3].into_iter()), [3, 2, 1]);
    assert_eq!(exact([5, 6, 7].iter().copied()), (3, 7, 5));
    assert_eq!(exact_only(vec![4, 5].into_iter()), [(0, 4), (1, 5)]);
}

#[demono(dyn)]
fn looped(items: impl IntoIterator<Item = u32>) -> u32 {
    let mut sum = 0;
    for item in items {
        if item == 9 {
            break;
        }
        sum += item;
    }
    sum
}

#[demono(dyn)]
fn collected<I: IntoIterator<Item = (String, u32)>>(items: I) -> BTreeMap<String, u32> {
    BTreeMap::from_iter(items)
}

#[demono(dyn)]
fn extended(into: &mut Vec<u32>, items: impl IntoIterator<Item = u32>) {
    into.extend(items);
}

#[demono(dyn)]
fn into_iter_named<'a>(items: impl IntoIterator<Item = &'a u32>) -> Option<&'a u32> {
    let mut items = items.into_iter();
    items.next();
    items.max()
}

#[demono(dyn)]
fn zipped(left: impl IntoIterator<Item = u8>, right: impl IntoIterator<Item = char>) -> String {
    let mut text = String::new();
    for (n, c) in left.into_iter().zip(right) {
        text.push_str(&c.to_string().repeat(n.into()));
    }
    text
}

#[demono(dyn)]
fn in_a_generic(items: impl IntoIterator<Item = String>) -> usize {
    fn total(items: impl IntoIterator<Item = String>) -> usize {
        items.into_iter().map(|item| item.len()).sum()
    }
    total(items)
}

#[demono(dyn)]
fn optional_into(items: Option<impl IntoIterator<Item = u32>>) -> u32 {
    items.map_or(0, |items| items.into_iter().sum())
}

#[demono(dyn)]
fn fallible(items: impl IntoIterator<Item = Result<u32, String>>) -> Result<Vec<u32>, String> {
    items.into_iter().collect()
}

#[demono(dyn)]
fn patterns(items: impl IntoIterator<Item = (u32, (char, u32))>) -> u32 {
    let mut sum = 0;
    for (n, (_, m)) in items {
        sum += n * m;
    }
    sum
}

#[test]
fn as_into_iterators() {
    assert_eq!(looped([1, 2, 9, 4]), 3);
    let pairs = vec![("b".to_owned(), 1), ("a".to_owned(), 2)];
    assert_eq!(collected(pairs).into_keys().collect::<String>(), "ab");
    let mut list = vec![1];
    extended(&mut list, Some(2));
    extended(&mut list, 3..5);
    assert_eq!(list, [1, 2, 3, 4]);
    assert_eq!(into_iter_named(&list), Some(&4));
    assert_eq!(zipped(vec![1, 2], "ab".chars()), "abb");
    assert_eq!(in_a_generic(["ab".to_owned(), "c".to_owned()]), 3);
    assert_eq!(optional_into(Some([1, 2])), 3);
    assert_eq!(optional_into(None::<Vec<u32>>), 0);
    assert_eq!(fallible([Ok(1), Err("x".into()), Ok(2)]), Err("x".into()));
    assert_eq!(patterns([(2, ('a', 3)), (1, ('b', 1))]), 7);
}

#[demono(dyn)]
fn into_strings(names: impl IntoIterator<Item = impl Into<String>>) -> Vec<String> {
    names.into_iter().map(Into::into).collect()
}

#[demono(dyn)]
fn into_named<I, S>(names: I) -> String
where
    I: IntoIterator<Item = S>,
    S: Into<String>,
{
    let mut all = String::new();
    for name in names {
        let name: String = name.into();
        all += &name;
    }
    all
}

#[demono(dyn)]
fn into_projected<I>(names: I) -> usize
where
    I: IntoIterator,
    I::Item: Into<OsString>,
{
    names.into_iter().map(|name| name.into().len()).sum()
}

#[demono(dyn)]
fn into_pairs<K, V>(pairs: impl IntoIterator<Item = (K, V)>) -> Vec<(String, u64)>
where
    K: Into<String>,
    V: Into<u64>,
{
    pairs
        .into_iter()
        .map(|(key, value)| (key.into(), value.into()))
        .collect()
}

#[demono(dyn)]
fn into_half(pairs: impl IntoIterator<Item = (impl Into<String>, u32)>) -> String {
    let mut text = String::new();
    for (name, n) in pairs {
        text.push_str(&format!("{}{n}", name.into()));
    }
    text
}

#[demono(dyn)]
fn into_reversed(names: impl IntoIterator<Item = impl Into<String>>) -> Vec<String> {
    let mut all: Vec<String> = names.into_iter().map(|n| n.into()).collect();
    all.reverse();
    all
}

#[test]
fn items_converted_by_into() {
    assert_eq!(into_strings(["a", "b"]), ["a", "b"]);
    assert_eq!(into_strings(vec!['a', 'b']), ["a", "b"]);
    assert_eq!(into_named(vec![String::from("x"), String::from("y")]), "xy");
    assert_eq!(into_projected(["ab", "c"]), 3);
    assert_eq!(
        into_pairs([("a", 1_u8), ("b", 2)]),
        [("a".to_owned(), 1), ("b".to_owned(), 2)]
    );
    assert_eq!(into_half(vec![('a', 1), ('b', 2)]), "a1b2");
    assert_eq!(into_reversed(["a", "b"]), ["b", "a"]);
}

#[demono(dyn)]
fn lengths(names: impl IntoIterator<Item = impl AsRef<str>>) -> usize {
    let mut sum = 0;
    for name in names {
        sum += name.as_ref().len();
    }
    sum
}

#[demono(dyn)]
fn mapped<I, P>(paths: I) -> Vec<usize>
where
    I: IntoIterator<Item = P>,
    P: AsRef<Path>,
{
    paths
        .into_iter()
        .map(|path| path.as_ref().components().count())
        .collect()
}

#[demono(dyn)]
fn visited(names: impl IntoIterator<Item = impl AsRef<str>>) -> String {
    let mut text = String::new();
    names
        .into_iter()
        .for_each(|name| text.push_str(name.as_ref()));
    text
}

#[demono(dyn)]
fn any_of(names: impl IntoIterator<Item = impl AsRef<str>>, wanted: impl AsRef<str>) -> bool {
    names
        .into_iter()
        .any(|name| name.as_ref() == wanted.as_ref())
}

#[demono(dyn)]
fn labelled(names: impl IntoIterator<Item = impl AsRef<str>>) -> usize {
    let mut count = 0;
    'names: for name in names {
        for c in name.as_ref().chars() {
            match c {
                'x' => continue 'names,
                'z' => break 'names,
                _ => count += 1,
            }
        }
    }
    count
}

#[test]
fn items_that_lend() {
    assert_eq!(lengths(["ab", "c"]), 3);
    assert_eq!(lengths(vec![String::from("abc")]), 3);
    assert_eq!(mapped(["a/b", "c"]), [2, 1]);
    assert_eq!(mapped(&[OsString::from("a")]), [1]);
    assert_eq!(visited(["a", "b"]), "ab");
    assert!(any_of(["a", "b"], "b"));
    assert!(!any_of(["a"], String::from("b")));
    assert_eq!(labelled(["ab", "cxd", "e", "z", "f"]), 4);
}

/// The hint of the caller's iterator decides what `collect` allocates.
#[demono(dyn)]
fn hint(items: impl IntoIterator<Item = u32>) -> (usize, Option<usize>) {
    let items = items.into_iter();
    items.size_hint()
}

#[test]
fn the_size_hint_crosses() {
    assert_eq!(hint(0..7), (7, Some(7)));
    assert_eq!(hint((0..7).filter(|n| n % 2 == 0)), (0, Some(7)));
}
