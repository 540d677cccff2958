//! Signatures of methods that have `Self` as an argument of a type, which may need a trait
//! that only the block's own type is known to have.

use demono::demono;
use std::fmt::{self, Display};

struct Shown<T: Display>(T, String);

impl<T: Display> Shown<T> {
    fn text(&self) -> String {
        format!("{}: {}", self.1, self.0)
    }
}

#[derive(Clone)]
struct Name<T>(T);

impl<T: Display> Display for Name<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "name {}", self.0)
    }
}

#[demono(partial)]
impl<T: Display + Clone> Name<T> {
    fn shown(self, title: impl Into<String>) -> Shown<Self> {
        let title = title.into();
        assert!(!title.is_empty());
        Shown(self, title)
    }

    fn shown_if(&self, title: impl AsRef<str>) -> Option<Shown<Self>> {
        let known = !title.as_ref().is_empty();
        known.then(|| Shown(self.clone(), title.as_ref().to_owned()))
    }

    fn again(of: &Shown<Self>, title: impl Into<String>) -> Result<Self, String> {
        let title = title.into();
        if title.is_empty() {
            return Err(of.text() + &title);
        }
        Ok(of.0.clone())
    }
}

#[test]
fn self_is_an_argument_with_a_bound() {
    let name = Name(7);
    assert_eq!(name.clone().shown("a").text(), "a: name 7");
    assert!(name.shown_if("").is_none());
    let shown = name.shown_if("b").expect("a title");
    assert_eq!(Name::again(&shown, "c").map(|it| it.0), Ok(7));
    assert_eq!(Name::again(&shown, "").err().as_deref(), Some("b: name 7"));
}

struct Borrowed<'a>(&'a str);

impl Display for Borrowed<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

#[demono]
impl Borrowed<'_> {
    fn shown(self, title: impl Into<String>) -> Shown<Self> {
        let title = title.into();
        assert!(!title.is_empty());
        Shown(self, title)
    }
}

#[test]
fn self_with_a_lifetime_that_has_no_name() {
    let text = String::from("text");
    assert_eq!(Borrowed(&text).shown("a").text(), "a: text");
}

trait Base {
    type Out;
    fn out(&self) -> Self::Out;
}

type OutOf<T> = <T as Base>::Out;

impl<T: Display> Base for Name<T> {
    type Out = String;
    fn out(&self) -> String {
        self.to_string()
    }
}

trait More: Base {
    fn by_alias(&self, end: impl AsRef<str>) -> Result<OutOf<Self>, String>;
    fn by_trait(&self, end: impl AsRef<str>) -> Result<<Self as Base>::Out, String>;
}

#[demono]
impl<T: Display> More for Name<T> {
    fn by_alias(&self, end: impl AsRef<str>) -> Result<OutOf<Self>, String> {
        if end.as_ref().is_empty() {
            return Err(end.as_ref().to_owned());
        }
        Ok(self.out() + end.as_ref())
    }

    fn by_trait(&self, end: impl AsRef<str>) -> Result<<Self as Base>::Out, String> {
        if end.as_ref().is_empty() {
            return Err(end.as_ref().to_owned());
        }
        Ok(self.out() + end.as_ref())
    }
}

trait Nth: Iterator {
    fn nth_of(&mut self, text: impl AsRef<str>) -> Option<<Self as Iterator>::Item>;
}

#[demono]
impl<I: Iterator> Nth for I {
    fn nth_of(&mut self, text: impl AsRef<str>) -> Option<<Self as Iterator>::Item> {
        for _ in 0..text.as_ref().len() {
            self.next();
        }
        self.next()
    }
}

#[test]
fn self_is_what_an_item_is_of() {
    assert_eq!(Name(1).by_alias("!").as_deref(), Ok("name 1!"));
    assert_eq!(Name(1).by_trait("!").as_deref(), Ok("name 1!"));
    assert_eq!((0..9).nth_of("abc"), Some(3));
}
