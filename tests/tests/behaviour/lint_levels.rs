//! Lints about what the user wrote are raised, or not, as without the attribute: these
//! programs compile.

#![deny(warnings, unfulfilled_lint_expectations)]

use demono::demono;

trait Body {
    fn length(&mut self) -> usize;
}

impl Body for String {
    fn length(&mut self) -> usize {
        self.push('.');
        self.len()
    }
}

/// The object is only moved: nothing of it is unused.
#[demono(dyn)]
fn moved(body: impl Body) -> usize {
    let mut moved = body;
    moved.length() + moved.length()
}

#[test]
fn an_object_is_moved() {
    assert_eq!(moved(String::new()), 3);
}

#[deprecated]
fn old(text: &str) -> usize {
    text.len()
}

#[demono]
#[deprecated]
#[expect(deprecated)]
fn as_deprecated(text: impl AsRef<str>) -> usize {
    old(text.as_ref()) + 1
}

struct Old;

#[demono]
impl Old {
    #[deprecated]
    #[expect(deprecated)]
    fn method(&self, text: impl Into<String>) -> usize {
        old(&text.into()) + 1
    }

    #[expect(deprecated)]
    fn other(&self, text: impl Into<String>) -> usize {
        old(&text.into()) + 2
    }

    /// It may use its own name.
    #[deprecated]
    fn again(&self, text: impl AsRef<str>) -> usize {
        match text.as_ref().strip_prefix('a') {
            Some(rest) => self.again(rest) + 1,
            None => 0,
        }
    }
}

#[test]
#[expect(deprecated)]
fn a_deprecated_function_calls_another() {
    assert_eq!(as_deprecated("ab"), 3);
    assert_eq!(Old.method("ab"), 3);
    assert_eq!(Old.other("ab"), 4);
    assert_eq!(Old.again("aab"), 2);
}
