//! Bounds that no trait object can have.

use std::fmt::Debug;
use std::hash::Hash;

use demono::demono;

#[demono(dyn)]
fn cloned(values: impl Iterator<Item = u8> + Clone) -> usize {
    values.clone().count() + values.count()
}

#[demono(dyn)]
fn hashed<H>(value: H) -> u64
where
    H: Debug + Hash,
{
    let _ = value;
    0
}

#[demono(dyn)]
fn copied(mut next: impl FnMut() -> u8 + Copy) -> u8 {
    next()
}

#[demono(dyn)]
fn called(name: impl AsRef<str>, both: impl Fn() + Debug) {
    let _ = name.as_ref();
    both();
}

/// Its name does not show that it is not dyn-compatible.
trait Shape {
    fn scaled(&self, by: f32) -> Self;
    fn area(&self) -> f32;
}

#[demono(dyn)]
fn area(shape: impl Shape) -> f32 {
    shape.area()
}

trait Visit {
    type Out;
    fn visit(&mut self) -> Self::Out;
}

#[demono(dyn)]
fn visit(visitor: &mut impl Visit) {
    visitor.visit();
}

fn main() {}
