//! What expansions call. Not covered by semantic versioning.

use core::fmt;

/// `Display + Debug` as one object.
pub trait DisplayDebug: fmt::Display + fmt::Debug {}

impl<T: fmt::Display + fmt::Debug + ?Sized> DisplayDebug for T {}

/// A function as a `Display`: for values of which only `ToString` is known.
pub struct DisplayFn<F>(pub F);

impl<F: Fn(&mut fmt::Formatter<'_>) -> fmt::Result> fmt::Display for DisplayFn<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (self.0)(f)
    }
}

/// Chooses by the edition of the first token: `gen` is a type's name before
/// edition 2024, and a keyword from then on.
#[doc(hidden)]
#[macro_export]
macro_rules! __demono_by_edition {
    ($before:ty {$($old:tt)*} {$($new:tt)*}) => { $($old)* };
    ($since:tt {$($old:tt)*} {$($new:tt)*}) => { $($new)* };
}

pub use __demono_by_edition as by_edition;
