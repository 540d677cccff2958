//! Uses beside the conversion that change nothing, although other bounds are there; and what
//! is dropped where.

#[allow(unused_imports)] // not in the prelude of edition 2018
use std::convert::{TryFrom, TryInto};
use std::fmt::{Debug, Display};
use std::fs::{File, OpenOptions};
use std::io;
use std::path::Path;
use std::rc::Rc;

use demono::demono;

use super::log::{log, logged};

/// What is `Debug`, and used only by its conversion.
#[demono]
fn read<P: AsRef<Path> + Debug>(path: P) -> io::Result<u64> {
    let _opened = OpenOptions::new().read(true).open(&path)?;
    let _again = File::open(&path)?;
    let other = &path;
    let length = other.as_ref().as_os_str().len() as u64;
    std::fs::metadata(&path)?;
    Ok(length)
}

#[demono]
fn optional(
    name: Option<impl AsRef<str> + Debug>,
    other: Option<impl Into<String> + Debug>,
) -> usize {
    let first = if let Some(name) = &name {
        name.as_ref().len()
    } else {
        0
    };
    let second = match other {
        Some(other) => other.into().len(),
        None => 7,
    };
    first + second + name.map_or(0, |name| name.as_ref().len())
}

#[demono]
fn shown(value: impl Display + PartialEq) -> String {
    format!("{value}|{:>3}|{}", value, value.to_string())
}

#[demono]
fn spawned(text: impl Into<String> + Send + 'static) -> usize {
    let text = text.into();
    std::thread::spawn(move || text.len()).join().unwrap_or(0)
}

#[demono]
fn cloned(one: impl Into<String> + Clone, other: impl AsRef<str> + Clone) -> String {
    let first: String = one.clone().into();
    let second: String = one.into();
    let again = other.clone();
    first + &second + again.as_ref() + other.clone().as_ref()
}

#[test]
fn what_only_converts_is_split() {
    assert_eq!(read("/").expect("it is there"), 1);
    assert_eq!(optional(Some("ab"), None::<String>), 11);
    assert_eq!(shown(1), "1|  1|1");
    assert_eq!(spawned("abc"), 3);
    assert_eq!(cloned("a", "b"), "aabb");
}

#[demono]
fn released(handle: impl Into<Rc<u8>>, watch: &Rc<u8>) -> usize {
    let _ = handle.into();
    Rc::strong_count(watch)
}

#[demono]
fn assigned_to_nothing(handle: impl Into<Rc<u8>>, watch: &Rc<u8>) -> usize {
    _ = handle.into();
    Rc::strong_count(watch)
}

#[demono]
fn kept(handle: impl Into<Rc<u8>>, watch: &Rc<u8>) -> usize {
    let _handle = handle.into();
    Rc::strong_count(watch)
}

#[demono]
fn matched(handle: impl Into<Rc<u8>>, watch: &Rc<u8>) -> usize {
    match handle.into() {
        _ => log(Rc::strong_count(watch).to_string()),
    }
    Rc::strong_count(watch)
}

#[test]
fn a_discarded_value_is_dropped_at_once() {
    let handle = Rc::new(1);
    assert_eq!(released(handle.clone(), &handle), 1);
    assert_eq!(assigned_to_nothing(handle.clone(), &handle), 1);
    assert_eq!(kept(handle.clone(), &handle), 2);
    let counts = logged(|| assert_eq!(matched(handle.clone(), &handle), 1));
    assert_eq!(counts, ["2"]);
}

/// Its error has no name in the inner.
#[derive(Debug, PartialEq)]
struct Failed(u8);

struct Even;

struct Odd;

impl From<Odd> for Failed {
    fn from(_: Odd) -> Self {
        Failed(1)
    }
}

impl TryFrom<u8> for Even {
    type Error = Odd;

    fn try_from(number: u8) -> Result<Self, Odd> {
        if number % 2 == 0 {
            Ok(Even)
        } else {
            Err(Odd)
        }
    }
}

fn again(failed: impl Into<Failed>) -> Failed {
    Failed(failed.into().0 + 1)
}

#[demono]
fn wrapped<N>(number: N) -> Result<u8, Failed>
where
    N: TryInto<Even>,
    N::Error: Into<Failed>,
{
    let _even = number.try_into().map_err(|error| again(error.into()))?;
    Ok(0)
}

#[demono]
fn converted_twice<N>(number: N) -> Result<u8, Failed>
where
    N: TryInto<Even>,
    N::Error: Into<Failed>,
{
    number
        .try_into()
        .map(|_| 0)
        .map_err(|error| again(error.into()).into())
}

#[demono]
fn counted<N>(number: N, count: &mut usize) -> Result<u8, Failed>
where
    N: TryInto<Even>,
    N::Error: Into<Failed>,
{
    let _even = number.try_into().map_err(|error| {
        *count += 1;
        error.into()
    })?;
    Ok(0)
}

#[demono]
fn in_an_arm<N>(number: N) -> Failed
where
    N: TryInto<Even>,
    N::Error: Into<Failed>,
{
    match number.try_into() {
        Ok(_) => Failed(0),
        Err(error) => again(error.into()),
    }
}

#[demono]
fn by_another_type<N>(number: N) -> Result<u8, Outer>
where
    N: TryInto<Even>,
    Failed: From<N::Error>,
{
    let _even = number
        .try_into()
        .map_err(Failed::from)
        .map_err(Outer::from)?;
    Ok(0)
}

#[derive(Debug, PartialEq)]
struct Outer(u8);

impl From<Failed> for Outer {
    fn from(failed: Failed) -> Self {
        Outer(failed.0 + 10)
    }
}

#[test]
fn an_error_is_converted_as_written() {
    assert_eq!(wrapped(1), Err(Failed(2)));
    assert_eq!(converted_twice(1), Err(Failed(2)));
    let mut count = 0;
    assert_eq!(counted(1, &mut count), Err(Failed(1)));
    assert_eq!(count, 1);
    assert_eq!(in_an_arm(1), Failed(2));
    assert_eq!(in_an_arm(2), Failed(0));
    assert_eq!(by_another_type(1), Err(Outer(11)));
}

#[demono]
fn named_in_an_arm<N>(number: N) -> Result<u8, Failed>
where
    N: TryInto<Even>,
    N::Error: Into<Failed>,
{
    match number.try_into() {
        Ok(_) => Ok(0),
        Err(error) => {
            let error = error.into();
            if error.0 == 0 {
                Ok(0)
            } else {
                Err(error)
            }
        }
    }
}

#[demono]
fn in_if_let<N>(number: N) -> u8
where
    N: TryInto<Even>,
    N::Error: Into<Failed>,
{
    if let Err(error) = number.try_into() {
        return again(error.into()).0;
    }
    0
}

#[test]
fn an_error_is_followed_into_its_name() {
    assert_eq!(named_in_an_arm(1), Err(Failed(1)));
    assert_eq!(named_in_an_arm(2), Ok(0));
    assert_eq!(in_if_let(1), 2);
    assert_eq!(in_if_let(2), 0);
}

#[demono]
fn clone_converted(name: impl Into<String> + Clone) -> String {
    let again = name.clone();
    let first: String = name.into();
    first + &again.into()
}

#[test]
fn a_clone_is_converted() {
    assert_eq!(clone_converted('c'), "cc");
}
