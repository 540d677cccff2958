//! Objects are borrowed, so a body cannot keep them.

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

fn main() {}
