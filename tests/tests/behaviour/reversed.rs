//! Conversions that are written the other way around: `Target: From<P>`.

use std::convert::Infallible;
#[allow(unused_imports)] // not in the prelude of edition 2018
use std::convert::{TryFrom, TryInto};

use demono::demono;

#[demono]
fn length<P>(text: P) -> usize
where
    String: From<P>,
{
    let text = String::from(text);
    text.len() + String::from("ab").len()
}

#[demono]
fn marked<P>(text: P, count: usize) -> String
where
    String: From<P>,
{
    let mut text: String = text.into();
    for _ in 0..count {
        text.push('!');
    }
    text
}

#[demono]
fn both<P>(a: P, b: P) -> String
where
    String: From<P>,
{
    let a = <String as From<P>>::from(a);
    let b = String::from(b);
    let shown = |text: &str| String::from(text);
    shown(&a) + &b
}

#[demono]
fn total<P>(texts: Vec<P>, last: Option<P>) -> usize
where
    String: From<P>,
{
    let last = last.map(String::from);
    let mut length = last.map_or(0, |last| last.len());
    for text in texts {
        length += String::from(text).len();
    }
    length
}

struct Id(u32);

impl From<u8> for Id {
    fn from(number: u8) -> Id {
        Id(number.into())
    }
}

impl Id {
    #[demono]
    fn next<P>(id: P) -> Self
    where
        Self: From<P>,
    {
        let mut id = Self::from(id);
        id.0 += 1;
        id
    }
}

#[demono]
fn number<P>(id: P) -> u32
where
    Id: From<P>,
{
    let id: Id = From::from(id);
    id.0
}

#[test]
fn from() {
    assert_eq!(length("abc") + length('x'), 8);
    assert_eq!(marked("a", 2), "a!!");
    assert_eq!(both("a", "b"), "ab");
    assert_eq!(total(vec!["a", "bc"], Some("d")), 4);
    assert_eq!(number(3) + number(Id(4)) + Id::next(5).0, 13);
}

#[derive(Debug)]
struct Uri(String);

#[derive(Debug, PartialEq)]
struct Bad;

#[derive(Debug, PartialEq)]
struct Error(Bad);

impl From<Bad> for Error {
    fn from(error: Bad) -> Error {
        Error(error)
    }
}

impl From<Infallible> for Error {
    fn from(error: Infallible) -> Error {
        match error {}
    }
}

impl TryFrom<&str> for Uri {
    type Error = Bad;

    fn try_from(text: &str) -> Result<Uri, Bad> {
        match text {
            "" => Err(Bad),
            text => Ok(Uri(text.to_owned())),
        }
    }
}

#[demono]
fn by_into<T>(uri: T) -> Result<usize, Error>
where
    Uri: TryFrom<T>,
    <Uri as TryFrom<T>>::Error: Into<Error>,
{
    let uri: Uri = TryFrom::try_from(uri).map_err(Into::into)?;
    Ok(uri.0.len())
}

#[demono]
fn by_from<T>(uri: T) -> Result<usize, Error>
where
    Uri: TryFrom<T>,
    Error: From<<Uri as TryFrom<T>>::Error>,
{
    let uri = Uri::try_from(uri)?;
    Ok(uri.0.len())
}

#[demono]
fn named<T>(uri: T) -> Result<usize, Error>
where
    Uri: TryFrom<T, Error = Bad>,
{
    let uri: Uri = uri.try_into()?;
    Ok(uri.0.len())
}

#[test]
fn try_from() {
    assert_eq!(by_into("a"), Ok(1));
    assert_eq!(by_into(""), Err(Error(Bad)));
    assert_eq!(by_into(Uri("abc".to_owned())), Ok(3));
    assert_eq!(by_from(""), Err(Error(Bad)));
    assert_eq!(by_from("ab"), Ok(2));
    assert_eq!(named("ab"), Ok(2));
}
