use super::Dyn;

/// The required method of `Iterator`, and the one that `collect` asks for memory by.
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

impl<T: NarrowIterator + ?Sized> Iterator for Dyn<'_, T> {
    type Item = T::Item;

    #[inline]
    fn next(&mut self) -> Option<T::Item> {
        T::__demono_next(self)
    }

    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        T::__demono_size_hint(self)
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

impl<T: NarrowDoubleEndedIterator + ?Sized> DoubleEndedIterator for Dyn<'_, T> {
    #[inline]
    fn next_back(&mut self) -> Option<T::Item> {
        T::__demono_next_back(self)
    }
}

/// An iterator with an exact `size_hint`.
pub trait NarrowExactSizeIterator: NarrowIterator {}

impl<I: ExactSizeIterator + ?Sized> NarrowExactSizeIterator for I {}

impl<T: NarrowExactSizeIterator + ?Sized> ExactSizeIterator for Dyn<'_, T> {}

/// Both.
pub trait DoubleEndedExactSize: NarrowDoubleEndedIterator + NarrowExactSizeIterator {}

impl<I: NarrowDoubleEndedIterator + NarrowExactSizeIterator + ?Sized> DoubleEndedExactSize for I {}
