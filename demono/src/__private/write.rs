use core::fmt;
use core::ops::DerefMut;

use super::object::{Basic, Dyn, Full};

/// One of the two traits `Write`, given as its object type: an expansion knows only the
/// name of a bound, but `dyn Write` at that place names the right one of the two.
pub trait StdWrite {
    type Data: ?Sized;
    type Written;
    type Done;
    /// Of the method that only some bodies call.
    type Other<'a>;
}

/// The required methods of the `Write` whose object type is `W`, and `write_all`, which
/// most bodies call.
pub trait NarrowWrite<W: StdWrite + ?Sized> {
    fn __demono_write(&mut self, data: &W::Data) -> W::Written;
    fn __demono_write_all(&mut self, data: &W::Data) -> W::Done;
    fn __demono_flush(&mut self) -> W::Done;
}

impl StdWrite for dyn fmt::Write {
    type Data = str;
    type Written = fmt::Result;
    type Done = fmt::Result;
    type Other<'a> = char;
}

impl<T: fmt::Write + ?Sized> NarrowWrite<dyn fmt::Write> for T {
    #[inline]
    fn __demono_write(&mut self, data: &str) -> fmt::Result {
        self.write_str(data)
    }

    // These two are for the other `Write`, and nothing calls them.
    #[inline]
    fn __demono_write_all(&mut self, _: &str) -> fmt::Result {
        Ok(())
    }

    #[inline]
    fn __demono_flush(&mut self) -> fmt::Result {
        Ok(())
    }
}

/// And `write_vectored`, or `write_char`.
pub trait FullWrite<W: StdWrite + ?Sized>: NarrowWrite<W> {
    fn __demono_write_other(&mut self, other: W::Other<'_>) -> W::Written;
}

impl<T: fmt::Write + ?Sized> FullWrite<dyn fmt::Write> for T {
    #[inline]
    fn __demono_write_other(&mut self, other: char) -> fmt::Result {
        self.write_char(other)
    }
}

impl<P: DerefMut> fmt::Write for Dyn<P, Basic>
where
    P::Target: NarrowWrite<dyn fmt::Write>,
{
    #[inline]
    fn write_str(&mut self, data: &str) -> fmt::Result {
        P::Target::__demono_write(self, data)
    }
}

impl<P: DerefMut> fmt::Write for Dyn<P, Full>
where
    P::Target: FullWrite<dyn fmt::Write>,
{
    #[inline]
    fn write_str(&mut self, data: &str) -> fmt::Result {
        P::Target::__demono_write(self, data)
    }

    #[inline]
    fn write_char(&mut self, character: char) -> fmt::Result {
        P::Target::__demono_write_other(self, character)
    }
}
