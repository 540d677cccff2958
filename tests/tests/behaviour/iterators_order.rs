//! When the caller's iterator runs, and when its items are converted and dropped.

use demono::demono;

use super::log::{log, logged_line};

/// Logs when it is made, converted and dropped.
struct Loud(u32);

fn louds(to: u32) -> impl Iterator<Item = Loud> {
    (1..=to).map(|n| {
        log(format!("make{n}"));
        Loud(n)
    })
}

impl Drop for Loud {
    fn drop(&mut self) {
        log(format!("drop{}", self.0));
    }
}

impl AsRef<u32> for Loud {
    fn as_ref(&self) -> &u32 {
        log(format!("ref{}", self.0));
        &self.0
    }
}

struct Kept(Loud);

impl From<Loud> for Kept {
    fn from(loud: Loud) -> Self {
        log(format!("into{}", loud.0));
        Kept(loud)
    }
}

#[demono(dyn)]
fn uses_items(items: impl IntoIterator<Item = Loud>) {
    for item in items {
        log(format!("use{}", item.0));
    }
}

#[demono(dyn)]
fn uses_converted(items: impl IntoIterator<Item = impl Into<Kept>>) {
    for item in items {
        let item = item.into();
        log(format!("use{}", item.0 .0));
    }
}

#[demono(dyn)]
fn uses_lent(items: impl IntoIterator<Item = impl AsRef<u32>>) {
    for item in items {
        log(format!("use{}", item.as_ref()));
    }
    log("end");
}

#[demono(dyn)]
fn stops_early(items: impl IntoIterator<Item = impl AsRef<u32>>) {
    for item in items {
        if *item.as_ref() == 2 {
            break;
        }
    }
    log("end");
}

#[test]
fn nothing_runs_ahead() {
    let events = logged_line(|| uses_items(louds(2)));
    assert_eq!(events, "make1 use1 drop1 make2 use2 drop2");
    let events = logged_line(|| uses_converted(louds(2)));
    assert_eq!(events, "make1 into1 use1 drop1 make2 into2 use2 drop2");
    let events = logged_line(|| uses_lent(louds(2)));
    assert_eq!(events, "make1 ref1 use1 drop1 make2 ref2 use2 drop2 end");
}

#[test]
fn what_is_left_is_not_made() {
    let events = logged_line(|| stops_early(louds(3)));
    assert!(!events.contains("make3"));
    assert!(events.contains("drop1 make2 ref2"));
    assert_eq!(events.matches("drop2").count(), 1);
}

#[test]
fn a_panic_in_an_item_drops_once() {
    let events = logged_line(|| {
        let items = louds(3).inspect(|item| assert!(item.0 < 2, "on purpose"));
        let run = std::panic::AssertUnwindSafe(|| uses_lent(items));
        assert!(std::panic::catch_unwind(run).is_err());
    });
    assert_eq!(events, "make1 ref1 use1 drop1 make2 drop2");
}

struct Named(&'static str);

impl From<Named> for String {
    fn from(named: Named) -> Self {
        log("into");
        named.0.to_owned()
    }
}

struct Items(u8);

impl IntoIterator for Items {
    type Item = u8;
    type IntoIter = std::ops::Range<u8>;

    fn into_iter(self) -> Self::IntoIter {
        log("into_iter");
        0..self.0
    }
}

#[demono(dyn)]
fn optional_last(name: impl Into<String>, items: Option<impl IntoIterator<Item = u8>>) -> usize {
    let name: String = name.into();
    name.len() + items.map_or(0, |items| items.into_iter().map(usize::from).sum())
}

#[test]
fn optional_items_wait_for_the_parameters_before() {
    let events = logged_line(|| assert_eq!(optional_last(Named("ab"), Some(Items(3))), 5));
    assert_eq!(events, "into into_iter");
}
