use demono::demono;

#[demono]
fn no_conversion<T: Clone>(text: impl AsRef<str>, value: T) -> usize {
    let _ = value.clone();
    text.as_ref().len()
}

#[demono]
fn anonymous(text: impl AsRef<str>, run: impl Fn(usize) -> usize) -> usize {
    run(text.as_ref().len())
}

#[demono]
fn constant<const N: usize>(text: impl AsRef<str>, bytes: [u8; N]) -> usize {
    text.as_ref().len() + bytes.len()
}

#[demono]
fn target<T>(value: impl Into<Vec<T>>) -> usize {
    value.into().len()
}

#[demono]
fn several<A: Clone, B: Copy, const N: usize>(text: impl AsRef<str>, a: A, b: &[B; N]) -> usize {
    let _ = (a.clone(), b.len());
    text.as_ref().len()
}

fn main() {
    no_conversion("a", 1);
    anonymous("a", |n| n);
    constant("a", [1]);
    target(vec![1]);
    several("a", 1, &[2]);
}
