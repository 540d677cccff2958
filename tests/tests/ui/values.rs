//! What takes a value, of which the inner has only a borrow.

use std::fmt::Display;
use std::future::Future;
use std::io::Write;
use std::panic::{catch_unwind, AssertUnwindSafe, RefUnwindSafe, UnwindSafe};

use demono::demono;

trait IntoValue {
    fn into_value(self) -> Option<String>;
}

#[demono(dyn)]
fn by_value(value: impl IntoValue) -> usize {
    value.into_value().map_or(0, |value| value.len())
}

#[demono(dyn)]
fn by_path<V: IntoValue>(value: V) -> usize {
    IntoValue::into_value(value).map_or(0, |value| value.len())
}

#[demono(dyn)]
fn in_an_option(value: Option<impl IntoValue>) -> usize {
    value.and_then(|value| value.into_value()).map_or(0, |value| value.len())
}

#[demono(dyn)]
fn swapped<W: Write>(one: &mut W, other: &mut W) {
    std::mem::swap(one, other);
}

#[demono]
fn swapped_bytes<B: AsMut<[u8]>>(one: &mut B, other: &mut B) {
    std::mem::swap(one, other);
}

#[demono]
fn copied<B: AsMut<[u8]> + Copy>(mut bytes: B) -> u8 {
    let mut copy = bytes;
    bytes.as_mut()[0] = 1;
    copy.as_mut()[0]
}

#[demono]
fn cloned<B: AsMut<[u8]> + Clone>(mut bytes: B) -> u8 {
    let mut copy = bytes.clone();
    bytes.as_mut()[0] = 1;
    copy.as_mut()[0]
}

#[demono(dyn)]
fn caught(call: impl FnOnce() -> u8 + UnwindSafe) -> u8 {
    catch_unwind(call).unwrap_or(7)
}

#[demono]
fn shown(value: impl Display + UnwindSafe + RefUnwindSafe) -> usize {
    catch_unwind(|| value.to_string().len()).unwrap_or(7)
}

#[demono(dyn)]
fn asserted(call: impl FnOnce() -> u8) -> u8 {
    catch_unwind(AssertUnwindSafe(call)).unwrap_or(7)
}

#[demono]
fn in_a_loop(name: impl Into<String> + Copy, times: usize) -> Vec<String> {
    (0..times).map(|_| name.into()).collect()
}

trait Sink {
    fn put(&mut self, byte: u8);
}

struct Source(u8);

#[demono(dyn)]
impl Source {
    fn even(&self, n: u8, sink: &mut impl Sink) {
        sink.put(n);
        if n > 0 {
            self.odd(n - 1, sink);
        }
    }

    fn odd(&self, n: u8, sink: &mut impl Sink) {
        sink.put(n + self.0);
        if n > 0 {
            self.even(n - 1, sink);
        }
    }
}

#[demono(dyn)]
async fn awaited(n: u8, task: impl Future + Send) -> u8 {
    task.await;
    n
}

trait Handler: 'static {
    fn handle(&mut self, event: u8) -> u8;
}

struct Chain {
    handlers: Vec<Box<dyn Handler>>,
}

#[demono(dyn)]
fn boxed(chain: &mut Chain, mut handler: impl Handler) -> u8 {
    let first = handler.handle(1);
    chain.handlers.push(Box::new(handler));
    first
}

#[demono(dyn)]
fn boxed_last(handlers: &mut Vec<Box<dyn Handler>>, handler: impl Handler) {
    let mut boxed: Box<dyn Handler> = Box::new(handler);
    boxed.handle(2);
    handlers.push(boxed);
}

#[demono(dyn)]
fn counted<H: Handler>(handlers: &mut Vec<std::rc::Rc<dyn Handler>>, handler: H) {
    handlers.push(std::rc::Rc::new(handler));
}

fn main() {}
