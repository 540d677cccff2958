use core::ops::{Bound, RangeBounds};

/// A range by its bounds. A pair of them is a `RangeBounds` of references as well, and so
/// would leave open what the items are.
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
