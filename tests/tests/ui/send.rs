//! What a parameter is converted to would take the `Send` of a future, or of a closure.

use std::cell::Cell;
use std::error::Error;
use std::future::{ready, Future};
use std::rc::Rc;

use demono::demono;

#[demono]
async fn counted(items: impl Into<Rc<[u8]>>) -> usize {
    ready(()).await;
    let items = items.into();
    items.len()
}

#[demono]
async fn shared<T: AsRef<Cell<u8>>>(cell: T) -> u8 {
    ready(()).await;
    cell.as_ref().get()
}

#[demono]
async fn failed(error: impl Into<Box<dyn Error>>, named: &str) -> usize {
    let length = error.into().to_string().len();
    ready(()).await;
    length + named.len()
}

#[demono]
async fn checked(size: impl TryInto<u8, Error = Rc<str>>) -> Result<u8, ()> {
    let size = size.try_into().map_err(|_| ())?;
    Ok(size)
}

#[demono]
fn returned(items: impl Into<Rc<[u8]>>) -> impl Future<Output = usize> {
    async move { items.into().len() }
}

#[demono]
fn spawned(items: impl Into<Rc<[u8]>> + Send + 'static) -> usize {
    std::thread::spawn(move || items.into().len()).join().unwrap_or(0)
}

struct Bad(Rc<str>);

// Only the compiler knows what is in this one.
#[demono]
async fn opaque(bad: impl Into<Bad>) -> usize {
    ready(()).await;
    bad.into().0.len()
}

fn main() {}
