//! A method of an extension trait that every such value has, where the converted value has
//! another one of that name.

use demono::demono;

trait Count {
    fn len(&self) -> usize;
}

impl<T: AsRef<str>> Count for T {
    fn len(&self) -> usize {
        self.as_ref().chars().count()
    }
}

trait Has {
    fn contains(&self, text: &str) -> usize;
}

impl<T: AsRef<str>> Has for T {
    fn contains(&self, text: &str) -> usize {
        self.as_ref().matches(text).count()
    }
}

trait Low {
    fn to_lowercase(self) -> String;
}

impl<T: Into<String>> Low for T {
    fn to_lowercase(self) -> String {
        String::new()
    }
}

#[demono]
fn counted(text: impl AsRef<str>) -> usize {
    text.len()
}

#[demono]
fn with_an_argument(text: impl AsRef<str>) -> bool {
    text.contains("a") as usize == 2
}

#[demono]
fn by_value(text: impl Into<String>) -> bool {
    text.to_lowercase().is_empty()
}

#[demono]
fn by_another_name(text: &impl AsRef<str>) -> String {
    let other = text;
    format!("{}", other.len())
}

#[demono]
fn of_the_converted_value(text: impl AsRef<str>) -> usize {
    text.trim().len() + text.as_ref().len()
}

fn main() {}
