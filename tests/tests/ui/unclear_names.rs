//! Names that may be a type, or a generic of an `impl` that the attribute cannot see.

use demono::demono;

const N: usize = 4;

#[derive(Clone, Copy)]
struct M4(f32);

struct E;

#[demono]
fn transformed(by: impl Into<f32>, matrix: &M4) -> f32 {
    by.into() * matrix.0
}

#[demono]
fn parsed(text: impl AsRef<str>) -> Result<u8, E> {
    text.as_ref().parse().map_err(failed)
}

fn failed(_: std::num::ParseIntError) -> E {
    E
}

#[demono]
fn longer(text: impl AsRef<str>) -> usize {
    text.as_ref().len() + N
}

#[demono(types(E), generics)]
fn without_names(text: impl AsRef<str>) -> Result<u8, E> {
    text.as_ref().parse().map_err(failed)
}

#[demono(crate = "demono")]
fn quoted(text: impl AsRef<str>) -> usize {
    text.as_ref().len()
}

fn main() {}
