use core::fmt;
use core::hash::Hasher;
use core::marker::PhantomData;
use core::mem::ManuallyDrop;
use core::ops::{Deref, DerefMut};

/// A value that is stored in the shim and owned by the inner: an argument that is passed
/// by value although its size is not known.
///
/// The lifetime is that of its one borrow, so there is only ever one [`Owned`].
#[repr(transparent)]
pub struct Slot<'a, T: ?Sized> {
    // Invariant; otherwise the borrow could be a shorter one.
    borrow: PhantomData<fn(&'a ()) -> &'a ()>,
    value: ManuallyDrop<T>,
}

impl<T> Slot<'_, T> {
    #[inline(always)]
    pub fn new(value: T) -> Self {
        Slot {
            borrow: PhantomData,
            value: ManuallyDrop::new(value),
        }
    }
}

/// The value of a [`Slot`]. It is dropped together with this.
pub struct Owned<'a, T: ?Sized>(&'a mut T);

impl<'a, T: ?Sized> Owned<'a, T> {
    #[inline]
    pub fn new(slot: &'a mut Slot<'a, T>) -> Self {
        Owned(&mut slot.value)
    }
}

impl<T: ?Sized> Drop for Owned<'_, T> {
    #[inline]
    fn drop(&mut self) {
        // SAFETY: The value is in a `Slot` that is borrowed for as long as it can be
        // named, so no other `Owned` has been or will be made of it, nothing else can
        // reach it, and the `Slot` itself does not drop it.
        unsafe { core::ptr::drop_in_place(self.0) }
    }
}

impl<T: ?Sized> Deref for Owned<'_, T> {
    type Target = T;

    #[inline]
    fn deref(&self) -> &T {
        self.0
    }
}

impl<T: ?Sized> DerefMut for Owned<'_, T> {
    #[inline]
    fn deref_mut(&mut self) -> &mut T {
        self.0
    }
}

/// A pointer to an object, used like the value that it stands for. If the object is of a
/// narrow trait, this implements the standard trait; for any other, it has the methods.
///
/// It is passed on by value and by reference as the value was, and needs a `mut`
/// binding where the value did. `F` says whether the object has [`Full`] methods.
pub struct Dyn<P, F = Basic>(P, PhantomData<F>);

/// For an object with the methods that every body may need.
pub enum Basic {}

/// For an object that also has methods that only some bodies call, such as a type's own
/// `nth`. They are code for each type, so only these bodies get them.
pub enum Full {}

/// What a [`Dyn`] has its object by.
pub trait Place: DerefMut {
    const OWNED: bool;
}

impl<T: ?Sized> Place for &mut T {
    const OWNED: bool = false;
}

impl<T: ?Sized> Place for Owned<'_, T> {
    const OWNED: bool = true;
}

impl<'a, T: ?Sized, F> Dyn<&'a mut T, F> {
    #[inline]
    pub fn new(object: &'a mut T) -> Self {
        Dyn(object, PhantomData)
    }
}

impl<'a, T: ?Sized, F> Dyn<Owned<'a, T>, F> {
    #[inline]
    pub fn owned(slot: &'a mut Slot<'a, T>) -> Self {
        Dyn(Owned::new(slot), PhantomData)
    }
}

impl<P: Deref, F> Deref for Dyn<P, F> {
    type Target = P::Target;

    #[inline]
    fn deref(&self) -> &P::Target {
        &self.0
    }
}

impl<P: DerefMut, F> DerefMut for Dyn<P, F> {
    #[inline]
    fn deref_mut(&mut self) -> &mut P::Target {
        &mut self.0
    }
}

impl<P: Deref, F> fmt::Debug for Dyn<P, F>
where
    P::Target: fmt::Debug,
{
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        P::Target::fmt(self, f)
    }
}

impl<P: Deref, F> fmt::Display for Dyn<P, F>
where
    P::Target: fmt::Display,
{
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        P::Target::fmt(self, f)
    }
}

macro_rules! forward_hasher {
    ($($write:ident: $ty:ty,)*) => {
        // Not narrow: a hasher that treats an integer differently from its bytes would
        // return another hash.
        impl<P: DerefMut, F> Hasher for Dyn<P, F>
        where
            P::Target: Hasher,
        {
            #[inline]
            fn finish(&self) -> u64 {
                P::Target::finish(self)
            }
            $(#[inline]
            fn $write(&mut self, value: $ty) {
                P::Target::$write(self, value);
            })*
        }
    };
}

forward_hasher! {
    write: &[u8],
    write_u8: u8,
    write_u16: u16,
    write_u32: u32,
    write_u64: u64,
    write_u128: u128,
    write_usize: usize,
    write_i8: i8,
    write_i16: i16,
    write_i32: i32,
    write_i64: i64,
    write_i128: i128,
    write_isize: isize,
}
