//! Uses of a slice that its items as objects do not allow.

use std::any::Any;
use std::fmt::Display;

use demono::demono;

fn other<S: AsRef<str>>(items: &[S]) -> usize {
    items.len()
}

#[demono]
fn patterns<S: AsRef<str>>(items: &[S]) -> usize {
    match items {
        [] => 0,
        [first, ..] => first.as_ref().len(),
    }
}

#[demono]
fn windows<S: AsRef<str>>(items: &[S]) -> usize {
    items.windows(2).filter(|pair| pair[0].as_ref() == pair[1].as_ref()).count()
}

#[demono]
fn handed_on<S: AsRef<str>>(items: &[S]) -> usize {
    other(items) + items[0].as_ref().len()
}

#[demono]
fn recursive<S: AsRef<str>>(items: &[S]) -> usize {
    match items.first() {
        Some(first) => first.as_ref().len() + recursive(&items[1..]),
        None => 0,
    }
}

#[demono]
fn aliased<S: AsRef<str>>(items: &[S]) -> usize {
    let rest = &items[1..];
    rest.len()
}

#[demono]
fn taken_apart(items: Vec<impl AsRef<str>>) -> usize {
    let mut length = 0;
    for item in items {
        length += item.as_ref().len();
    }
    length
}

#[demono]
fn cloned<T: Display + Clone>(items: &[T]) -> usize {
    items.iter().map(|item| item.clone().to_string().len()).sum()
}

#[demono]
fn typed<T: Display + 'static>(items: &[T]) -> bool {
    items.iter().any(|item| (item as &dyn Any).is::<u8>())
}

fn size<T: Display>(_: &T) -> usize {
    std::mem::size_of::<T>()
}

#[demono]
fn item_handed_on<T: Display>(items: &[T]) -> usize {
    items.iter().enumerate().map(|(index, item)| index + size(item)).sum()
}

#[demono]
fn first_handed_on<T: Display>(items: &[T]) -> usize {
    match items.first() {
        Some(first) => size(first) + items[0].to_string().len(),
        None => 0,
    }
}

#[demono]
fn place_handed_on<T: Display>(items: &[T]) -> usize {
    size(&items[0]) + items[0].to_string().len()
}

#[demono]
fn option_handed_on<T: Display>(item: Option<&T>) -> usize {
    let length = item.map_or(0, |item| item.to_string().len());
    length + item.map_or(0, |item| size(item))
}

#[demono]
fn returned<'a, T: AsRef<str>>(items: &'a [T]) -> impl Iterator<Item = &'a str> + 'a {
    items.iter().map(|item| item.as_ref())
}

#[demono]
fn named<T: AsRef<str>>(items: &[T]) -> usize {
    items.iter().map(T::as_ref).map(str::len).sum()
}

#[demono]
async fn awaited<T: AsRef<str>>(items: &[T]) -> usize {
    std::future::ready(()).await;
    items.iter().map(|item| item.as_ref().len()).sum()
}

#[demono]
fn no_object<T: Ord>(items: &[T]) -> bool {
    items.is_empty()
}

fn main() {}
