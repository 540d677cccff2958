//! The user's own traits as objects.

use std::cell::Cell;
use std::fmt::{Debug, Octal};
use std::rc::Rc;

use demono::demono;

trait Shape {
    fn area(&self) -> u32;

    fn double(&self) -> u32 {
        self.area() * 2
    }
}

trait Grow {
    fn grow(&mut self, by: u32) -> &mut u32;
}

#[derive(Debug, PartialEq)]
struct Square(u32);

impl Shape for Square {
    fn area(&self) -> u32 {
        self.0 * self.0
    }
}

impl Grow for Square {
    fn grow(&mut self, by: u32) -> &mut u32 {
        self.0 += by;
        &mut self.0
    }
}

struct Circle;

impl Shape for Circle {
    fn area(&self) -> u32 {
        3
    }

    fn double(&self) -> u32 {
        7
    }
}

impl<T: Grow + ?Sized> Grow for &mut T {
    fn grow(&mut self, by: u32) -> &mut u32 {
        (**self).grow(by)
    }
}

impl<T: Shape + ?Sized> Shape for &T {
    fn area(&self) -> u32 {
        (**self).area()
    }

    fn double(&self) -> u32 {
        (**self).double()
    }
}

#[demono(dyn)]
fn by_value(shape: impl Shape) -> u32 {
    shape.area() + shape.double()
}

#[demono(dyn)]
fn by_ref(shape: &impl Shape) -> u32 {
    shape.area() + Shape::double(shape)
}

#[demono(dyn)]
fn by_unsized_ref<S: Shape + ?Sized>(shape: &S) -> u32 {
    shape.double()
}

#[demono(dyn)]
fn by_mut(shape: &mut impl Grow) -> u32 {
    *shape.grow(1) += 1;
    *shape.grow(1)
}

#[demono(dyn)]
fn by_mut_value(mut shape: impl Grow) -> u32 {
    shape.grow(2);
    *shape.grow(3)
}

#[demono(dyn)]
fn by_unsized_mut(shape: &mut (impl Grow + ?Sized)) {
    shape.grow(10);
}

#[demono(dyn)]
fn optional<S: Shape>(shape: Option<S>) -> u32 {
    shape.map_or(0, |shape| shape.area())
}

#[demono(dyn)]
fn passed_on(shape: &impl Shape, other: &mut impl Grow) -> u32 {
    fn inside(shape: &dyn Shape, other: &mut dyn Grow) -> u32 {
        shape.area() + *other.grow(1)
    }
    fn generic<S: Shape, G: Grow>(shape: &S, other: &mut G) -> u32 {
        shape.area() + *other.grow(1)
    }
    generic(&shape, &mut &mut *other) + inside(&shape, &mut &mut *other)
}

#[demono(dyn)]
fn several(mut shape: impl Shape + Grow + Debug) -> String {
    let area = shape.area();
    shape.grow(1);
    format!("{area} {} {shape:?}", shape.area())
}

#[demono(dyn)]
fn several_refs<S: Shape + Grow>(shape: &mut S) -> u32 {
    shape.grow(1);
    shape.area()
}

/// A trait of `core::fmt` that demono does not know, between the commas of a macro.
#[demono(dyn)]
fn octal<T: Octal>(value: T, other: &impl Octal) -> String {
    format!("{:o} {:o}", value, other)
}

#[test]
fn in_macros() {
    assert_eq!(octal(8_u8, &64_i32), "10 100");
}

#[test]
fn forms() {
    assert_eq!(by_value(Square(2)), 12);
    assert_eq!(by_value(Circle), 10);
    assert_eq!(by_ref(&Circle), 10);
    let object: &dyn Shape = &Circle;
    assert_eq!(by_unsized_ref(object), 7);
    assert_eq!(by_unsized_ref(&Square(1)), 2);
    let mut square = Square(1);
    assert_eq!(by_mut(&mut square), 4);
    assert_eq!(by_mut_value(&mut square), 9);
    assert_eq!(by_mut_value(Square(0)), 5);
    let object: &mut dyn Grow = &mut square;
    by_unsized_mut(object);
    assert_eq!(square, Square(19));
    assert_eq!(optional(Some(Circle)), 3);
    assert_eq!(optional(None::<Square>), 0);
    assert_eq!(passed_on(&Circle, &mut square), 3 + 20 + 3 + 21);
    assert_eq!(several(Square(1)), "1 4 Square(2)");
    assert_eq!(several_refs(&mut Square(1)), 4);
}

mod inside {
    pub(crate) trait Hidden {
        fn hidden(&self) -> &'static str;
        fn change(&mut self) {}
    }

    impl Hidden for u8 {
        fn hidden(&self) -> &'static str {
            "hidden"
        }
    }
}

#[demono(dyn)]
fn by_path(value: impl inside::Hidden) -> &'static str {
    value.hidden()
}

#[demono(dyn)]
fn by_path_mut(value: &mut impl inside::Hidden) -> &'static str {
    value.change();
    value.hidden()
}

#[test]
fn traits_that_are_not_imported() {
    assert_eq!(by_path(1), "hidden");
    assert_eq!(by_path_mut(&mut 1), "hidden");
}

#[demono(dyn)]
fn scoped(shape: &(impl Shape + Sync)) -> u32 {
    std::thread::scope(|scope| {
        let other = scope.spawn(|| shape.area());
        shape.double() + other.join().expect("no panic")
    })
}

#[demono(dyn)]
fn scoped_by_value<S>(shape: S) -> u32
where
    S: Shape + Send + Sync,
{
    std::thread::scope(|scope| scope.spawn(|| shape.area()).join().expect("no panic"))
}

#[demono(dyn)]
async fn in_a_future(shape: &(impl Shape + Sync), other: impl Shape + Send + Sync) -> u32 {
    std::future::ready(()).await;
    shape.area() + other.area()
}

fn send<T: Send>(value: T) -> T {
    value
}

#[test]
fn auto_traits() {
    assert_eq!(scoped(&Square(2)), 12);
    assert_eq!(scoped_by_value(Square(2)), 4);
    let _not_run = send(in_a_future(&Circle, Circle));
}

/// Counts its drops, and has a method.
struct Counted(Rc<Cell<u32>>);

impl Shape for Counted {
    fn area(&self) -> u32 {
        assert!(self.0.get() < 10, "on purpose");
        self.0.get()
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        self.0.set(self.0.get() + 1);
    }
}

#[test]
fn dropped_once() {
    let count = Rc::new(Cell::new(0));
    assert_eq!(by_value(Counted(count.clone())), 0);
    assert_eq!(count.get(), 1);
    assert_eq!(optional(Some(Counted(count.clone()))), 1);
    assert_eq!(count.get(), 2);
    count.set(10);
    let counted = Counted(count.clone());
    let run = std::panic::AssertUnwindSafe(|| by_value(counted));
    assert!(std::panic::catch_unwind(run).is_err());
    assert_eq!(count.get(), 11);
}

#[demono(dyn)]
fn with_conversion<P: AsRef<str>, S: Shape>(name: P, shape: &S, tag: impl Into<String>) -> String {
    format!("{}{}{}", name.as_ref(), shape.area(), tag.into())
}

#[demono(dyn(shape), partial)]
fn with_generic<T: PartialOrd, S: Shape>(shape: &S, left: T, right: T) -> u32 {
    if left < right {
        shape.area()
    } else {
        shape.double()
    }
}

#[demono(dyn, skip(other))]
fn with_skipped(shape: &impl Shape, other: impl Shape) -> u32 {
    shape.area() + other.area()
}

#[test]
fn beside_others() {
    assert_eq!(with_conversion("a", &Circle, 'b'), "a3b");
    assert_eq!(with_generic(&Circle, 1, 2), 3);
    assert_eq!(with_generic(&Circle, 2.0, 1.0), 7);
    assert_eq!(with_skipped(&Circle, Square(1)), 4);
}

struct Canvas {
    drawn: u32,
}

impl Canvas {
    #[demono(dyn)]
    fn draw(&mut self, shape: &impl Shape) -> &mut Self {
        self.drawn += shape.area();
        self
    }

    #[demono(dyn)]
    fn from_all<'s, S: Shape + 's>(shapes: impl IntoIterator<Item = u32>, extra: &'s S) -> Self {
        Self {
            drawn: shapes.into_iter().sum::<u32>() + extra.area(),
        }
    }

    #[demono(dyn)]
    fn finish(self: Box<Self>, shape: impl Shape) -> u32 {
        self.drawn + shape.area()
    }
}

#[test]
fn in_methods() {
    let mut canvas = Canvas::from_all([1, 2], &Circle);
    assert_eq!(canvas.draw(&Circle).draw(&Square(1)).drawn, 10);
    assert_eq!(Box::new(canvas).finish(Circle), 13);
}
