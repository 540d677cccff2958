use core::ops::{Bound, RangeBounds};

/// A range, given by its bounds. A pair of bounds also implements `RangeBounds` for
/// references, so with it the type of the items would be ambiguous.
pub struct Range<'a, T: ?Sized> {
    start: Bound<&'a T>,
    end: Bound<&'a T>,
}

impl<'a, T: ?Sized> Range<'a, T> {
    #[inline]
    pub fn new(range: &'a (impl RangeBounds<T> + ?Sized)) -> Self {
        Range {
            start: range.start_bound(),
            end: range.end_bound(),
        }
    }
}

impl<T: ?Sized> RangeBounds<T> for Range<'_, T> {
    #[inline]
    fn start_bound(&self) -> Bound<&T> {
        self.start
    }

    #[inline]
    fn end_bound(&self) -> Bound<&T> {
        self.end
    }
}

impl<T: ?Sized> Clone for Range<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: ?Sized> Copy for Range<'_, T> {}
