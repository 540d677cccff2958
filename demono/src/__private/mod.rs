//! What expansions call. Not covered by semantic versioning.
//!
//! A **narrow** trait has the required methods of a standard one, and few more, and is
//! implemented for every implementor of that. Its objects are smaller: a vtable of `dyn
//! Read` holds every provided method, so the compiler has to instantiate them all for
//! each type. In the inner a [`Dyn`] gives the object all its methods back, compiled once.

mod call;
mod edition;
mod fmt;
#[cfg(feature = "std")]
mod gather;
mod into;
#[cfg(feature = "std")]
mod io;
mod iter;
mod lend;
mod methods;
mod object;
mod proof;
mod range;
mod same;
mod slice;
mod write;

pub use self::call::{NarrowFn, NarrowFnMut, NarrowFnOnce};
pub use self::fmt::{DisplayDebug, DisplayFn};
pub use self::into::into;
#[cfg(feature = "std")]
pub use self::io::{
    BufReadSeek, FullBufRead, FullBufReadSeek, FullRead, FullReadSeek, FullReadWrite,
    FullReadWriteSeek, FullSeek, FullWriteSeek, NarrowBufRead, NarrowRead, NarrowSeek, ReadSeek,
    ReadWrite, ReadWriteSeek, WriteSeek,
};
pub use self::iter::{
    DoubleEndedExactSize, FullDoubleEndedExactSize, FullDoubleEndedIterator, FullExactSizeIterator,
    FullIterator, NarrowDoubleEndedIterator, NarrowExactSizeIterator, NarrowIterator,
};
pub use self::lend::{Lender, Lent, NarrowLend, Shown};
pub use self::methods::{any, only_a_method_of_the_converted_value, OfConverted};
pub use self::object::{Basic, Dyn, Full, Owned, Place, Slot};
pub use self::proof::Proof;
pub use self::range::Range;
pub use self::same::Same;
pub use self::slice::{Local, Shared, Slice, SliceIter};
/// What `type_name` returns: without a lifetime to be seen, which would count where one is
/// elided.
pub type Name = &'static str;

pub use self::write::{FullWrite, NarrowWrite, StdWrite};
pub use crate::__demono_by_edition as by_edition;
