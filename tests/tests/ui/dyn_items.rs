//! Items of an iterator that cannot be converted.

use std::fmt::Display;

use demono::demono;

#[demono(dyn)]
fn shown(values: impl IntoIterator<Item = impl Display>) -> String {
    values.into_iter().map(|value| value.to_string()).collect()
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
