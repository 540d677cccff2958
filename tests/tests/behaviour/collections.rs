//! `FromIterator` and `Extend` with objects.

#[allow(unused_imports)] // not in the prelude of edition 2018
use std::iter::FromIterator;

use demono::demono;

struct Bag(Vec<String>);

#[demono(dyn)]
impl<S: Into<String>> FromIterator<S> for Bag {
    fn from_iter<I: IntoIterator<Item = S>>(items: I) -> Self {
        let mut bag = Bag(Vec::new());
        for item in items {
            bag.0.push(item.into());
        }
        bag
    }
}

#[demono(dyn)]
impl Extend<u32> for Bag {
    fn extend<I>(&mut self, items: I)
    where
        I: IntoIterator<Item = u32>,
    {
        for item in items {
            self.0.push(item.to_string());
        }
    }
}

#[demono(dyn)]
impl<'a> Extend<&'a str> for Bag {
    fn extend<I: IntoIterator<Item = &'a str>>(&mut self, items: I) {
        let items = items.into_iter();
        self.0.reserve(items.size_hint().0);
        items.for_each(|item| self.0.push(item.to_owned()));
    }
}

#[test]
fn collections() {
    let mut bag: Bag = vec!["a", "b"].into_iter().collect();
    bag.extend([1, 2]);
    bag.extend(["c"]);
    assert_eq!(bag.0, ["a", "b", "1", "2", "c"]);
}
