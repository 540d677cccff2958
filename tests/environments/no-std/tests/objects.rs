//! Parameters that become objects do what they should, built without std.

use std::future::Future;
use std::task::{Context, Poll, Waker};

use environment_no_std::objects::*;

#[test]
fn functions() {
    assert_eq!(call(|n| n + 1), 2);
    let mut texts = Vec::new();
    call_mut(|text| {
        texts.push(text.to_owned());
        text
    });
    assert_eq!(texts, ["a", "b"]);
    assert_eq!(call_once(|| "abc".into()), 3);
    assert_eq!(call_optional(Some(|n| n * 2)), 4);
    assert_eq!(call_optional(None::<fn(u8) -> u8>), 0);
}

#[test]
fn iterators() {
    assert_eq!(sum(0..4), 6);
    assert_eq!(ends([1, 2].into_iter()), (2, Some(2)));
    assert_eq!(product(vec![2, 3]), 6);
    assert_eq!(wide([1_u8, 2]), 3);
    assert_eq!(lengths(["a", "bc"]), 3);
}

#[test]
fn other_traits_of_core() {
    let mut text = String::new();
    write(&mut text, 1).expect("written");
    assert_eq!(text, "1c");
    let hasher = std::collections::hash_map::DefaultHasher::new;
    assert_eq!(hash(hasher()), hash(hasher()));
    assert_eq!(shown(&1, std::fmt::Error), format!("1{}", std::fmt::Error));
    let mut waits = std::pin::pin!(wait(std::future::ready(1)));
    let mut context = Context::from_waker(Waker::noop());
    assert_eq!(waits.as_mut().poll(&mut context), Poll::Ready(2));
    assert!(within(1..3, 2) && !within(..=1, 2));
}

#[test]
fn own_traits_and_blocks() {
    let mut square = Square(1);
    assert_eq!(areas(&Square(1), &mut square, Square(3)), 14);
    assert_eq!(shown_shape(Square(3)), "Square(3)9");
    assert_eq!(count(&mut square, 1), 16);
    let mut sides = 0;
    let square = Square::parse("5").expect("a number");
    assert_eq!(square.sides(|side| sides += side).0, 5);
    assert_eq!(sides, 20);
    assert_eq!(square.named("a"), "shape a");
    assert_eq!(square.with(str::len), 31);
    let mut shapes = Shapes::default();
    shapes.extend([&square]);
    assert_eq!(shapes.0, [25]);
    assert_eq!((custom(7), custom(700)), (7, 0));
    assert_eq!(custom_asked(7, 1), Ok(8));
    assert!(custom_asked(700, 1).is_err());
}
