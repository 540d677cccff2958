//! Two conversions by one trait: what the body writes beside each use tells which it is.

use std::borrow::Borrow;
use std::ffi::OsStr;
use std::path::Path;

use demono::demono;

#[demono]
fn by_annotation<P: AsRef<str> + AsRef<[u8]>>(text: P) -> usize {
    let bytes: &[u8] = text.as_ref();
    bytes.len()
}

#[demono]
fn by_path<P: AsRef<OsStr> + AsRef<str>>(text: P) -> usize {
    AsRef::<OsStr>::as_ref(&text).len()
}

#[demono]
fn by_qualified_path<P>(path: P) -> bool
where
    P: AsRef<Path> + AsRef<str>,
{
    let twice: &Path = path.as_ref();
    <P as AsRef<Path>>::as_ref(&path) == twice
}

#[demono]
fn into_bytes<P: Into<String> + Into<Vec<u8>>>(text: P) -> usize {
    let bytes: Vec<u8> = text.into();
    bytes.len()
}

struct Text(String);

impl Borrow<str> for Text {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl Borrow<[u8]> for Text {
    fn borrow(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

#[demono]
fn borrowed<P: Borrow<str> + Borrow<[u8]>>(text: P) -> usize {
    let text: &str = text.borrow();
    text.chars().count()
}

#[test]
fn as_annotated() {
    assert_eq!(by_annotation("ab"), 2);
    assert_eq!(by_path("ab"), 2);
    assert!(by_qualified_path("/"));
    assert_eq!(into_bytes("ab"), 2);
    assert_eq!(borrowed(Text("é".to_owned())), 1);
}
