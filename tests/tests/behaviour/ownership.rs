//! Objects that are passed by value are dropped where the body drops them.

use std::cell::RefCell;
use std::fmt::Debug;
use std::io::{self, Write};
use std::ops::{Bound, RangeBounds};
use std::rc::Rc;

use demono::demono;

/// Logs when it is dropped.
#[derive(Debug, Clone)]
struct Loud(Rc<RefCell<Vec<&'static str>>>);

impl Drop for Loud {
    fn drop(&mut self) {
        self.0.borrow_mut().push("drop");
    }
}

impl Loud {
    fn new() -> (Self, Rc<RefCell<Vec<&'static str>>>) {
        let log = Rc::default();
        (Loud(Rc::clone(&log)), log)
    }
}

impl Write for Loud {
    fn write(&mut self, data: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().push("write");
        Ok(data.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

trait Speak {
    fn speak(&self) -> usize;
}

impl Speak for Loud {
    fn speak(&self) -> usize {
        self.0.borrow_mut().push("speak");
        1
    }
}

#[demono(dyn)]
fn written(mut to: impl Write, log: &RefCell<Vec<&'static str>>) {
    to.write_all(b"text").expect("it takes all");
    drop(to);
    log.borrow_mut().push("after");
}

#[demono(dyn)]
fn spoken(speaker: impl Speak, log: &RefCell<Vec<&'static str>>) -> usize {
    let number = speaker.speak();
    drop(speaker);
    log.borrow_mut().push("after");
    number
}

#[demono(dyn)]
fn summed(numbers: impl IntoIterator<Item = u32>, log: &RefCell<Vec<&'static str>>) -> u32 {
    let sum = numbers.into_iter().sum();
    log.borrow_mut().push("after");
    sum
}

#[demono(dyn)]
fn called(
    mut each: impl FnMut(),
    check: impl Fn() -> bool,
    once: impl FnOnce(),
    log: &RefCell<Vec<&'static str>>,
) {
    each();
    drop(each);
    if check() {
        drop(check);
    }
    once();
    log.borrow_mut().push("after");
}

#[demono(dyn)]
fn optional(to: Option<impl Write>, log: &RefCell<Vec<&'static str>>) -> bool {
    let found = to.is_some();
    drop(to);
    log.borrow_mut().push("after");
    found
}

trait Bytes {
    fn left(&self) -> usize;
    fn take(&mut self, count: usize) -> Vec<u8>;
}

impl Bytes for &[u8] {
    fn left(&self) -> usize {
        self.len()
    }

    fn take(&mut self, count: usize) -> Vec<u8> {
        let (taken, left) = self.split_at(count);
        *self = left;
        taken.to_vec()
    }
}

/// The argument borrows what the receiver borrows mutably: rustc allows that for a
/// reference, but not for every pointer.
#[demono(dyn)]
fn taken(mut from: impl Bytes) -> Vec<u8> {
    let all = from.take(from.left());
    drop(from);
    all
}

#[demono(dyn)]
fn made<F: FnOnce(&u8) -> std::slice::Iter<'_, u8> + 'static>(number: u8, make: F) -> usize {
    let made = make(&number);
    made.len()
}

#[demono(dyn)]
fn moved(to: impl Write) -> usize {
    let moved = to;
    let mut list = vec![moved];
    list[0].write(b"text").unwrap_or(0)
}

#[test]
fn an_object_by_value_is_dropped_by_the_body() {
    let (loud, log) = Loud::new();
    written(loud, &log);
    assert_eq!(log.take(), ["write", "drop", "after"]);

    let (loud, log) = Loud::new();
    assert_eq!(spoken(loud, &log), 1);
    assert_eq!(log.take(), ["speak", "drop", "after"]);

    let (loud, log) = Loud::new();
    let numbers = (0..3).map(move |number| {
        let _ = &loud;
        number
    });
    assert_eq!(summed(numbers, &log), 3);
    assert_eq!(log.take(), ["drop", "after"]);

    let (loud, log) = Loud::new();
    assert!(optional(Some(loud), &log));
    assert_eq!(log.take(), ["drop", "after"]);
    assert!(!optional(None::<Loud>, &log));

    assert_eq!(taken(&b"text"[..]), b"text");
    assert_eq!(made(7, |number| std::slice::from_ref(number).iter()), 1);

    let (loud, log) = Loud::new();
    assert_eq!(moved(loud), 4);
    assert_eq!(log.take(), ["write", "drop"]);
}

#[test]
fn a_closure_is_dropped_by_the_body() {
    let (loud, log) = Loud::new();
    let (one, two, three) = (loud.clone(), loud.clone(), loud);
    called(
        move || one.0.borrow_mut().push("each"),
        move || two.speak() == 1,
        move || three.0.borrow_mut().push("once"),
        &log,
    );
    assert_eq!(
        log.take(),
        ["each", "drop", "speak", "drop", "once", "drop", "after"]
    );
}

#[demono(dyn)]
fn start(range: impl RangeBounds<usize> + Clone) -> usize {
    let again = range.clone();
    match range.start_bound() {
        Bound::Included(&start) if again.contains(&7) => start,
        Bound::Excluded(&start) => start + 1,
        _ => 0,
    }
}

#[test]
fn a_range_is_one_of_values() {
    assert_eq!(start(3..10), 3);
    assert_eq!(start(..), 0);
}

#[demono(dyn)]
fn skipped(values: impl Iterator<Item = u64>) -> Vec<u64> {
    values.step_by(1 << 40).collect()
}

#[test]
fn an_iterator_skips_at_once() {
    assert_eq!(skipped(0..1 << 42), [0, 1 << 40, 2 << 40, 3 << 40]);
}

/// Records each call.
#[derive(Default)]
struct Calls(Vec<String>);

impl Write for Calls {
    fn write(&mut self, data: &[u8]) -> io::Result<usize> {
        self.0.push(String::from_utf8_lossy(data).into_owned());
        Ok(data.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[demono(dyn)]
fn lines(to: &mut impl Write, value: impl Debug, long: &str) -> io::Result<()> {
    writeln!(to, "{value:?} and {}", 1)?;
    write!(to, "{value:?} {long} {value:?}")?;
    writeln!(to, "text")
}

/// Panics when it is formatted.
struct Panics;

impl Debug for Panics {
    fn fmt(&self, _: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        panic!("not to be shown")
    }
}

/// Standard output locks itself for a whole `write_fmt`, so that lines stay whole; an
/// object gets the pieces of a line at once, unless the line is long.
#[test]
fn what_is_formatted_is_written_all_the_same() {
    let long = "long ".repeat(200);
    let mut calls = Calls::default();
    lines(&mut calls, 'c', &long).expect("it takes all");
    assert_eq!(calls.0.concat(), format!("'c' and 1\n'c' {long} 'c'text\n"));

    let mut calls = Calls::default();
    let panicked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        before_a_panic(&mut calls, Panics)
    }));
    assert!(panicked.is_err());
    assert_eq!(calls.0.concat(), "before 1 ");
}

#[demono(dyn)]
fn before_a_panic(to: &mut impl Write, value: impl Debug) -> io::Result<()> {
    write!(to, "before {} {value:?}", 1)
}
