//! Each conversion, in each form in which a parameter can have it.

use std::borrow::{Borrow, BorrowMut};
#[allow(unused_imports)] // not in the prelude of edition 2018
use std::convert::{TryFrom, TryInto};
use std::path::{Path, PathBuf};

use demono::demono;

#[demono]
fn into_impl(name: impl Into<String>) -> String {
    let mut name = name.into();
    name.push('!');
    name
}

#[demono]
fn into_inline<S: Into<String>>(name: S) -> String {
    name.into()
}

#[demono]
fn into_where<S>(name: S) -> String
where
    S: Into<String>,
{
    name.into()
}

#[demono]
#[allow(unused_qualifications)]
fn into_full_path(
    name: impl std::convert::Into<String>,
    other: impl ::core::convert::Into<u64>,
) -> String {
    format!("{}{}", name.into(), other.into())
}

#[test]
fn into() {
    assert_eq!(into_impl("a"), "a!");
    assert_eq!(into_impl(String::from("b")), "b!");
    assert_eq!(into_inline::<&str>("a"), "a");
    assert_eq!(into_where(Box::<str>::from("c")), "c");
    assert_eq!(into_full_path('x', 3_u8), "x3");
}

#[demono]
fn as_ref_value(path: impl AsRef<Path>) -> usize {
    path.as_ref().components().count()
}

#[demono]
fn as_ref_reference(text: &impl AsRef<str>) -> usize {
    text.as_ref().len()
}

#[demono]
fn as_ref_unsized<P: AsRef<Path> + ?Sized>(path: &P) -> Option<&std::ffi::OsStr> {
    path.as_ref().file_name()
}

#[demono]
fn as_ref_mut<P>(path: &mut P) -> usize
where
    P: AsRef<[u8]> + ?Sized,
{
    path.as_ref().len()
}

#[demono]
fn as_ref_many(path: impl AsRef<Path> + Send + Sync + 'static) -> bool {
    path.as_ref().is_absolute() || path.as_ref().starts_with("a")
}

#[test]
fn as_ref() {
    assert_eq!(as_ref_value("a/b"), 2);
    assert_eq!(as_ref_value(&PathBuf::from("a")), 1);
    assert_eq!(as_ref_reference(&"abc"), 3);
    assert_eq!(as_ref_unsized("a/b").unwrap(), "b");
    assert_eq!(as_ref_unsized(Path::new("a/c")).unwrap(), "c");
    assert_eq!(as_ref_mut(&mut vec![1, 2]), 2);
    assert_eq!(as_ref_mut(&mut [1_u8, 2, 3][..]), 3);
    assert!(as_ref_many("a/b"));
}

#[demono]
fn as_mut_value(mut buffer: impl AsMut<[u8]>, value: u8) -> usize {
    for byte in buffer.as_mut() {
        *byte = value;
    }
    buffer.as_mut()[0] = value + 1;
    buffer.as_mut().len()
}

#[demono]
fn as_mut_reference(buffer: &mut impl AsMut<[u8]>) {
    buffer.as_mut().reverse();
    buffer.as_mut()[0] += 1;
}

#[demono]
fn as_mut_unsized<B: AsMut<[u8]> + ?Sized>(buffer: &mut B) -> &mut u8 {
    &mut buffer.as_mut()[0]
}

#[test]
fn as_mut() {
    let mut bytes = [0; 4];
    assert_eq!(as_mut_value(&mut bytes, 7), 4);
    assert_eq!(bytes, [8, 7, 7, 7]);
    assert_eq!(as_mut_value(vec![0; 3], 1), 3);
    as_mut_reference(&mut bytes);
    assert_eq!(bytes, [8, 7, 7, 8]);
    *as_mut_unsized(&mut bytes[..]) = 1;
    assert_eq!(bytes, [1, 7, 7, 8]);
}

#[demono]
fn borrow_value(text: impl Borrow<str>) -> String {
    let text = text.borrow();
    text.to_uppercase()
}

#[demono]
fn borrow_reference<Q: Borrow<str> + ?Sized>(text: &Q) -> usize {
    Borrow::<str>::borrow(text).len()
}

#[demono]
fn borrow_mut_value<B: BorrowMut<[u32]>>(mut numbers: B) -> u32 {
    let numbers: &mut [u32] = numbers.borrow_mut();
    numbers.sort_unstable();
    numbers[0]
}

#[test]
fn borrow() {
    assert_eq!(borrow_value("a"), "A");
    assert_eq!(borrow_value(String::from("b")), "B");
    assert_eq!(borrow_reference("abc"), 3);
    assert_eq!(borrow_mut_value(vec![3, 1, 2]), 1);
    assert_eq!(borrow_mut_value(&mut [3, 2][..]), 2);
}

#[derive(Debug, PartialEq)]
struct Wrong(&'static str);

struct Even(u32);

impl TryFrom<u32> for Even {
    type Error = Wrong;

    fn try_from(value: u32) -> Result<Self, Wrong> {
        if value % 2 == 0 {
            Ok(Even(value))
        } else {
            Err(Wrong("odd"))
        }
    }
}

impl TryFrom<&str> for Even {
    type Error = &'static str;

    fn try_from(_: &str) -> Result<Self, &'static str> {
        Err("text")
    }
}

impl From<&'static str> for Wrong {
    fn from(reason: &'static str) -> Self {
        Wrong(reason)
    }
}

impl From<std::convert::Infallible> for Wrong {
    fn from(never: std::convert::Infallible) -> Self {
        match never {}
    }
}

#[demono]
fn try_named(value: impl TryInto<Even, Error = Wrong>) -> Result<u32, Wrong> {
    let even = value.try_into()?;
    Ok(even.0 / 2)
}

#[demono]
fn try_projected<V: TryInto<Even>>(value: V) -> Result<u32, Wrong>
where
    Wrong: From<V::Error>,
{
    Ok(value.try_into()?.0)
}

#[demono]
fn try_generic_error<V, E>(value: V) -> Result<u32, Wrong>
where
    V: TryInto<Even, Error = E>,
    E: Into<Wrong>,
{
    let even: Even = value.try_into().map_err(Into::into)?;
    Ok(even.0)
}

#[demono]
fn try_from_error<V, E>(value: V) -> Result<u32, Wrong>
where
    V: TryInto<Even, Error = E>,
    Wrong: From<E>,
{
    Ok(value.try_into()?.0)
}

#[test]
fn try_into() {
    assert_eq!(try_named(4), Ok(2));
    assert_eq!(try_named(3), Err(Wrong("odd")));
    assert_eq!(try_projected(4), Ok(4));
    assert_eq!(try_projected("x"), Err(Wrong("text")));
    assert_eq!(try_projected(Even(8)), Ok(8));
    assert_eq!(try_generic_error("x"), Err(Wrong("text")));
    assert_eq!(try_from_error("x"), Err(Wrong("text")));
    assert_eq!(try_from_error(2), Ok(2));
}

#[demono]
fn display(value: impl std::fmt::Display, width: usize) -> String {
    format!("{value:>width$}|{}|{0:<4}", value)
}

#[demono]
fn display_reference<D: std::fmt::Display + ?Sized>(value: &D) -> String {
    value.to_string()
}

#[demono]
fn display_debug(value: impl std::fmt::Display + std::fmt::Debug) -> String {
    format!("{value} {value:?}")
}

#[demono]
fn to_string(value: impl ToString) -> usize {
    value.to_string().len()
}

#[demono]
fn to_string_reference<T: ToString + ?Sized>(value: &T) -> String {
    value.to_string() + &value.to_string()
}

#[demono]
fn display_mut(value: &mut impl std::fmt::Display) -> String {
    format!("<{value}>")
}

/// Known only to be `ToString`.
struct Shown;

#[allow(clippy::to_string_trait_impl)]
impl ToString for Shown {
    fn to_string(&self) -> String {
        "shown".to_owned()
    }
}

#[test]
fn displayed() {
    assert_eq!(display(1.5, 5), "  1.5|1.5|1.5 ");
    assert_eq!(display('x', 2), " x|x|x   ");
    assert_eq!(display_reference("text"), "text");
    assert_eq!(display_reference(&7), "7");
    assert_eq!(display_debug("a"), "a \"a\"");
    assert_eq!(to_string(1234), 4);
    assert_eq!(to_string(Shown), 5);
    assert_eq!(to_string_reference("ab"), "abab");
    assert_eq!(display_mut(&mut 3), "<3>");
}

#[demono]
fn option_into(name: Option<impl Into<String>>) -> Option<String> {
    name.map(Into::into)
}

#[demono]
fn option_closure<S: Into<String>>(name: Option<S>) -> usize {
    name.map(|name| name.into().len()).unwrap_or(0)
}

#[demono]
fn option_if_let<S: Into<String>>(name: Option<S>) -> String {
    if let Some(name) = name {
        name.into()
    } else {
        String::from("none")
    }
}

#[demono]
fn option_second_closure<S: Into<String>>(name: Option<S>) -> Box<str> {
    name.map_or_else(|| "none".into(), |name| name.into().into_boxed_str())
}

#[demono]
fn option_match<S: Into<String>>(name: Option<S>) -> String {
    match name {
        Some(value) => value.into(),
        None => String::new(),
    }
}

#[demono]
fn option_as_ref(path: Option<impl AsRef<Path>>) -> usize {
    let path = path.as_ref().map(AsRef::as_ref);
    path.map_or(0, |path: &Path| path.components().count())
}

#[demono]
fn option_as_ref_let<P: AsRef<Path>>(path: Option<P>) -> usize {
    let Some(path) = &path else { return 0 };
    path.as_ref().components().count()
}

#[demono]
fn vec_into(names: Vec<impl Into<String>>) -> Vec<String> {
    let mut all = Vec::new();
    for name in names {
        all.push(name.into());
    }
    all
}

#[demono]
fn vec_collect<S: Into<String>>(names: Vec<S>) -> Vec<String> {
    names.into_iter().map(|name| name.into() + ".").collect()
}

#[test]
fn contained() {
    assert_eq!(option_into(Some("a")).as_deref(), Some("a"));
    assert_eq!(option_into(None::<char>), None);
    assert_eq!(option_closure(Some("abc")), 3);
    assert_eq!(option_if_let(None::<String>), "none");
    assert_eq!(option_if_let(Some('c')), "c");
    assert_eq!(option_match(Some("m")), "m");
    assert_eq!(&*option_second_closure(Some('s')), "s");
    assert_eq!(&*option_second_closure(None::<&str>), "none");
    assert_eq!(option_as_ref(Some("a/b")), 2);
    assert_eq!(option_as_ref(None::<&str>), 0);
    assert_eq!(option_as_ref_let(Some("a/b/c")), 3);
    assert_eq!(vec_into(vec!["a", "b"]), ["a", "b"]);
    assert_eq!(vec_collect(vec!['a', 'b']), ["a.", "b."]);
}

#[demono]
fn same_generic<P: AsRef<str>>(left: P, right: &P) -> bool {
    left.as_ref() == right.as_ref()
}

#[test]
fn one_generic_in_two_parameters() {
    assert!(same_generic("a", &"a"));
    assert!(!same_generic(String::from("a"), &String::from("b")));
}

mod mapped_errors {
    use demono::demono;
    #[allow(unused_imports)] // not in the prelude of edition 2018
    use std::convert::{TryFrom, TryInto};
    use std::num::TryFromIntError;

    #[derive(Debug, PartialEq)]
    struct Mapped(String);

    impl From<TryFromIntError> for Mapped {
        fn from(error: TryFromIntError) -> Self {
            Mapped(error.to_string())
        }
    }

    #[demono]
    fn by_match<T>(n: T) -> Result<u8, Mapped>
    where
        T: TryInto<u8>,
        T::Error: Into<Mapped>,
    {
        let n = match n.try_into() {
            Ok(n) => n,
            Err(error) if cfg!(all()) => return Err(error.into()),
            Err(error) => return Err(Into::into(error)),
        };
        Ok(n / 2)
    }

    #[demono]
    fn by_question_mark<T>(n: T) -> Result<u8, Mapped>
    where
        T: TryInto<u8>,
        Mapped: From<T::Error>,
    {
        Ok(n.try_into().map(|n| n / 2)?)
    }

    #[demono]
    fn without_error<T>(n: T) -> Option<u8>
    where
        T: TryInto<u8>,
        Mapped: From<T::Error>,
    {
        let half = |n: u8| n / 2;
        n.try_into().ok().map(half)
    }

    #[demono]
    fn if_let_ok<T>(n: T) -> u8
    where
        T: TryInto<u8>,
        T::Error: Into<Mapped>,
    {
        if let Ok(n) = n.try_into() {
            n / 2
        } else {
            0
        }
    }

    #[demono]
    fn by_map_err<T>(n: T) -> Result<u8, Mapped>
    where
        T: TryInto<u8>,
        T::Error: Into<Mapped>,
    {
        Result::map(n.try_into().map_err(Into::into), |n| n / 2)
    }

    #[test]
    fn they_are_handed_on() {
        let error = u8::try_from(300).map_err(Mapped::from).map(|n| n / 2);
        assert_eq!(by_match(300), error);
        assert_eq!(by_question_mark(300), error);
        assert_eq!(by_map_err(300), error);
        assert_eq!(without_error(300), None);
        assert_eq!(if_let_ok(300), 0);
        assert_eq!(by_match(30u16), Ok(15));
        assert_eq!(by_question_mark(30), Ok(15));
        assert_eq!(by_map_err(30), Ok(15));
        assert_eq!(without_error(30), Some(15));
        assert_eq!(if_let_ok(30), 15);
    }
}
