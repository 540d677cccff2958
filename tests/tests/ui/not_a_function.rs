use demono::demono;

#[demono]
/// Documented.
struct Point {
    x: u32,
}

#[demono]
impl Point {
    fn new(x: impl Into<u32>) -> Self {
        Point { x: x.into() }
    }
}

#[demono]
mod inside {}

fn main() {
    let _ = Point::new(1_u8).x;
}
