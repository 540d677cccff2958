//! Hashers, errors, futures and ranges as objects.

use std::collections::hash_map::DefaultHasher;
use std::error::Error;
use std::fmt::{self, Debug};
use std::future::Future;
use std::hash::{Hash, Hasher};
use std::ops::{Bound, RangeBounds};
use std::task::{Context, Poll, Waker};

use demono::demono;

use super::asyncs::block_on;

struct Key {
    id: u32,
    name: &'static str,
}

impl Key {
    #[demono(dyn)]
    fn feed<H: Hasher>(&self, state: &mut H) {
        self.id.hash(state);
        state.write_u8(1);
        self.name.hash(state);
        (1_i64, 'c', [1_u16, 2]).hash(state);
    }
}

impl Hash for Key {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.feed(state);
    }
}

#[demono(dyn)]
fn finished(mut state: impl Hasher) -> u64 {
    (7_u128, "text").hash(&mut state);
    state.finish()
}

/// Treats integers differently from their bytes.
#[derive(Default)]
struct Odd(Vec<String>);

impl Hasher for Odd {
    fn finish(&self) -> u64 {
        self.0.len() as u64
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0.push(format!("{bytes:?}"));
    }

    fn write_u32(&mut self, n: u32) {
        self.0.push(format!("u32 {n}"));
    }
}

#[test]
fn hashes_are_the_same() {
    let key = Key { id: 3, name: "n" };
    let mut with = DefaultHasher::new();
    key.hash(&mut with);
    let mut without = DefaultHasher::new();
    3_u32.hash(&mut without);
    without.write_u8(1);
    "n".hash(&mut without);
    (1_i64, 'c', [1_u16, 2]).hash(&mut without);
    assert_eq!(with.finish(), without.finish());
    let mut plain = DefaultHasher::new();
    (7_u128, "text").hash(&mut plain);
    assert_eq!(finished(DefaultHasher::new()), plain.finish());
    let mut odd = Odd::default();
    key.feed(&mut odd);
    assert_eq!(odd.0[..2], ["u32 3", "[1]"]);
}

#[demono(dyn)]
fn debugged(value: impl Debug, other: &(impl Debug + ?Sized)) -> String {
    format!("{value:?} {:#?} {other:02?}", value)
}

#[demono(dyn)]
fn chain(error: impl Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(inner) = source {
        text += &format!(": {inner}");
        source = inner.source();
    }
    text
}

#[demono(dyn)]
#[allow(unused_qualifications)]
fn chain_ref<E: std::error::Error + ?Sized>(error: &E) -> String {
    format!("{error} {error:?}")
}

#[derive(Debug)]
struct Outer(fmt::Error);

impl fmt::Display for Outer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("outer")
    }
}

impl Error for Outer {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&self.0)
    }
}

#[test]
fn debug_and_error() {
    assert_eq!(debugged("a", &[1, 2][..]), "\"a\" \"a\" [01, 02]");
    let inner = fmt::Error.to_string();
    assert_eq!(chain(Outer(fmt::Error)), format!("outer: {inner}"));
    assert_eq!(chain_ref(&Outer(fmt::Error)), "outer Outer(Error)");
    let object: &dyn Error = &fmt::Error;
    assert_eq!(chain_ref(object), format!("{inner} Error"));
}

fn send<T: Send>(value: T) -> T {
    value
}

#[demono(dyn)]
fn blocked(future: impl Future<Output = u32>) -> u32 {
    let mut future = std::pin::pin!(future);
    let mut context = Context::from_waker(Waker::noop());
    loop {
        if let Poll::Ready(output) = future.as_mut().poll(&mut context) {
            return output + 1;
        }
    }
}

#[demono(dyn)]
async fn awaited<F>(future: F) -> String
where
    F: Future<Output = String> + Send,
{
    let text = future.await;
    text + "."
}

#[demono(dyn)]
async fn awaited_twice(
    one: impl Future<Output = u8> + Send,
    two: impl Future<Output = u8> + Send,
) -> u8 {
    two.await * 10 + one.await
}

/// Pending once, and not `Unpin`.
async fn later<T>(value: T) -> T {
    let mut paused = false;
    std::future::poll_fn(|_| match std::mem::replace(&mut paused, true) {
        true => Poll::Ready(()),
        false => Poll::Pending,
    })
    .await;
    value
}

#[test]
fn futures() {
    assert_eq!(blocked(later(2)), 3);
    let local = std::rc::Rc::new(4);
    assert_eq!(blocked(async move { *later(local).await }), 5);
    assert_eq!(block_on(send(awaited(later(String::from("a"))))), "a.");
    assert_eq!(
        block_on(send(awaited_twice(later(1), std::future::ready(2)))),
        21
    );
}

#[demono(dyn)]
fn bounds(range: impl RangeBounds<usize>, length: usize) -> (usize, usize) {
    let start = match range.start_bound() {
        Bound::Included(start) => *start,
        Bound::Excluded(start) => start + 1,
        Bound::Unbounded => 0,
    };
    let end = match range.end_bound() {
        Bound::Included(end) => end + 1,
        Bound::Excluded(end) => *end,
        Bound::Unbounded => length,
    };
    (start, end)
}

#[demono(dyn)]
#[allow(unused_qualifications)]
fn contains<R: std::ops::RangeBounds<char>>(range: &R, c: char) -> bool {
    range.contains(&c)
}

#[test]
fn ranges() {
    assert_eq!(bounds(1..3, 9), (1, 3));
    assert_eq!(bounds(..=3, 9), (0, 4));
    assert_eq!(bounds(.., 9), (0, 9));
    assert_eq!(bounds((Bound::Excluded(2), Bound::Unbounded), 9), (3, 9));
    assert!(contains(&('a'..='c'), 'c'));
    assert!(!contains(&('a'..'c'), 'c'));
}

#[demono(dyn)]
fn shown_elsewhere(value: impl Debug + Sync) -> String {
    std::thread::scope(|scope| {
        scope
            .spawn(|| format!("{value:?}"))
            .join()
            .expect("no panic")
    })
}

#[test]
fn across_a_thread() {
    assert_eq!(shown_elsewhere(Some(1)), "Some(1)");
}
