//! Fills one store, with keys of many types.

use std::hint::black_box;

use example_store::Store;
use example_types::{for_each_str, for_each_string, Transcript};

#[inline(never)]
fn describe(what: &str, value: Option<f64>, changes: u64) -> String {
    match value {
        Some(value) => format!("{what} {value}, {changes} changes"),
        None => format!("{what} nothing, {changes} changes"),
    }
}

fn main() {
    let mut transcript = Transcript::default();
    let mut store = Store::new();
    let mut degrees = 20.5;

    #[cfg(not(feature = "limit"))]
    macro_rules! set {
        ($key:expr, $from:expr, $to:expr) => {
            degrees += 0.5;
            let before = store.set(black_box($key), black_box(degrees));
            let moved = store.rename(black_box("house/garage"), black_box($to));
            store.set(black_box($from), degrees);
            let counts = (before * 100 + moved) as f64;
            transcript.add(describe("set", Some(counts), store.changes()));
        };
    }
    #[cfg(feature = "limit")]
    macro_rules! set {
        ($key:expr, $from:expr, $to:expr) => {
            degrees += 0.5;
            let before = store.set_inner(black_box($key).into(), black_box(degrees));
            let moved =
                store.rename_inner(black_box("house/garage").as_ref(), black_box($to).into());
            store.set_inner(black_box($from).into(), degrees);
            let counts = (before * 100 + moved) as f64;
            transcript.add(describe("set", Some(counts), store.changes()));
        };
    }
    for_each_string!(set, "House//kitchen/", "house/garage/door", "house/shed");

    #[cfg(not(feature = "limit"))]
    macro_rules! get {
        ($key:expr) => {
            let value = store.get(black_box($key)).copied();
            transcript.add(describe("got", value, store.changes()));
        };
    }
    #[cfg(feature = "limit")]
    macro_rules! get {
        ($key:expr) => {
            let value = store.get_inner(black_box($key).as_ref()).copied();
            transcript.add(describe("got", value, store.changes()));
        };
    }
    for_each_str!(get, "house/kitchen/Table/lamp");
}
