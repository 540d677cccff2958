//! What a parameter is converted to would take the `Send` of a future, or of a closure.

use std::cell::Cell;
use std::error::Error;
use std::future::Future;
use std::rc::Rc;

use demono::demono;

#[demono]
async fn counted(items: impl Into<Rc<[u8]>>) -> usize {
    items.into().len()
}

#[demono]
async fn shared<T: AsRef<Cell<u8>>>(cell: T) -> u8 {
    cell.as_ref().get()
}

#[demono]
async fn failed(error: impl Into<Box<dyn Error>>) -> usize {
    error.into().to_string().len()
}

#[demono]
async fn pointed(at: impl Into<*const u8>) -> bool {
    at.into().is_null()
}

struct Bad(Rc<str>);

#[demono]
async fn checked(size: impl TryInto<u8, Error = Rc<str>>) -> u8 {
    size.try_into().unwrap_or(0)
}

#[demono]
fn returned(items: impl Into<Rc<[u8]>>) -> impl Future<Output = usize> {
    async move { items.into().len() }
}

#[demono]
fn spawned(items: impl Into<Rc<[u8]>> + Send + 'static) -> usize {
    std::thread::spawn(move || items.into().len()).join().unwrap_or(0)
}

// Only the compiler knows what is in this one.
#[demono]
async fn opaque(bad: impl Into<Bad>) -> usize {
    bad.into().0.len()
}

fn main() {}
