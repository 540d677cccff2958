//! Closures that are moved out once, dropped once, and dropped if they are never called.

use std::cell::Cell;
use std::panic::{catch_unwind, AssertUnwindSafe};
use std::rc::Rc;

use demono::demono;

/// Counts how often it is dropped.
struct Counted(Rc<Cell<u32>>);

impl Drop for Counted {
    fn drop(&mut self) {
        self.0.set(self.0.get() + 1);
    }
}

fn counted() -> (Counted, Rc<Cell<u32>>) {
    let count = Rc::new(Cell::new(0));
    (Counted(count.clone()), count)
}

#[demono(dyn)]
fn perhaps(f: impl FnOnce(u32) -> u32, call: bool) -> u32 {
    if call {
        f(1)
    } else {
        0
    }
}

#[demono(dyn)]
fn perhaps_optional<F: FnOnce() -> u32>(f: Option<F>, call: bool) -> u32 {
    if let (Some(f), true) = (f, call) {
        return f();
    }
    0
}

#[test]
fn once_is_moved_out_once_and_dropped_if_never_called() {
    for call in [true, false] {
        let (guard, count) = counted();
        let f = move |n| {
            let _guard = guard;
            n + 1
        };
        assert_eq!(perhaps(f, call), u32::from(call) * 2);
        assert_eq!(count.get(), 1);

        let (guard, count) = counted();
        let f = move || {
            let guard = guard;
            guard.0.get() + 5
        };
        assert_eq!(perhaps_optional(Some(f), call), u32::from(call) * 5);
        assert_eq!(count.get(), 1);
    }
}

/// What a closure returns can be what it owned.
#[demono(dyn)]
fn hands_out(f: impl FnOnce() -> Counted) -> Counted {
    let value = f();
    assert_eq!(value.0.get(), 0);
    value
}

#[test]
fn what_it_owned_comes_out_undropped() {
    let (guard, count) = counted();
    let out = hands_out(move || guard);
    assert_eq!(count.get(), 0);
    drop(out);
    assert_eq!(count.get(), 1);
}

#[demono(dyn)]
fn passed_on(f: impl Fn(u32) -> u32) -> Vec<u32> {
    (0..3).map(f).collect()
}

#[test]
fn a_panic_drops_once() {
    let (guard, count) = counted();
    let f = move |_: u32| -> u32 {
        let _guard = guard;
        panic!("on purpose")
    };
    assert!(catch_unwind(AssertUnwindSafe(|| perhaps(f, true))).is_err());
    assert_eq!(count.get(), 1);

    let (guard, count) = counted();
    let f = move || -> u32 {
        assert!(guard.0.get() > 0, "on purpose");
        0
    };
    assert!(catch_unwind(AssertUnwindSafe(|| perhaps_optional(Some(f), true))).is_err());
    assert_eq!(count.get(), 1);

    let (guard, count) = counted();
    let f = move |n: u32| {
        assert!(guard.0.get() > 0 || n < 1, "on purpose");
        n
    };
    assert!(catch_unwind(AssertUnwindSafe(|| passed_on(f))).is_err());
    assert_eq!(count.get(), 1);
}
