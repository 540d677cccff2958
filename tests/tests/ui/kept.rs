//! What the body keeps for longer than the call, or hands to what is returned.

use std::error::Error;
use std::fmt::Debug;
use std::future::Future;
use std::io::Read;

use demono::demono;

fn find<T: AsRef<str>>(name: T) -> impl Iterator<Item = String> {
    std::iter::once(name.as_ref().to_owned())
}

#[demono]
fn handed_on(name: impl AsRef<str>) -> impl Iterator<Item = String> {
    let found = find(name);
    found
}

struct Wanted<T>(T);

impl<T: AsRef<str>> Iterator for Wanted<T> {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        Some(self.0.as_ref().len())
    }
}

#[demono]
fn in_a_struct<T: AsRef<str>>(name: T) -> impl Iterator<Item = usize> {
    Wanted(name).take(2)
}

async fn length<T: AsRef<str>>(name: T) -> usize {
    name.as_ref().len()
}

#[demono]
fn in_a_future<T: AsRef<str>>(name: T) -> impl Future<Output = usize> {
    length(name)
}

struct Form<'d> {
    readers: Vec<Box<dyn Read + 'd>>,
    shown: Vec<&'d dyn Debug>,
    run: Option<Box<dyn FnMut() -> u8 + 'd>>,
    call: Option<&'d mut dyn FnMut(u8) -> u8>,
}

impl<'d> Form<'d> {
    #[demono(dyn)]
    fn boxed<R: Read + 'd>(&mut self, reader: R) {
        self.readers.push(Box::new(reader));
    }

    #[demono(dyn)]
    fn borrowed<D: Debug>(&mut self, value: &'d D) {
        self.shown.push(value);
    }

    #[demono(dyn)]
    fn captured(&mut self, n: u8, mut run: impl FnMut() -> u8 + 'd) {
        self.run = Some(Box::new(move || run() + n));
    }

    #[demono(dyn)]
    fn borrowed_mutably<F: FnMut(u8) -> u8>(&mut self, call: &'d mut F) -> u8 {
        let n = call(1);
        self.call = Some(call);
        n
    }
}

#[demono(dyn)]
fn returned<'a>(bytes: impl IntoIterator<Item = u8> + 'a) -> Box<dyn Iterator<Item = u8> + 'a> {
    Box::new(bytes.into_iter().map(|byte| byte + 1))
}

#[demono(dyn)]
fn converted(error: impl Error + Send + Sync + 'static) -> Box<dyn Error + Send + Sync> {
    error.into()
}

fn main() {}
