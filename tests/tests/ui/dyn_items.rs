//! Items of an iterator that cannot be converted.

use std::fmt::Display;

use demono::demono;

#[demono(dyn)]
fn shown_later(values: impl IntoIterator<Item = impl Display>) -> String {
    let mut all = Vec::new();
    for value in values {
        all.push(value);
    }
    all.iter().map(|value| value.to_string()).collect()
}

#[demono(dyn)]
fn converted_later<'a, S: AsRef<str> + 'a>(names: impl IntoIterator<Item = &'a S>) -> usize {
    let mut last = None;
    for name in names {
        last = Some(name);
    }
    last.map_or(0, |name| name.as_ref().len())
}

#[demono(dyn)]
fn debug(values: impl IntoIterator<Item = impl std::fmt::Debug>) -> String {
    values.into_iter().map(|value| format!("{value:?}")).collect()
}

#[demono(dyn)]
fn lent_from_the_end<I>(values: I) -> usize
where
    I: IntoIterator<Item: AsRef<str>>,
    I::IntoIter: DoubleEndedIterator,
{
    values.into_iter().rev().map(|value| value.as_ref().len()).sum()
}

#[demono(dyn)]
fn by_reference(values: &mut impl Iterator<Item = impl Into<String>>) -> usize {
    values.map(|value| value.into().len()).sum()
}

#[demono(dyn)]
fn unnamed<I: IntoIterator>(values: I) -> usize {
    values.into_iter().count()
}

#[demono(dyn)]
fn collected(names: impl IntoIterator<Item = impl AsRef<str>>) -> usize {
    let names: Vec<_> = names.into_iter().collect();
    names.len()
}

#[demono(dyn)]
fn pairs<K: AsRef<str>>(pairs: impl IntoIterator<Item = (K, u8)>) -> usize {
    pairs.into_iter().map(|(key, _)| key.as_ref().len()).sum()
}

#[demono(dyn)]
fn optional(names: Option<impl IntoIterator<Item = impl AsRef<str>>>) -> usize {
    names.into_iter().flatten().map(|name| name.as_ref().len()).sum()
}

fn main() {}
