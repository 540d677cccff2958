//! What crosses as an object allocates nothing: neither the shim nor what the inner has in
//! place of a slice.

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;
use std::fmt::{Display, Write};

use demono::demono;

thread_local! {
    static COUNT: Cell<usize> = const { Cell::new(0) };
}

/// Counts the allocations of each thread.
struct Counting;

// SAFETY: All is left to the system's allocator.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        COUNT.with(|count| count.set(count.get() + 1));
        // SAFETY: As for this function.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        // SAFETY: As for this function.
        unsafe { System.dealloc(pointer, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

fn allocations<T>(f: impl FnOnce() -> T) -> usize {
    let before = COUNT.with(Cell::get);
    let value = f();
    let after = COUNT.with(Cell::get);
    drop(value);
    after - before
}

#[demono]
fn process<T: Display>(items: &[T], out: &mut String) {
    for item in items {
        _ = write!(out, "{item};");
    }
    for (index, item) in items.iter().enumerate().rev() {
        _ = write!(out, "{index}{item}{}", items[index]);
    }
}

#[demono]
fn joined(parts: &[impl AsRef<str>], by: impl AsRef<str>, out: &mut String) {
    for part in &parts[1..] {
        out.push_str(part.as_ref());
        out.push_str(by.as_ref());
    }
}

#[demono]
fn owned<T: AsRef<[u8]>>(items: [T; 3]) -> usize {
    items.iter().map(|item| item.as_ref().len()).sum()
}

trait Shape {
    fn area(&self) -> f64;
}

impl Shape for f64 {
    fn area(&self) -> f64 {
        self * self
    }
}

#[demono(dyn)]
fn total<S: Shape>(shapes: &[S]) -> f64 {
    shapes.iter().map(|shape| shape.area()).sum()
}

#[test]
fn slices_allocate_nothing() {
    let mut out = String::with_capacity(100_000);
    let numbers: Vec<u32> = (0..1000).collect();
    assert_eq!(allocations(|| process(&numbers, &mut out)), 0);
    assert_eq!(allocations(|| process::<u8>(&[], &mut out)), 0);
    let texts = [String::from("a"), String::from("b")];
    assert_eq!(allocations(|| joined(&texts, ", ", &mut out)), 0);
    assert_eq!(allocations(|| owned([&b"a"[..], b"bc", b""])), 0);
    assert_eq!(allocations(|| total(&[1.0, 2.0])), 0);
    // It does count.
    assert_eq!(allocations(|| vec![numbers.len()]), 1);
}
