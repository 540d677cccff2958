use core::mem::ManuallyDrop;
use core::ops::DerefMut;
use core::ptr;

use super::object::{Basic, Dyn, Full, Place};

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

/// And the methods that a type may have in one step, or with a result of its own: with the
/// `nth` of a range, `step_by` skips at once; with `next` it cannot.
///
/// Those that take the iterator by value leave nothing behind that may be used or dropped.
#[allow(clippy::missing_safety_doc)]
pub trait FullIterator: NarrowIterator {
    fn __demono_nth(&mut self, n: usize) -> Option<Self::Item>;
    unsafe fn __demono_count(&mut self) -> usize;
    unsafe fn __demono_last(&mut self) -> Option<Self::Item>;
    unsafe fn __demono_max(&mut self) -> Option<Self::Item>
    where
        Self::Item: Ord;
    unsafe fn __demono_min(&mut self) -> Option<Self::Item>
    where
        Self::Item: Ord;
}

impl<I: Iterator> FullIterator for I {
    #[inline]
    fn __demono_nth(&mut self, n: usize) -> Option<I::Item> {
        self.nth(n)
    }

    unsafe fn __demono_count(&mut self) -> usize {
        // SAFETY: Whoever calls this neither uses nor drops the value afterwards.
        unsafe { ptr::read(self) }.count()
    }

    unsafe fn __demono_last(&mut self) -> Option<I::Item> {
        // SAFETY: As above.
        unsafe { ptr::read(self) }.last()
    }

    unsafe fn __demono_max(&mut self) -> Option<I::Item>
    where
        I::Item: Ord,
    {
        // SAFETY: As above.
        unsafe { ptr::read(self) }.max()
    }

    unsafe fn __demono_min(&mut self) -> Option<I::Item>
    where
        I::Item: Ord,
    {
        // SAFETY: As above.
        unsafe { ptr::read(self) }.min()
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

/// The methods that take the iterator by value are the type's own where it is owned. Where it
/// is borrowed, they are those of the borrow, as they were.
impl<P: Place> Iterator for Dyn<P, Full>
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

    fn count(self) -> usize {
        if !P::OWNED {
            return self.fold(0, |count, _| count + 1);
        }
        let mut object = ManuallyDrop::new(self);
        // SAFETY: It is owned, and not dropped.
        unsafe { P::Target::__demono_count(&mut object) }
    }

    fn last(self) -> Option<Self::Item> {
        if !P::OWNED {
            return self.fold(None, |_, item| Some(item));
        }
        let mut object = ManuallyDrop::new(self);
        // SAFETY: As above.
        unsafe { P::Target::__demono_last(&mut object) }
    }

    fn max(self) -> Option<Self::Item>
    where
        Self::Item: Ord,
    {
        if !P::OWNED {
            return self.max_by(Ord::cmp);
        }
        let mut object = ManuallyDrop::new(self);
        // SAFETY: As above.
        unsafe { P::Target::__demono_max(&mut object) }
    }

    fn min(self) -> Option<Self::Item>
    where
        Self::Item: Ord,
    {
        if !P::OWNED {
            return self.min_by(Ord::cmp);
        }
        let mut object = ManuallyDrop::new(self);
        // SAFETY: As above.
        unsafe { P::Target::__demono_min(&mut object) }
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

/// And `nth_back`, by which `rev` skips.
pub trait FullDoubleEndedIterator: NarrowDoubleEndedIterator + FullIterator {
    fn __demono_nth_back(&mut self, n: usize) -> Option<Self::Item>;
}

impl<I: DoubleEndedIterator> FullDoubleEndedIterator for I {
    #[inline]
    fn __demono_nth_back(&mut self, n: usize) -> Option<I::Item> {
        self.nth_back(n)
    }
}

impl<P: Place> DoubleEndedIterator for Dyn<P, Full>
where
    P::Target: FullDoubleEndedIterator,
{
    #[inline]
    fn next_back(&mut self) -> Option<Self::Item> {
        P::Target::__demono_next_back(self)
    }

    #[inline]
    fn nth_back(&mut self, n: usize) -> Option<Self::Item> {
        P::Target::__demono_nth_back(self, n)
    }
}

/// An iterator that knows its length.
pub trait NarrowExactSizeIterator: NarrowIterator {
    fn __demono_len(&self) -> usize;
}

impl<I: ExactSizeIterator + ?Sized> NarrowExactSizeIterator for I {
    #[inline]
    fn __demono_len(&self) -> usize {
        self.len()
    }
}

impl<P: DerefMut> ExactSizeIterator for Dyn<P, Basic>
where
    P::Target: NarrowExactSizeIterator,
{
    #[inline]
    fn len(&self) -> usize {
        P::Target::__demono_len(self)
    }
}

impl<P: Place> ExactSizeIterator for Dyn<P, Full>
where
    P::Target: FullExactSizeIterator,
{
    #[inline]
    fn len(&self) -> usize {
        P::Target::__demono_len(self)
    }
}

macro_rules! both {
    ($($name:ident: $first:ident, $second:ident;)*) => {$(
        /// Both at once.
        pub trait $name: $first + $second {}

        impl<I: $first + $second + ?Sized> $name for I {}
    )*};
}

both! {
    FullExactSizeIterator: NarrowExactSizeIterator, FullIterator;
    DoubleEndedExactSize: NarrowDoubleEndedIterator, NarrowExactSizeIterator;
    FullDoubleEndedExactSize: FullDoubleEndedIterator, FullExactSizeIterator;
}
