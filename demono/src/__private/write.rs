use core::fmt;
use core::ops::DerefMut;

use super::Dyn;

/// One of the two traits `Write`, as its object type: an expansion knows a bound's name
/// and cannot tell which of them it is, but `dyn Write` at that place can.
pub trait StdWrite {
    type Data: ?Sized;
    type Written;
    type Flushed;
    type Done;
}

/// Of the `Write` of which `W` is the object the required methods, and those that do more
/// at once: standard output is locked for the whole of a `write_fmt`.
pub trait NarrowWrite<W: StdWrite + ?Sized> {
    fn __demono_write(&mut self, data: &W::Data) -> W::Written;
    fn __demono_flush(&mut self) -> W::Flushed;
    fn __demono_write_all(&mut self, data: &W::Data) -> W::Done;
    fn __demono_write_fmt(&mut self, arguments: fmt::Arguments<'_>) -> W::Done;
}

impl StdWrite for dyn fmt::Write {
    type Data = str;
    type Written = fmt::Result;
    type Flushed = ();
    type Done = fmt::Result;
}

impl<T: fmt::Write + ?Sized> NarrowWrite<dyn fmt::Write> for T {
    #[inline]
    fn __demono_write(&mut self, data: &str) -> fmt::Result {
        self.write_str(data)
    }

    #[inline]
    fn __demono_flush(&mut self) {}

    #[inline]
    fn __demono_write_all(&mut self, data: &str) -> fmt::Result {
        self.write_str(data)
    }

    #[inline]
    fn __demono_write_fmt(&mut self, arguments: fmt::Arguments<'_>) -> fmt::Result {
        self.write_fmt(arguments)
    }
}

impl<P: DerefMut> fmt::Write for Dyn<P>
where
    P::Target: NarrowWrite<dyn fmt::Write>,
{
    #[inline]
    fn write_str(&mut self, data: &str) -> fmt::Result {
        P::Target::__demono_write(self, data)
    }

    #[inline]
    fn write_fmt(&mut self, arguments: fmt::Arguments<'_>) -> fmt::Result {
        P::Target::__demono_write_fmt(self, arguments)
    }
}
