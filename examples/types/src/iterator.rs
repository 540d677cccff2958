//! Iterators as user code writes them.

use std::collections::VecDeque;

/// Every third item, then the ones after these, then the rest.
#[derive(Debug)]
pub struct Strided<T> {
    items: Vec<Option<T>>,
    at: usize,
    left: usize,
}

impl<T> Strided<T> {
    /// Takes the items.
    pub fn new(items: Vec<T>) -> Self {
        Strided {
            at: 0,
            left: items.len(),
            items: items.into_iter().map(Some).collect(),
        }
    }
}

impl<T> Iterator for Strided<T> {
    type Item = T;

    fn next(&mut self) -> Option<T> {
        self.left = self.left.checked_sub(1)?;
        let item = self.items[self.at].take();
        self.at += 3;
        if self.at >= self.items.len() {
            self.at = self.at % 3 + 1;
        }
        item
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.left, Some(self.left))
    }
}

/// Items from both ends in turn, that can be put back.
#[derive(Debug)]
pub struct Deck<T> {
    items: VecDeque<T>,
    returned: Option<T>,
    top: bool,
}

impl<T> Deck<T> {
    /// Takes the items, and puts the first one back.
    pub fn new(items: Vec<T>) -> Self {
        let mut items = VecDeque::from(items);
        Deck {
            returned: items.pop_front(),
            items,
            top: false,
        }
    }
}

impl<T> Iterator for Deck<T> {
    type Item = T;

    fn next(&mut self) -> Option<T> {
        if let Some(item) = self.returned.take() {
            return Some(item);
        }
        self.top = !self.top;
        if self.top {
            self.items.pop_back()
        } else {
            self.items.pop_front()
        }
    }
}
