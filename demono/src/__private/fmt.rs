use core::fmt;

/// `Display + Debug` as one object.
pub trait DisplayDebug: fmt::Display + fmt::Debug {}

impl<T: fmt::Display + fmt::Debug + ?Sized> DisplayDebug for T {}

/// A function as a `Display`: for values that are only known to be `ToString`.
pub struct DisplayFn<F>(pub F);

impl<F: Fn(&mut fmt::Formatter<'_>) -> fmt::Result> fmt::Display for DisplayFn<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (self.0)(f)
    }
}
