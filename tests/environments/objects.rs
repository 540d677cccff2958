// Objects, blocks and conversions by expressions of the user, for crates with unusual
// surroundings: every path is rooted, because nothing is in scope there.

/// Fn.
#[::demono::demono(dyn)]
pub fn call(f: impl ::core::ops::Fn(u8) -> u8) -> u8 {
    f(1)
}

/// `FnMut`.
#[::demono::demono(dyn)]
pub fn call_mut<F>(mut f: F)
where
    F: for<'a> ::core::ops::FnMut(&'a str) -> &'a str,
{
    let _ = f("a");
    let _ = f("b");
}

/// `FnOnce`.
#[::demono::demono(dyn)]
pub fn call_once(f: impl ::core::ops::FnOnce() -> ::alloc::string::String) -> usize {
    f().len()
}

/// Option of `FnOnce`.
#[::demono::demono(dyn)]
pub fn call_optional(f: ::core::option::Option<impl ::core::ops::FnOnce(u8) -> u8>) -> u8 {
    f.map_or(0, |f| f(2))
}

/// Iterator.
#[::demono::demono(dyn)]
pub fn sum(mut numbers: impl ::core::iter::Iterator<Item = u32>) -> u32 {
    let mut sum = 0;
    while let ::core::option::Option::Some(number) = ::core::iter::Iterator::next(&mut numbers) {
        sum += number;
    }
    sum
}

/// `DoubleEndedIterator` and `ExactSizeIterator`.
#[::demono::demono(dyn)]
pub fn ends(
    mut numbers: impl ::core::iter::DoubleEndedIterator<Item = u32> + ::core::iter::ExactSizeIterator,
) -> (usize, ::core::option::Option<u32>) {
    (numbers.len(), numbers.next_back())
}

/// `IntoIterator`.
#[::demono::demono(dyn)]
pub fn product(numbers: impl ::core::iter::IntoIterator<Item = u32>) -> u32 {
    let mut product = 1;
    for number in numbers {
        product *= number;
    }
    product
}

/// `IntoIterator` over `Into`.
#[::demono::demono(dyn)]
pub fn wide<I, N>(numbers: I) -> u64
where
    I: ::core::iter::IntoIterator<Item = N>,
    N: ::core::convert::Into<u64>,
{
    let mut sum = 0;
    for number in numbers {
        sum += number.into();
    }
    sum
}

/// `IntoIterator` over `AsRef`.
#[::demono::demono(dyn)]
pub fn lengths(
    texts: impl ::core::iter::IntoIterator<Item = impl ::core::convert::AsRef<str>>,
) -> usize {
    let mut length = 0;
    for text in texts {
        length += text.as_ref().len();
    }
    length
}

/// `fmt::Write`.
#[::demono::demono(dyn)]
pub fn write(out: &mut impl ::core::fmt::Write, number: u8) -> ::core::fmt::Result {
    ::core::write!(out, "{number}")?;
    out.write_char('c')
}

/// Hasher.
#[::demono::demono(dyn)]
pub fn hash<H: ::core::hash::Hasher>(mut state: H) -> u64 {
    state.write_u8(1);
    state.finish()
}

/// Debug and Error.
#[::demono::demono(dyn)]
pub fn shown(
    value: &impl ::core::fmt::Debug,
    error: impl ::core::error::Error,
) -> ::alloc::string::String {
    ::alloc::format!("{value:?}{error}")
}

/// Future.
#[::demono::demono(dyn)]
pub async fn wait(future: impl ::core::future::Future<Output = u8> + ::core::marker::Send) -> u8 {
    future.await + 1
}

/// `RangeBounds`.
#[::demono::demono(dyn)]
pub fn within(range: impl ::core::ops::RangeBounds<u8>, number: u8) -> bool {
    range.contains(&number)
}

/// A trait of your own.
pub trait Shape {
    /// Its area.
    fn area(&self) -> u32;
    /// Made larger.
    fn grow(&mut self);
}

/// By reference, by mutable reference, by value.
#[::demono::demono(dyn)]
pub fn areas(one: &impl Shape, two: &mut impl Shape, three: impl Shape) -> u32 {
    two.grow();
    one.area() + two.area() + three.area()
}

/// Two traits.
#[::demono::demono(dyn)]
pub fn shown_shape(shape: impl Shape + ::core::fmt::Debug) -> ::alloc::string::String {
    ::alloc::format!("{shape:?}{}", shape.area())
}

/// It calls itself.
#[::demono::demono(dyn)]
pub fn count(shape: &mut impl Shape, times: u8) -> u32 {
    shape.grow();
    if times == 0 {
        return shape.area();
    }
    count(shape, times - 1)
}

/// A square.
#[derive(::core::fmt::Debug)]
pub struct Square(pub u32);

impl Shape for Square {
    fn area(&self) -> u32 {
        self.0 * self.0
    }

    fn grow(&mut self) {
        self.0 += 1;
    }
}

#[::demono::demono(dyn)]
impl Square {
    const SIDES: u32 = 4;

    /// Of a side's text.
    pub fn parse(text: impl ::core::convert::AsRef<str>) -> ::core::option::Option<Self> {
        let text = text.as_ref();
        ::core::option::Option::Some(Self(text.parse().ok()?))
    }

    /// Each side.
    pub fn sides(&self, mut f: impl ::core::ops::FnMut(u32)) -> &Self {
        for _ in 0..Self::SIDES {
            f(self.0);
        }
        self
    }
}

/// A trait with a default method.
#[::demono::demono(dyn)]
pub trait Named {
    /// What comes first.
    const PREFIX: &'static str;

    /// The name, after a text.
    fn named(
        &self,
        text: impl ::core::convert::Into<::alloc::string::String>,
    ) -> ::alloc::string::String {
        let text = text.into();
        ::alloc::format!("{}{text}", Self::PREFIX)
    }

    /// Passes the name to a function.
    fn with(&self, f: impl ::core::ops::FnOnce(&str) -> usize) -> usize;
}

#[::demono::demono(dyn)]
impl<T: Shape> Named for T {
    const PREFIX: &'static str = "shape ";

    fn with(&self, f: impl ::core::ops::FnOnce(&str) -> usize) -> usize {
        let length = f(Self::PREFIX);
        length + self.area() as usize
    }
}

/// Shapes.
#[derive(::core::default::Default)]
pub struct Shapes(pub ::alloc::vec::Vec<u32>);

#[::demono::demono(dyn)]
impl<'a> ::core::iter::Extend<&'a Square> for Shapes {
    fn extend<I: ::core::iter::IntoIterator<Item = &'a Square>>(&mut self, items: I) {
        for item in items {
            self.0.push(item.area());
        }
    }
}

/// Converts to a byte, by a method of its own.
pub trait IntoByte {
    /// The byte.
    fn into_byte(self) -> ::core::result::Result<u8, ::core::num::TryFromIntError>;
}

impl IntoByte for u32 {
    fn into_byte(self) -> ::core::result::Result<u8, ::core::num::TryFromIntError> {
        ::core::convert::TryFrom::try_from(self)
    }
}

/// Custom.
#[::demono::demono(byte: ::core::result::Result<u8, ::core::num::TryFromIntError> = byte.into_byte())]
pub fn custom(byte: impl IntoByte) -> u8 {
    byte.into_byte().unwrap_or(0)
}

/// Custom, with a `?`.
///
/// # Errors
/// If it is not a byte.
#[::demono::demono(byte: u8 = byte.into_byte()?)]
pub fn custom_asked(
    byte: impl IntoByte,
    more: u8,
) -> ::core::result::Result<u8, ::core::num::TryFromIntError> {
    let byte = byte.into_byte()?;
    ::core::result::Result::Ok(byte + more)
}

/// Items that are displayed.
#[::demono::demono(dyn)]
pub fn shown_items(
    items: impl ::core::iter::IntoIterator<Item = impl ::core::fmt::Display>,
) -> ::alloc::string::String {
    let mut text = ::alloc::string::String::new();
    for item in items {
        text += &::alloc::format!("{item}");
    }
    text
}

/// A slice of a trait of one's own, by any of its bounds.
#[::demono::demono(dyn)]
pub fn slice_of_any<T: ::core::fmt::Debug + ::core::fmt::Display>(items: &[T]) -> usize {
    let mut length = 0;
    for item in items {
        length += ::alloc::format!("{item}{item:?}").len();
    }
    length
}
