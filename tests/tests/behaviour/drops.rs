//! When values are dropped, and how often and in which order they are converted.

use demono::demono;

use super::log::{log, logged};

/// Logs when it is converted and when it is dropped.
struct Loud(&'static str);

impl Drop for Loud {
    fn drop(&mut self) {
        log(format!("drop {}", self.0));
    }
}

impl AsRef<str> for Loud {
    fn as_ref(&self) -> &str {
        log(format!("as_ref {}", self.0));
        self.0
    }
}

/// What a `Loud` converts into.
struct Inside(Loud);

impl From<Loud> for Inside {
    fn from(loud: Loud) -> Self {
        log(format!("into {}", loud.0));
        Inside(loud)
    }
}

#[demono]
fn owners(a: impl AsRef<str>, b: impl AsRef<str>) {
    let (a, b) = (a.as_ref(), b.as_ref());
    log(format!("body {a} {b}"));
}

#[test]
fn owners_live_until_the_end() {
    let events = logged(|| owners(Loud("a"), Loud("b")));
    assert_eq!(
        events,
        ["as_ref a", "as_ref b", "body a b", "drop b", "drop a"]
    );
}

#[demono]
fn moved(a: impl Into<Inside>, b: impl AsRef<str>) {
    let a = a.into();
    let b = b.as_ref();
    log(format!("body {} {b}", a.0 .0));
}

#[test]
fn converted_values_drop_with_the_body() {
    let events = logged(|| moved(Loud("a"), Loud("b")));
    assert_eq!(
        events,
        ["into a", "as_ref b", "body a b", "drop a", "drop b"]
    );
}

#[demono]
fn temporary(a: impl Into<Inside>) {
    log(a.into().0 .0);
    log("after");
}

#[test]
fn a_temporary_drops_with_its_statement() {
    let events = logged(|| temporary(Loud("a")));
    assert_eq!(events, ["into a", "a", "drop a", "after"]);
}

#[demono]
fn in_order(a: impl Into<Inside>, b: impl AsRef<str>, c: impl Into<Inside>) {
    let _all = (a.into(), b.as_ref(), c.into());
    log("body");
}

#[test]
fn conversions_run_once_from_left_to_right() {
    let events = logged(|| in_order(Loud("a"), Loud("b"), Loud("c")));
    assert_eq!(
        events,
        ["into a", "as_ref b", "into c", "body", "drop a", "drop c", "drop b"]
    );
}

#[demono]
fn unnamed(_: Loud, b: impl AsRef<str>) {
    log(format!("body {}", b.as_ref()));
}

#[test]
fn an_unnamed_parameter_lives_until_the_end() {
    let events = logged(|| unnamed(Loud("a"), Loud("b")));
    assert_eq!(events, ["as_ref b", "body b", "drop b", "drop a"]);
}

#[demono]
fn panics(a: impl AsRef<str>, b: impl Into<Inside>) {
    let b = b.into();
    assert!(a.as_ref() == "other" && b.0 .0.is_empty(), "on purpose");
}

#[test]
fn unwinding_drops_both() {
    let events = logged(|| {
        let run = || panics(Loud("a"), Loud("b"));
        assert!(std::panic::catch_unwind(run).is_err());
    });
    let drops: Vec<_> = events
        .iter()
        .filter(|event| event.starts_with("drop"))
        .collect();
    assert_eq!(drops, ["drop b", "drop a"]);
}

/// Cannot be converted.
struct Broken;

impl Drop for Broken {
    fn drop(&mut self) {
        log("drop broken");
    }
}

impl From<Broken> for Inside {
    fn from(_: Broken) -> Self {
        panic!("on purpose")
    }
}

#[demono]
fn a_broken_one(
    kept: Loud,
    text: impl AsRef<str>,
    other: Loud,
    broken: impl Into<Inside>,
) -> usize {
    let broken = broken.into();
    text.as_ref().len() + kept.0.len() + other.0.len() + broken.0 .0.len()
}

#[demono]
fn a_broken_first(broken: impl Into<Inside>, kept: Loud, other: impl Into<Inside>) -> usize {
    let broken = broken.into();
    let other = other.into();
    kept.0.len() + broken.0 .0.len() + other.0 .0.len()
}

#[demono]
fn two(one: impl Into<Inside>, text: impl AsRef<str>, broken: impl Into<Inside>) -> usize {
    let one = one.into();
    let broken = broken.into();
    text.as_ref().len() + one.0 .0.len() + broken.0 .0.len()
}

fn after_a_panic(run: impl FnOnce()) -> Vec<String> {
    logged(|| {
        let run = std::panic::AssertUnwindSafe(run);
        assert!(std::panic::catch_unwind(run).is_err());
    })
}

#[test]
fn a_conversion_that_panics_drops_as_the_body_would() {
    let (kept, text, other) = (Loud("kept"), Loud("text"), Loud("other"));
    let events = after_a_panic(|| {
        a_broken_one(kept, text, other, Broken);
    });
    let drops = ["drop broken", "drop other", "drop text", "drop kept"];
    assert_eq!(
        events
            .iter()
            .filter(|event| event.starts_with("drop"))
            .collect::<Vec<_>>(),
        drops
    );

    let (kept, other) = (Loud("kept"), Loud("other"));
    let events = after_a_panic(|| {
        a_broken_first(Broken, kept, other);
    });
    assert_eq!(events, ["drop broken", "drop other", "drop kept"]);

    let (one, text) = (Loud("one"), Loud("text"));
    let events = after_a_panic(|| {
        two(one, text, Broken);
    });
    let drops = ["drop broken", "drop one", "drop text"];
    assert_eq!(
        events
            .iter()
            .filter(|event| event.starts_with("drop"))
            .collect::<Vec<_>>(),
        drops
    );
}
