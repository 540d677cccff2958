//! The attribute on impls of traits.

use std::fmt::{Debug, Display};
use std::path::Path;

use demono::demono;

/// A trait that is imported nowhere.
mod far {
    use std::path::Path;

    pub(crate) trait Open {
        type File;
        const MODE: u32;

        fn open(path: impl AsRef<Path>) -> Self::File;

        fn reopen(&self, path: impl AsRef<Path>, twice: bool) -> (usize, u32);

        fn length(&self) -> usize;

        fn name(&self, text: impl Into<String>) -> String;
    }

    pub(crate) trait Other {
        fn name(&self, text: impl Into<String>) -> String;
    }
}

struct Disk {
    opened: usize,
}

impl Disk {
    #[demono]
    fn name(&self, text: impl Into<String>) -> String {
        let text = text.into();
        format!("inherent {text}{}", self.opened)
    }
}

#[demono]
impl far::Open for Disk {
    type File = Disk;
    const MODE: u32 = 7;

    fn open(path: impl AsRef<Path>) -> Self::File {
        let opened = path.as_ref().components().count();
        Self { opened }
    }

    fn reopen(&self, path: impl AsRef<Path>, twice: bool) -> (usize, u32) {
        let count = path.as_ref().components().count();
        if twice {
            // Calls a method of a trait that is in scope only because this is its impl.
            return (count * self.length() + Self::open("a").length(), Self::MODE);
        }
        self.reopen(path.as_ref(), true)
    }

    fn length(&self) -> usize {
        self.opened
    }

    fn name(&self, text: impl Into<String>) -> String {
        let text = text.into();
        format!("open {text}{}", Self::MODE)
    }
}

#[demono]
impl far::Other for Disk {
    fn name(&self, text: impl Into<String>) -> String {
        let text: String = text.into();
        format!("other {text}, {}", self.name("x"))
    }
}

#[test]
fn same_names() {
    let disk = <Disk as far::Open>::open("a/b");
    assert_eq!(far::Open::reopen(&disk, "x", false), (3, 7));
    assert_eq!(disk.name("n"), "inherent n2");
    assert_eq!(far::Open::name(&disk, "n"), "open n7");
    assert_eq!(far::Other::name(&disk, 'n'), "other n, inherent x2");
}

/// A trait for types of other crates.
trait Measure<T> {
    type Unit;
    fn measure(&self, name: impl Into<String>, value: T) -> Self::Unit;
    fn total<I: IntoIterator<Item = T>>(&self, all: I) -> Vec<Self::Unit>;
}

#[demono(dyn)]
impl Measure<u32> for str {
    type Unit = (String, u32);

    fn measure(&self, name: impl Into<String>, value: u32) -> Self::Unit {
        let name = name.into();
        (name + self, value)
    }

    fn total<I: IntoIterator<Item = u32>>(&self, all: I) -> Vec<Self::Unit> {
        let mut units = Vec::new();
        for value in all {
            units.push(self.measure("t", value));
        }
        units
    }
}

#[demono(dyn)]
impl<T, U> Measure<T> for Vec<U>
where
    U: Display,
    T: Into<f64> + Copy,
{
    type Unit = f64;

    fn measure(&self, name: impl Into<String>, value: T) -> f64 {
        let mut text = name.into();
        for item in self {
            text += &item.to_string();
        }
        text.len() as f64 * value.into()
    }

    fn total<I: IntoIterator<Item = T>>(&self, all: I) -> Vec<Self::Unit> {
        let mut units = Vec::with_capacity(self.len());
        for value in all {
            units.push(<Self as Measure<T>>::measure(self, "t", value));
        }
        units
    }
}

#[demono(dyn)]
impl<const N: usize> Measure<()> for [u8; N] {
    type Unit = usize;

    fn measure(&self, name: impl Into<String>, (): ()) -> Self::Unit {
        let name: String = name.into();
        name.len() * N + usize::from(self[0])
    }

    fn total<I: IntoIterator<Item = ()>>(&self, all: I) -> Vec<usize> {
        let mut units = Vec::new();
        all.into_iter().for_each(|()| units.push(N));
        units
    }
}

#[test]
fn foreign_types() {
    assert_eq!("x".measure('n', 1), ("nx".to_owned(), 1));
    assert_eq!("x".total([3]), [("tx".to_owned(), 3)]);
    assert_eq!(vec![10, 20].measure("n", 2_u8), 10.0);
    assert_eq!(vec!['a'].total(vec![1.5_f32]), [3.0]);
    assert_eq!([5_u8; 4].measure("ab", ()), 13);
    assert_eq!([5_u8; 4].total(vec![(), ()]), [4, 4]);
}

trait Fill {
    fn fill(self, text: impl AsRef<str>) -> usize;
    fn refill(&mut self, text: &mut impl AsMut<[u8]>) -> usize;
}

#[demono]
impl<'a> Fill for &'a mut Vec<u8> {
    fn fill(self, text: impl AsRef<str>) -> usize {
        let text = text.as_ref();
        self.extend_from_slice(text.as_bytes());
        self.len()
    }

    fn refill(&mut self, text: &mut impl AsMut<[u8]>) -> usize {
        let bytes = text.as_mut();
        bytes.reverse();
        self.extend_from_slice(bytes);
        self.len()
    }
}

#[demono]
impl Fill for &mut String {
    fn fill(self, text: impl AsRef<str>) -> usize {
        self.push_str(text.as_ref());
        self.len()
    }

    fn refill(&mut self, text: &mut impl AsMut<[u8]>) -> usize {
        let bytes = text.as_mut();
        self.push_str(&String::from_utf8_lossy(bytes));
        self.len()
    }
}

#[demono]
impl<T: ?Sized + Debug> Fill for Box<T> {
    fn fill(self, text: impl AsRef<str>) -> usize {
        let text = text.as_ref();
        format!("{self:?}{text}").len()
    }

    fn refill(&mut self, text: &mut impl AsMut<[u8]>) -> usize {
        let length = text.as_mut().len();
        format!("{self:?}").len() + length
    }
}

#[test]
fn references_and_boxes() {
    let mut bytes = vec![1];
    assert_eq!((&mut bytes).fill("ab"), 3);
    assert_eq!((&mut bytes).refill(&mut [1, 2]), 5);
    assert_eq!(bytes, [1, b'a', b'b', 2, 1]);
    let mut text = String::new();
    assert_eq!((&mut text).fill("ab") + (&mut text).refill(&mut [b'c']), 5);
    assert_eq!(text, "abc");
    let object: Box<dyn Debug> = Box::new(12);
    assert_eq!(object.fill("ab"), 4);
}

trait Describe {
    const PREFIX: &'static str = "is ";

    fn describe(&self, with: impl Into<String>) -> String;
}

/// For everything that is `Display`.
#[demono]
impl<T> Describe for T
where
    T: Display + ?Sized,
{
    fn describe(&self, with: impl Into<String>) -> String {
        let with: String = with.into();
        format!("{}{self}{with}", Self::PREFIX)
    }
}

#[test]
fn blanket() {
    assert_eq!("a".describe('!'), "is a!");
    assert_eq!(12.describe("?"), "is 12?");
    let object: &dyn Display = &1.5;
    assert_eq!(object.describe(""), "is 1.5");
}
