//! `async fn`: lazy, and as `Send` as before.

use std::cell::Cell;
use std::fmt::Display;
use std::future::Future;
use std::path::Path;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use demono::demono;

/// Polls until it is ready.
pub(super) fn block_on<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    let mut context = Context::from_waker(Waker::noop());
    loop {
        if let Poll::Ready(output) = future.as_mut().poll(&mut context) {
            return output;
        }
    }
}

/// Pending once.
async fn pause() {
    let mut paused = false;
    std::future::poll_fn(|_| {
        if std::mem::replace(&mut paused, true) {
            Poll::Ready(())
        } else {
            Poll::Pending
        }
    })
    .await;
}

#[demono]
async fn awaits(name: impl Into<String>, path: impl AsRef<Path>) -> String {
    let name = name.into();
    pause().await;
    format!("{name} {}", path.as_ref().display())
}

#[test]
fn runs() {
    assert_eq!(block_on(awaits("a", "b")), "a b");
}

struct Counted<'a>(&'a Cell<u32>);

impl From<Counted<'_>> for String {
    fn from(counted: Counted<'_>) -> Self {
        counted.0.set(counted.0.get() + 1);
        String::new()
    }
}

#[test]
fn converts_at_the_first_poll() {
    let count = Cell::new(0);
    let future = awaits(Counted(&count), "x");
    assert_eq!(count.get(), 0);
    block_on(future);
    assert_eq!(count.get(), 1);
}

fn send<T: Send>(value: T) -> T {
    value
}

/// `Send`, but not `Sync`.
struct Unshared(Cell<u8>);

impl AsRef<Path> for Unshared {
    fn as_ref(&self) -> &Path {
        self.0.set(1);
        Path::new("u")
    }
}

#[demono]
async fn display(value: impl Display + Sync) -> String {
    pause().await;
    value.to_string()
}

struct Client {
    base: String,
}

impl Client {
    #[demono]
    async fn get(&self, path: impl AsRef<str>) -> &str {
        pause().await;
        assert!(!path.as_ref().is_empty());
        &self.base
    }

    #[demono]
    async fn set(&mut self, base: impl Into<String>) -> &mut Self {
        self.base = base.into();
        self
    }
}

#[demono]
async fn borrows(text: &str, prefix: impl AsRef<str>) -> &str {
    pause().await;
    text.strip_prefix(prefix.as_ref()).unwrap_or(text)
}

#[demono]
async fn block(name: impl AsRef<str>) -> usize {
    let length = async move { name.as_ref().len() };
    length.await
}

#[test]
fn as_send_as_before() {
    block_on(send(awaits("a", "b")));
    block_on(send(awaits("a", Unshared(Cell::new(0)))));
    assert_eq!(block_on(send(display(3))), "3");
    assert_eq!(block_on(send(borrows("abc", "a"))), "bc");
    assert_eq!(block_on(block("abc")), 3);
    let mut client = Client { base: "x".into() };
    assert_eq!(block_on(send(client.get("p"))), "x");
    assert_eq!(block_on(send(client.set("y"))).base, "y");
}

#[demono]
fn returns_future(name: impl Into<String>) -> impl Future<Output = usize> + Send {
    let name = name.into();
    async move { name.len() }
}

#[test]
fn a_returned_future() {
    assert_eq!(block_on(returns_future("abc")), 3);
}
