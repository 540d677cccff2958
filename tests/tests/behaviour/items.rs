//! Items of iterators: by the bounds of `Item`, displayed, behind references; and iterators
//! that have an end or a length.

use std::cell::RefCell;
use std::fmt::Display;

use demono::demono;

#[demono(dyn)]
fn texts(items: impl IntoIterator<Item: Into<String>>) -> String {
    let mut all = String::new();
    for item in items {
        all += &item.into();
    }
    all
}

#[demono(dyn)]
fn lengths<I: IntoIterator<Item: AsRef<str>>>(items: I) -> usize {
    items.into_iter().map(|item| item.as_ref().len()).sum()
}

#[demono(dyn)]
fn first_and_rest<S: Into<String>>(mut items: impl Iterator<Item = S>) -> String {
    let mut all: String = items.next().map_or_else(String::new, Into::into);
    while let Some(item) = items.next() {
        all += &item.into();
    }
    all
}

#[test]
fn bounds_of_the_item() {
    assert_eq!(texts(["a", "b"]), "ab");
    assert_eq!(texts(vec!['c']), "c");
    assert_eq!(lengths(["a", "bc"]), 3);
    assert_eq!(lengths(vec![String::from("abc")]), 3);
    assert_eq!(first_and_rest(vec!["a", "b", "c"].into_iter()), "abc");
    assert_eq!(first_and_rest("ab".chars()), "ab");
}

#[demono(dyn)]
fn shown(items: impl IntoIterator<Item = impl Display>, by: &str) -> String {
    let mut all = String::new();
    for item in items {
        all += &format!("{item:>2}{by}{}", item.to_string().len());
    }
    all
}

#[demono(dyn)]
fn joined<I>(items: I) -> String
where
    I: IntoIterator,
    I::Item: Display,
{
    let texts: Vec<String> = items.into_iter().map(|item| item.to_string()).collect();
    texts.join(",")
}

#[demono(dyn)]
fn folded<D: Display>(items: impl IntoIterator<Item = D>) -> (usize, String) {
    let mut count = 0;
    let all = items.into_iter().fold(String::new(), |all, item| {
        count += 1;
        format!("{all}{item}")
    });
    (count, all)
}

struct Dropped<'a>(&'a RefCell<Vec<u8>>, u8);

impl Drop for Dropped<'_> {
    fn drop(&mut self) {
        self.0.borrow_mut().push(self.1);
    }
}

impl Display for Dropped<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.1.fmt(f)
    }
}

#[test]
fn displayed() {
    assert_eq!(shown([1, 10], "-"), " 1-110-2");
    assert_eq!(shown([&String::from("x")], "-"), " x-1");
    assert_eq!(joined("a b".split(' ')), "a,b");
    assert_eq!(joined(vec![1.5]), "1.5");
    assert_eq!(folded([1, 2]), (2, "12".to_owned()));
    let log = RefCell::new(Vec::new());
    assert_eq!(joined([Dropped(&log, 1), Dropped(&log, 2)]), "1,2");
    assert_eq!(*log.borrow(), [1, 2]);
}

#[demono(dyn)]
fn borrowed<'a, S: AsRef<str> + 'a>(items: impl IntoIterator<Item = &'a S>) -> Vec<&'a str> {
    let mut all = Vec::new();
    for item in items {
        all.push(item.as_ref());
    }
    all
}

#[demono(dyn)]
fn longest<'a, S: AsRef<str> + 'a>(items: impl Iterator<Item = &'a S>) -> Option<&'a str> {
    items
        .map(|item| item.as_ref())
        .max_by_key(|text| text.len())
}

#[demono(dyn)]
fn last<'a>(
    items: impl IntoIterator<Item = &'a (impl AsRef<str> + 'a)>,
    first: &'a str,
) -> &'a str {
    let mut last = first;
    for item in items {
        if !item.as_ref().is_empty() {
            last = item.as_ref();
        }
    }
    last
}

#[demono(dyn)]
fn shown_refs<'a, T: Display + 'a>(items: impl IntoIterator<Item = &'a T>) -> String {
    let items: Vec<_> = items.into_iter().map(|item| format!("{item}")).collect();
    items.join("/")
}

#[test]
fn references() {
    let names = [String::from("a"), String::from("bcd"), String::new()];
    assert_eq!(borrowed(&names), ["a", "bcd", ""]);
    assert_eq!(longest(names.iter()), Some("bcd"));
    assert_eq!(last(&names, "-"), "bcd");
    assert_eq!(shown_refs(&[1, 2]), "1/2");
}

#[demono(dyn)]
fn exact<I>(items: I) -> usize
where
    I: IntoIterator<Item = u8>,
    I::IntoIter: ExactSizeIterator,
{
    let items = items.into_iter();
    items.len() + items.map(usize::from).sum::<usize>()
}

#[demono(dyn)]
fn exact_inline(items: impl IntoIterator<Item = u8, IntoIter: ExactSizeIterator>) -> usize {
    let items = items.into_iter();
    items.len() * 10 + items.map(usize::from).sum::<usize>()
}

#[demono(dyn)]
fn from_both_ends<I: IntoIterator<Item = u8>>(items: I) -> Vec<u8>
where
    I::IntoIter: DoubleEndedIterator,
{
    let mut items = items.into_iter();
    let mut all = Vec::new();
    while let Some(item) = items.next_back() {
        all.push(item);
        all.extend(items.next());
    }
    all
}

#[demono(dyn)]
fn reversed<I>(items: I) -> Vec<String>
where
    I: IntoIterator,
    I::Item: Into<String>,
    I::IntoIter: ExactSizeIterator + DoubleEndedIterator,
{
    let items = items.into_iter();
    let mut all = Vec::with_capacity(items.len());
    for item in items.rev() {
        all.push(item.into());
    }
    all
}

#[test]
fn ends_and_lengths() {
    assert_eq!(exact([1, 2]) + exact(vec![7]), 13);
    assert_eq!(exact_inline([1, 2]), 23);
    assert_eq!(from_both_ends([1, 2, 3]), [3, 1, 2]);
    assert_eq!(reversed(["a", "b"]), ["b", "a"]);
}
