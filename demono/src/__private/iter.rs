use core::ops::DerefMut;

use super::object::{Basic, Dyn, Full};

/// The required method of `Iterator`, and the one by which `collect` reserves memory.
pub trait NarrowIterator {
    type Item;
    fn __demono_next(&mut self) -> Option<Self::Item>;
    fn __demono_size_hint(&self) -> (usize, Option<usize>);
}

impl<I: Iterator + ?Sized> NarrowIterator for I {
    type Item = I::Item;

    #[inline]
    fn __demono_next(&mut self) -> Option<I::Item> {
        self.next()
    }

    #[inline]
    fn __demono_size_hint(&self) -> (usize, Option<usize>) {
        self.size_hint()
    }
}

/// And `nth`: with the one of a range, `step_by` skips in one step; with `next` it cannot.
pub trait FullIterator: NarrowIterator {
    fn __demono_nth(&mut self, n: usize) -> Option<Self::Item>;
}

impl<I: Iterator + ?Sized> FullIterator for I {
    #[inline]
    fn __demono_nth(&mut self, n: usize) -> Option<I::Item> {
        self.nth(n)
    }
}

impl<P: DerefMut> Iterator for Dyn<P, Basic>
where
    P::Target: NarrowIterator,
{
    type Item = <P::Target as NarrowIterator>::Item;

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        P::Target::__demono_next(self)
    }

    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        P::Target::__demono_size_hint(self)
    }
}

impl<P: DerefMut> Iterator for Dyn<P, Full>
where
    P::Target: FullIterator,
{
    type Item = <P::Target as NarrowIterator>::Item;

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        P::Target::__demono_next(self)
    }

    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        P::Target::__demono_size_hint(self)
    }

    #[inline]
    fn nth(&mut self, n: usize) -> Option<Self::Item> {
        P::Target::__demono_nth(self, n)
    }
}

/// The required methods of `DoubleEndedIterator`.
pub trait NarrowDoubleEndedIterator: NarrowIterator {
    fn __demono_next_back(&mut self) -> Option<Self::Item>;
}

impl<I: DoubleEndedIterator + ?Sized> NarrowDoubleEndedIterator for I {
    #[inline]
    fn __demono_next_back(&mut self) -> Option<I::Item> {
        self.next_back()
    }
}

impl<P: DerefMut> DoubleEndedIterator for Dyn<P, Basic>
where
    P::Target: NarrowDoubleEndedIterator,
{
    #[inline]
    fn next_back(&mut self) -> Option<Self::Item> {
        P::Target::__demono_next_back(self)
    }
}

/// An iterator with an exact `size_hint`.
pub trait NarrowExactSizeIterator: NarrowIterator {}

impl<I: ExactSizeIterator + ?Sized> NarrowExactSizeIterator for I {}

impl<P: DerefMut> ExactSizeIterator for Dyn<P, Basic> where P::Target: NarrowExactSizeIterator {}

/// Both at once.
pub trait DoubleEndedExactSize: NarrowDoubleEndedIterator + NarrowExactSizeIterator {}

impl<I: NarrowDoubleEndedIterator + NarrowExactSizeIterator + ?Sized> DoubleEndedExactSize for I {}
