use core::ops::DerefMut;

use super::Dyn;

/// The required method of `Iterator`, the one that `collect` asks for memory by, and
/// `nth`: with that of a range `step_by` skips at once, and by `next` it does not.
pub trait NarrowIterator {
    type Item;
    fn __demono_next(&mut self) -> Option<Self::Item>;
    fn __demono_size_hint(&self) -> (usize, Option<usize>);
    fn __demono_nth(&mut self, n: usize) -> Option<Self::Item>;
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

    #[inline]
    fn __demono_nth(&mut self, n: usize) -> Option<I::Item> {
        self.nth(n)
    }
}

impl<P: DerefMut> Iterator for Dyn<P>
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

impl<P: DerefMut> DoubleEndedIterator for Dyn<P>
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

impl<P: DerefMut> ExactSizeIterator for Dyn<P> where P::Target: NarrowExactSizeIterator {}

/// Both.
pub trait DoubleEndedExactSize: NarrowDoubleEndedIterator + NarrowExactSizeIterator {}

impl<I: NarrowDoubleEndedIterator + NarrowExactSizeIterator + ?Sized> DoubleEndedExactSize for I {}
