use core::alloc::Layout;
use core::fmt;
use core::iter::FusedIterator;
use core::marker::PhantomData;
use core::mem;
use core::ops::{Bound, RangeBounds};
use core::ptr::NonNull;
use core::slice::{self, SliceIndex};

/// A slice whose items are used as objects: what the inner has in place of a `&[T]`.
///
/// It is a pointer to the slice and a function that makes an object of one item, so nothing
/// is allocated, and an item becomes an object when it is asked for. With `S` [`Shared`] it
/// goes to other threads.
pub struct Slice<'a, O: ?Sized + 'a, S = Local> {
    start: *const (),
    length: usize,
    /// The size of an item.
    stride: usize,
    item: fn(*const ()) -> &'a O,
    shared: PhantomData<S>,
}

/// The items may not be used by several threads.
pub struct Local(PhantomData<*const ()>);

/// The items are `Sync`.
pub struct Shared(());

// SAFETY: Only `Slice::shared` makes such a slice, of items that are `Sync`, and it is
// used like a `&[T]`.
unsafe impl<O: Sync + ?Sized> Send for Slice<'_, O, Shared> {}
// SAFETY: As above.
unsafe impl<O: Sync + ?Sized> Sync for Slice<'_, O, Shared> {}

impl<'a, O: ?Sized> Slice<'a, O> {
    /// `item` makes an object of an item.
    #[inline]
    pub fn new<T>(items: &'a [T], item: fn(&'a T) -> &'a O) -> Self {
        Slice::of(items, item)
    }
}

impl<'a, O: ?Sized> Slice<'a, O, Shared> {
    /// As [`Slice::new`].
    #[inline]
    pub fn shared<T: Sync>(items: &'a [T], item: fn(&'a T) -> &'a O) -> Self {
        Slice::of(items, item)
    }
}

impl<'a, O: ?Sized, S> Slice<'a, O, S> {
    #[inline]
    fn of<T>(items: &'a [T], item: fn(&'a T) -> &'a O) -> Self {
        Slice {
            start: items.as_ptr().cast(),
            length: items.len(),
            stride: Layout::new::<T>().size(),
            // SAFETY: `&T` and `*const ()` are passed in the same way. Whoever calls the
            // function passes a pointer to one of `items`, which are borrowed for `'a`.
            item: unsafe { mem::transmute::<fn(&'a T) -> &'a O, fn(*const ()) -> &'a O>(item) },
            shared: PhantomData,
        }
    }

    #[inline]
    pub fn len(self) -> usize {
        self.length
    }

    #[inline]
    pub fn is_empty(self) -> bool {
        self.length == 0
    }

    #[inline]
    pub fn iter(self) -> SliceIter<'a, O, S> {
        SliceIter(self)
    }

    #[inline]
    pub fn get(self, at: usize) -> Option<&'a O> {
        (at < self.length).then(|| self.at(at))
    }

    #[inline]
    pub fn first(self) -> Option<&'a O> {
        self.get(0)
    }

    #[inline]
    pub fn last(self) -> Option<&'a O> {
        self.get(self.length.wrapping_sub(1))
    }

    /// `&self[at]`
    #[inline]
    #[track_caller]
    pub fn __demono_at(self, at: usize) -> &'a O {
        if at >= self.length {
            out_of_bounds(self.length, at);
        }
        self.at(at)
    }

    /// `&self[range]`
    #[inline]
    #[track_caller]
    pub fn __demono_range<R>(self, range: R) -> Self
    where
        R: RangeBounds<usize> + SliceIndex<[()], Output = [()]>,
    {
        let start = match range.start_bound() {
            Bound::Included(start) => *start,
            Bound::Excluded(start) => start.wrapping_add(1),
            Bound::Unbounded => 0,
        };
        // SAFETY: Items without a size are anywhere, and as many as one likes.
        let same_length =
            unsafe { slice::from_raw_parts(NonNull::<()>::dangling().as_ptr(), self.length) };
        // Panics like the slice itself.
        let length = same_length[range].len();
        Slice {
            start: self.pointer(start),
            length,
            ..self
        }
    }

    /// `at` is within the slice.
    #[inline]
    fn at(self, at: usize) -> &'a O {
        (self.item)(self.pointer(at))
    }

    #[inline]
    fn pointer(self, at: usize) -> *const () {
        // It is dereferenced only if it is within the slice.
        self.start
            .cast::<u8>()
            .wrapping_add(at * self.stride)
            .cast()
    }
}

#[cold]
#[inline(never)]
#[track_caller]
fn out_of_bounds(length: usize, at: usize) -> ! {
    panic!("index out of bounds: the len is {length} but the index is {at}")
}

impl<O: ?Sized, S> Clone for Slice<'_, O, S> {
    #[inline]
    fn clone(&self) -> Self {
        *self
    }
}

impl<O: ?Sized, S> Copy for Slice<'_, O, S> {}

impl<O: fmt::Debug + ?Sized, S> fmt::Debug for Slice<'_, O, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

impl<'a, O: ?Sized, S> IntoIterator for Slice<'a, O, S> {
    type Item = &'a O;
    type IntoIter = SliceIter<'a, O, S>;

    #[inline]
    fn into_iter(self) -> SliceIter<'a, O, S> {
        self.iter()
    }
}

/// The items that are left.
pub struct SliceIter<'a, O: ?Sized + 'a, S = Local>(Slice<'a, O, S>);

impl<O: ?Sized, S> Clone for SliceIter<'_, O, S> {
    #[inline]
    fn clone(&self) -> Self {
        SliceIter(self.0)
    }
}

impl<'a, O: ?Sized, S> Iterator for SliceIter<'a, O, S> {
    type Item = &'a O;

    #[inline]
    fn next(&mut self) -> Option<&'a O> {
        self.nth(0)
    }

    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.0.length, Some(self.0.length))
    }

    #[inline]
    fn count(self) -> usize {
        self.0.length
    }

    #[inline]
    fn nth(&mut self, n: usize) -> Option<&'a O> {
        let item = self.0.get(n);
        let skipped = n.saturating_add(1).min(self.0.length);
        self.0.start = self.0.pointer(skipped);
        self.0.length -= skipped;
        item
    }

    #[inline]
    fn last(self) -> Option<&'a O> {
        self.0.last()
    }
}

impl<'a, O: ?Sized, S> DoubleEndedIterator for SliceIter<'a, O, S> {
    #[inline]
    fn next_back(&mut self) -> Option<&'a O> {
        let item = self.0.last();
        self.0.length = self.0.length.saturating_sub(1);
        item
    }

    #[inline]
    fn nth_back(&mut self, n: usize) -> Option<&'a O> {
        self.0.length = self.0.length.saturating_sub(n);
        self.next_back()
    }
}

impl<O: ?Sized, S> ExactSizeIterator for SliceIter<'_, O, S> {}

impl<O: ?Sized, S> FusedIterator for SliceIter<'_, O, S> {}
