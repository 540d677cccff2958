//! Generics of which the body needs more than what the shim can pass.

use demono::demono;

trait Named {
    const NAME: &'static str;
}

#[demono]
fn constant<T: Named>(text: impl AsRef<str>) -> usize {
    T::NAME.len() + text.as_ref().len()
}

#[demono]
fn shown<T>(text: impl AsRef<str>) -> usize {
    assert!(std::mem::size_of::<T>() > 0);
    text.as_ref().len()
}

#[demono]
fn imported<T>(text: impl AsRef<str>) -> usize {
    use std::mem::size_of as size;
    size::<T>() + text.as_ref().len()
}

#[demono]
fn made<T: Default + ToString>(text: impl AsRef<str>) -> usize {
    T::default().to_string().len() + std::mem::size_of::<T>() + text.as_ref().len()
}

fn main() {}
