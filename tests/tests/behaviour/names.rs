//! Names and lifetimes that only look like something else.

use std::fmt;

use demono::demono;

fn helper(text: String) -> usize {
    text.len()
}

struct Name(String);

impl From<&str> for Name {
    fn from(text: &str) -> Self {
        Name(text.to_owned())
    }
}

#[allow(unused_qualifications, reason = "the qualification is the test")]
#[demono]
fn by_module(text: impl Into<String>, name: impl Into<self::Name>) -> usize {
    self::helper(text.into()) + name.into().0.len()
}

/// A trait of this crate, with the name of a standard one.
trait Read<'de> {
    fn next(&mut self) -> Option<&'de u8>;
}

impl<'de> Read<'de> for std::slice::Iter<'de, u8> {
    fn next(&mut self) -> Option<&'de u8> {
        Iterator::next(self)
    }
}

#[demono(dyn)]
fn first<'de, R: Read<'de>>(read: &mut R) -> u8 {
    let next = read.next();
    next.copied().unwrap_or_default()
}

/// Its argument hides a lifetime.
#[demono(dyn)]
fn quoted(
    f: &mut fmt::Formatter<'_>,
    inside: impl FnOnce(&mut fmt::Formatter) -> fmt::Result,
) -> fmt::Result {
    f.write_str("<")?;
    inside(f)?;
    f.write_str(">")
}

struct Quoted(u8);

impl fmt::Display for Quoted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        quoted(f, |f| write!(f, "{}", self.0))
    }
}

struct Pair<'a, 'b>(&'a str, &'b str);

impl<'a, 'b> Pair<'a, 'b> {
    #[demono(dyn)]
    fn longest(&self, mut prefer: impl FnMut(&str) -> bool) -> &'b str
    where
        'a: 'b,
    {
        let Pair(first, second) = *self;
        if prefer(first) {
            first
        } else {
            second
        }
    }
}

struct Bytes;

#[demono]
impl Bytes {
    const COUNT: usize = 2;

    fn pair(&self, text: impl Into<String>) -> [u8; Self::COUNT] {
        let text = text.into();
        let bytes = text.as_bytes();
        [bytes[0], bytes[bytes.len() - 1]]
    }
}

struct Attribute(String);

impl From<&str> for Attribute {
    fn from(text: &str) -> Self {
        Attribute(text.to_owned())
    }
}

#[demono(dyn)]
fn attributes<I>(items: I) -> Vec<String>
where
    I: IntoIterator,
    I::Item: Into<Attribute>,
{
    let mut items = items.into_iter();
    let mut list = Vec::new();
    if let Some(first) = items.next() {
        list.push(first.into().0);
        list.extend(items.map(|item| item.into().0));
    }
    list
}

#[demono(dyn)]
async fn sent<I>(items: I) -> u32
where
    I: IntoIterator<Item = u32> + Send,
    I::IntoIter: Send,
{
    items.into_iter().sum()
}

#[test]
fn names_are_what_they_are() {
    assert_eq!(by_module("text", "name"), 8);
    assert_eq!(first(&mut [7_u8].iter()), 7);
    assert_eq!(Quoted(3).to_string(), "<3>");
    assert_eq!(Pair("a", "b").longest(|text| text == "a"), "a");
    assert_eq!(Bytes.pair("text"), *b"tt");
    assert_eq!(attributes(["a", "b"]), ["a", "b"]);
}

#[test]
fn a_future_is_sent() {
    fn is_send<T: Send>(_: &T) {}
    is_send(&sent([1, 2]));
}
