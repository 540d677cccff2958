use core::fmt;

use super::Dyn;

/// One of the two traits `Write`, as its object type: an expansion knows a bound's name
/// and cannot tell which of them it is, but `dyn Write` at that place can.
pub trait StdWrite {
    type Data: ?Sized;
    type Written;
    type Flushed;
}

/// The required methods of the `Write` of which `W` is the object.
pub trait NarrowWrite<W: StdWrite + ?Sized> {
    fn __demono_write(&mut self, data: &W::Data) -> W::Written;
    fn __demono_flush(&mut self) -> W::Flushed;
}

impl StdWrite for dyn fmt::Write {
    type Data = str;
    type Written = fmt::Result;
    type Flushed = ();
}

impl<T: fmt::Write + ?Sized> NarrowWrite<dyn fmt::Write> for T {
    #[inline]
    fn __demono_write(&mut self, data: &str) -> fmt::Result {
        self.write_str(data)
    }

    #[inline]
    fn __demono_flush(&mut self) {}
}

impl<T: NarrowWrite<dyn fmt::Write> + ?Sized> fmt::Write for Dyn<'_, T> {
    #[inline]
    fn write_str(&mut self, data: &str) -> fmt::Result {
        T::__demono_write(self, data)
    }
}
