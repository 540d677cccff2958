//! The user's own generic traits, and those with lifetimes, as objects.

use demono::demono;

trait Visit<T> {
    type Out;
    fn visit(&mut self, item: T);
    fn finish(&self) -> Self::Out;
}

#[derive(Default)]
struct Sum(u32);

impl Visit<u32> for Sum {
    type Out = u32;

    fn visit(&mut self, item: u32) {
        self.0 += item;
    }

    fn finish(&self) -> u32 {
        self.0
    }
}

impl<'t> Visit<&'t str> for Sum {
    type Out = usize;

    fn visit(&mut self, item: &'t str) {
        self.0 += item.len() as u32;
    }

    fn finish(&self) -> usize {
        self.0 as usize
    }
}

#[demono(dyn)]
fn generic_trait(visitor: &mut impl Visit<u32, Out = u32>) -> u32 {
    for n in 0..4 {
        visitor.visit(n);
    }
    visitor.finish()
}

#[demono(dyn)]
fn generic_by_value<V>(mut visitor: V) -> u32
where
    V: Visit<u32, Out = u32>,
{
    visitor.visit(5);
    visitor.visit(6);
    visitor.finish()
}

#[demono(dyn)]
fn with_lifetime<'t, V: Visit<&'t str, Out = usize>>(visitor: &mut V, text: &'t str) -> usize {
    text.split(' ').for_each(|word| visitor.visit(word));
    visitor.finish()
}

#[demono(dyn)]
fn for_any_lifetime<V: for<'t> Visit<&'t str, Out = usize>>(mut visitor: V) -> usize {
    let owned = String::from("abc");
    visitor.visit(&owned);
    visitor.finish()
}

trait Borrowing<'a> {
    fn get(&self) -> &'a str;
}

struct Holder<'a>(&'a str);

impl<'a> Borrowing<'a> for Holder<'a> {
    fn get(&self) -> &'a str {
        self.0
    }
}

#[demono(dyn)]
fn outlives<'a>(holder: impl Borrowing<'a>) -> &'a str {
    holder.get()
}

#[demono(dyn)]
fn outlives_ref<'a, B>(holder: &B, other: &'a str) -> &'a str
where
    B: Borrowing<'a> + 'a,
{
    if other.is_empty() {
        holder.get()
    } else {
        other
    }
}

#[test]
fn generic_traits() {
    assert_eq!(generic_trait(&mut Sum::default()), 6);
    assert_eq!(generic_by_value(Sum(1)), 12);
    assert_eq!(with_lifetime(&mut Sum(0), "ab c"), 3);
    assert_eq!(for_any_lifetime(Sum(0)), 3);
    let text = String::from("held");
    let got = outlives(Holder(&text));
    assert_eq!(got, "held");
    assert_eq!(outlives_ref(&Holder(&text), ""), "held");
}
