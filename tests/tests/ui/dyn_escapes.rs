//! Objects are borrowed, so a body cannot keep them.

use std::io::{BufWriter, Read, Write};
use std::thread::{self, JoinHandle};

use demono::demono;

#[demono(dyn)]
fn spawned(name: impl Into<String>, work: impl FnOnce() + Send + 'static) -> JoinHandle<()> {
    let name = name.into();
    thread::spawn(move || {
        println!("{name}");
        work();
    })
}

#[demono(dyn)]
fn boxed(work: impl Fn() -> u8 + 'static) -> Box<dyn Fn() -> u8> {
    Box::new(work)
}

#[demono(dyn)]
fn doubled(values: impl Iterator<Item = u8>) -> impl Iterator<Item = u8> {
    values.map(|value| value * 2)
}

#[demono(dyn)]
async fn unsend(mut next: impl FnMut() -> u8, check: impl Fn(u8) -> bool + Send) -> bool {
    check(next())
}

#[demono(dyn)]
fn buffered<'a, W: Write + 'a>(to: &'a mut W, size: usize) -> Box<dyn Write + 'a> {
    Box::new(BufWriter::with_capacity(size, to))
}

#[demono(dyn)]
fn limited(from: &mut impl Read, size: u64) -> Box<dyn Read + '_> {
    Box::new(from.take(size))
}

fn main() {}
