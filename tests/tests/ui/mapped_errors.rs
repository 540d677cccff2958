//! A bound maps the error of a `TryInto`: in the inner it is mapped already, so that the body
//! may hand it on, but not look at it.

use demono::demono;
use std::fmt;

#[derive(Debug)]
struct Error(String);

impl From<std::num::TryFromIntError> for Error {
    fn from(error: std::num::TryFromIntError) -> Self {
        Error(error.to_string())
    }
}

#[demono]
fn in_if_let<T>(n: T) -> String
where
    T: TryInto<u8>,
    T::Error: Into<Error> + fmt::Display,
{
    if let Err(error) = n.try_into() {
        return error.to_string();
    }
    String::new()
}

#[demono]
fn by_a_method<T>(n: T) -> u8
where
    T: TryInto<u8>,
    T::Error: Into<Error> + fmt::Debug,
{
    n.try_into().map(|n| n / 2).unwrap()
}

#[demono]
fn in_a_macro<T>(n: T) -> String
where
    T: TryInto<u8>,
    T::Error: Into<Error> + fmt::Debug,
{
    format!("{:?}", n.try_into())
}

fn main() {}
