use core::fmt;
use core::iter::Flatten;
use core::marker::PhantomData;

use super::object::{Owned, Slot};

/// An iterator that keeps each item until it is asked for the next, so that it can lend
/// the reference that the item's `as_ref` returns: `IntoIterator<Item = impl AsRef<T>>`
/// without an allocation, and without an iterator that runs ahead.
pub struct Lender<I: Iterator, T: ?Sized> {
    iter: I,
    item: Option<I::Item>,
    // `fn() -> &T`: whatever `T` is, this is `Send` and `Sync` if the rest is.
    target: PhantomData<fn() -> *const T>,
}

impl<I: Iterator, T: ?Sized> Lender<I, T> {
    #[inline]
    pub fn new(iter: I) -> Self {
        Lender {
            iter,
            item: None,
            target: PhantomData,
        }
    }
}

/// A [`Lender`] of items that are displayed.
pub struct Shown<'a, I: Iterator> {
    iter: I,
    item: Option<I::Item>,
    // For whatever the items outlive.
    items: PhantomData<fn() -> &'a ()>,
}

impl<I: Iterator> Shown<'_, I> {
    #[inline]
    pub fn new(iter: I) -> Self {
        Shown {
            iter,
            item: None,
            items: PhantomData,
        }
    }
}

impl<'a, I: Iterator> NarrowLend for Shown<'a, I>
where
    I::Item: fmt::Display + 'a,
{
    type Target = dyn fmt::Display + 'a;

    #[inline]
    fn __demono_next(&mut self) -> Option<&Self::Target> {
        self.item = None;
        self.item = self.iter.next();
        match &self.item {
            Some(item) => Some(item),
            None => None,
        }
    }

    #[inline]
    fn __demono_size_hint(&self) -> (usize, Option<usize>) {
        self.iter.size_hint()
    }
}

/// A [`Lender`] as an object.
pub trait NarrowLend {
    type Target: ?Sized;
    fn __demono_next(&mut self) -> Option<&Self::Target>;
    fn __demono_size_hint(&self) -> (usize, Option<usize>);
}

impl<I: Iterator, T: ?Sized> NarrowLend for Lender<I, T>
where
    I::Item: AsRef<T>,
{
    type Target = T;

    #[inline]
    fn __demono_next(&mut self) -> Option<&T> {
        // As in a loop: an item is dropped before the next one is made.
        self.item = None;
        self.item = self.iter.next();
        self.item.as_ref().map(AsRef::as_ref)
    }

    #[inline]
    fn __demono_size_hint(&self) -> (usize, Option<usize>) {
        self.iter.size_hint()
    }
}

/// What the inner has in place of such an iterator: the methods whose closures need an item
/// only for the time of one call.
pub struct Lent<'a, O: ?Sized>(Owned<'a, O>);

impl<'a, O: NarrowLend + ?Sized> Lent<'a, O> {
    #[inline]
    pub fn owned(lender: &'a mut Slot<'a, O>) -> Self {
        Lent(Owned::new(lender))
    }

    #[inline]
    pub fn __demono_next(&mut self) -> Option<&O::Target> {
        self.0.__demono_next()
    }

    #[inline]
    #[allow(clippy::should_implement_trait)]
    pub fn into_iter(self) -> Self {
        self
    }

    #[inline]
    pub fn map<B, F: FnMut(&O::Target) -> B>(self, function: F) -> Map<'a, O, F> {
        Map {
            lender: self.0,
            function,
        }
    }

    #[inline]
    #[allow(clippy::map_flatten)] // Its `flat_map` is this very method.
    pub fn filter_map<B, F>(self, function: F) -> Flatten<Map<'a, O, F>>
    where
        F: FnMut(&O::Target) -> Option<B>,
    {
        self.map(function).flatten()
    }

    #[inline]
    #[allow(clippy::map_flatten)]
    pub fn flat_map<B: IntoIterator, F>(self, function: F) -> Flatten<Map<'a, O, F>>
    where
        F: FnMut(&O::Target) -> B,
    {
        self.map(function).flatten()
    }

    pub fn for_each(mut self, mut function: impl FnMut(&O::Target)) {
        while let Some(item) = self.__demono_next() {
            function(item);
        }
    }

    pub fn fold<B>(mut self, start: B, mut function: impl FnMut(B, &O::Target) -> B) -> B {
        let mut value = start;
        while let Some(item) = self.__demono_next() {
            value = function(value, item);
        }
        value
    }

    pub fn any(&mut self, mut function: impl FnMut(&O::Target) -> bool) -> bool {
        while let Some(item) = self.__demono_next() {
            if function(item) {
                return true;
            }
        }
        false
    }

    pub fn all(&mut self, mut function: impl FnMut(&O::Target) -> bool) -> bool {
        !self.any(|item| !function(item))
    }

    pub fn count(self) -> usize {
        self.fold(0, |count, _| count + 1)
    }
}

/// An iterator over the results of a function for lent items.
pub struct Map<'a, O: ?Sized, F> {
    lender: Owned<'a, O>,
    function: F,
}

impl<O: NarrowLend + ?Sized, B, F: FnMut(&O::Target) -> B> Iterator for Map<'_, O, F> {
    type Item = B;

    #[inline]
    fn next(&mut self) -> Option<B> {
        self.lender.__demono_next().map(&mut self.function)
    }

    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        self.lender.__demono_size_hint()
    }
}
