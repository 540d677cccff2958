use std::fmt::Display;
use std::future::Future;

use demono::demono;

#[demono]
fn closure(text: impl AsRef<str>) -> impl Fn() -> usize {
    move || text.as_ref().len()
}

#[demono]
fn future(text: impl AsRef<str>) -> impl Future<Output = usize> {
    async move { text.as_ref().len() }
}

#[demono]
fn thread<T: AsRef<str> + Send + 'static>(text: T) -> std::thread::JoinHandle<usize> {
    std::thread::spawn(move || text.as_ref().len())
}

#[demono]
fn boxed<'a>(text: impl AsRef<str> + 'a) -> Box<dyn Fn() -> usize + 'a> {
    Box::new(move || text.as_ref().len())
}

#[demono]
fn kept(value: impl Display + 'static) -> Box<dyn Display> {
    Box::new(value)
}

#[demono]
fn kept_text<T: AsRef<str> + 'static>(text: T) -> Box<dyn std::any::Any> {
    Box::new(text)
}

struct Finder;

impl Finder {
    fn find<T: AsRef<str>>(self, text: T) -> impl Iterator<Item = usize> {
        0..text.as_ref().len()
    }
}

/// Not `str::find`, which keeps nothing of its argument.
#[demono]
fn found(text: impl AsRef<str>) -> impl Iterator<Item = usize> {
    Finder.find(text)
}

fn main() {
    found("a");
    kept_text("a");
    closure("a");
    let _ = future("a");
    let _ = thread("a");
    boxed("a");
    kept("a");
}
