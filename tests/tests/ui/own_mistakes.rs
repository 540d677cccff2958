//! rustc's own errors point where they would without the attribute.

use demono::demono;

#[demono]
fn wrong_type(text: impl AsRef<str>) -> usize {
    text.as_ref().to_owned()
}

#[demono]
fn unknown_name(text: impl Into<String>) -> String {
    let text = text.into();
    txet
}

#[demono]
fn unknown_type(text: impl AsRef<str>, other: NoSuchType) -> usize {
    text.as_ref().len()
}

#[demono]
fn moved_twice(text: impl Into<String>) -> (String, String) {
    (text.into(), text.into())
}

#[demono]
fn call_me(path: impl AsRef<std::path::Path>) -> bool {
    path.as_ref().exists()
}

fn main() {
    call_me(1);
}
