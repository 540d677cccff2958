use core::fmt;
use core::hash::Hasher;
use core::ops::{Deref, DerefMut};

/// A borrowed object as the value that it stands for: of a narrow `T` it has the
/// standard trait, of any other trait the methods.
///
/// It is passed on by value and by reference as the value was, and needs a `mut`
/// binding where the value did.
pub struct Dyn<'a, T: ?Sized>(&'a mut T);

impl<'a, T: ?Sized> Dyn<'a, T> {
    #[inline]
    pub fn new(object: &'a mut T) -> Self {
        Dyn(object)
    }
}

impl<T: ?Sized> Deref for Dyn<'_, T> {
    type Target = T;

    #[inline]
    fn deref(&self) -> &T {
        self.0
    }
}

impl<T: ?Sized> DerefMut for Dyn<'_, T> {
    #[inline]
    fn deref_mut(&mut self) -> &mut T {
        self.0
    }
}

impl<T: fmt::Debug + ?Sized> fmt::Debug for Dyn<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl<T: fmt::Display + ?Sized> fmt::Display for Dyn<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

macro_rules! forward_hasher {
    ($($write:ident: $ty:ty,)*) => {
        // Not narrow: a hasher that treats an integer otherwise than its bytes would give
        // another hash.
        impl<T: Hasher + ?Sized> Hasher for Dyn<'_, T> {
            #[inline]
            fn finish(&self) -> u64 {
                self.0.finish()
            }
            $(#[inline]
            fn $write(&mut self, value: $ty) {
                self.0.$write(value);
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
