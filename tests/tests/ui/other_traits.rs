use std::fmt::Debug;

use demono::demono;

trait Loud {
    fn shout(&self) -> String;
}

impl Loud for &str {
    fn shout(&self) -> String {
        self.to_uppercase()
    }
}

#[demono]
fn printed(text: impl AsRef<str> + Debug) -> String {
    format!("{text:?} {}", text.as_ref())
}

#[demono]
fn called<T: AsRef<str> + Loud>(text: T) -> String {
    text.shout() + text.as_ref()
}

#[demono]
fn compared<T>(left: T, right: T) -> bool
where
    T: AsRef<str> + PartialEq,
{
    left.eq(&right) || left.as_ref() == right.as_ref()
}

#[demono]
fn other_bound<T: AsRef<str>>(text: T) -> bool
where
    String: PartialEq<T>,
{
    String::from("a") == text
}

fn main() {
    other_bound("a");
    printed("a");
    called("a");
    compared("a", "b");
}
