//! The options `dyn(..)` and `skip`.

use demono::demono;

#[demono(dyn(nxt))]
fn misspelled(mut next: impl FnMut() -> u8) -> u8 {
    next()
}

#[demono(dyn(path))]
fn converted(path: impl AsRef<str>) -> usize {
    path.as_ref().len()
}

#[demono(dyn(count))]
fn concrete(count: u8, name: impl Into<String>) -> usize {
    name.into().len() + usize::from(count)
}

#[demono(dyn())]
fn empty(mut next: impl FnMut() -> u8) -> u8 {
    next()
}

#[demono(skip)]
fn alone(name: impl Into<String>) -> String {
    name.into()
}

#[demono]
fn undecided(name: impl Into<String>, mut next: impl FnMut() -> u8) -> (String, u8) {
    (name.into(), next())
}

fn main() {}
