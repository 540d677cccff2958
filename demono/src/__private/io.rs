use core::fmt;
use core::ops::DerefMut;
use std::io::{self, BufRead, Read, Seek, SeekFrom, Write};

use super::gather::gathered;
use super::object::Dyn;
use super::write::{NarrowWrite, StdWrite};

/// The required method of `Read`.
pub trait NarrowRead {
    fn __demono_read(&mut self, buffer: &mut [u8]) -> io::Result<usize>;
}

impl<T: Read + ?Sized> NarrowRead for T {
    #[inline]
    fn __demono_read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.read(buffer)
    }
}

impl<P: DerefMut, F> Read for Dyn<P, F>
where
    P::Target: NarrowRead,
{
    #[inline]
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        P::Target::__demono_read(self, buffer)
    }
}

/// The required methods of `BufRead`.
pub trait NarrowBufRead: NarrowRead {
    fn __demono_fill_buf(&mut self) -> io::Result<&[u8]>;
    fn __demono_consume(&mut self, amount: usize);
}

impl<T: BufRead + ?Sized> NarrowBufRead for T {
    #[inline]
    fn __demono_fill_buf(&mut self) -> io::Result<&[u8]> {
        self.fill_buf()
    }

    #[inline]
    fn __demono_consume(&mut self, amount: usize) {
        self.consume(amount);
    }
}

impl<P: DerefMut, F> BufRead for Dyn<P, F>
where
    P::Target: NarrowBufRead,
{
    #[inline]
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        P::Target::__demono_fill_buf(self)
    }

    #[inline]
    fn consume(&mut self, amount: usize) {
        P::Target::__demono_consume(self, amount);
    }
}

/// The required method of `Seek`.
pub trait NarrowSeek {
    fn __demono_seek(&mut self, to: SeekFrom) -> io::Result<u64>;
}

impl<T: Seek + ?Sized> NarrowSeek for T {
    #[inline]
    fn __demono_seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.seek(to)
    }
}

impl<P: DerefMut, F> Seek for Dyn<P, F>
where
    P::Target: NarrowSeek,
{
    #[inline]
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        P::Target::__demono_seek(self, to)
    }
}

impl StdWrite for dyn Write {
    type Data = [u8];
    type Written = io::Result<usize>;
    type Done = io::Result<()>;
}

impl<T: Write + ?Sized> NarrowWrite<dyn Write> for T {
    #[inline]
    fn __demono_write(&mut self, data: &[u8]) -> io::Result<usize> {
        self.write(data)
    }

    #[inline]
    fn __demono_write_all(&mut self, data: &[u8]) -> io::Result<()> {
        self.write_all(data)
    }

    #[inline]
    fn __demono_flush(&mut self) -> io::Result<()> {
        self.flush()
    }
}

impl<P: DerefMut, F> Write for Dyn<P, F>
where
    P::Target: NarrowWrite<dyn Write>,
{
    #[inline]
    fn write(&mut self, data: &[u8]) -> io::Result<usize> {
        P::Target::__demono_write(self, data)
    }

    #[inline]
    fn write_all(&mut self, data: &[u8]) -> io::Result<()> {
        P::Target::__demono_write_all(self, data)
    }

    #[inline]
    fn flush(&mut self) -> io::Result<()> {
        P::Target::__demono_flush(self)
    }

    // Each `write!` of a body is one call of this method.
    #[inline(never)]
    fn write_fmt(&mut self, arguments: fmt::Arguments<'_>) -> io::Result<()> {
        gathered(arguments, &mut |data| self.write_all(data))
    }
}

macro_rules! both {
    ($($name:ident: $first:path, $($more:path),+;)*) => {$(
        /// All of these as one object.
        pub trait $name: $first $(+ $more)+ {}

        impl<T: $first $(+ $more)+ + ?Sized> $name for T {}
    )*};
}

both! {
    ReadSeek: NarrowRead, NarrowSeek;
    ReadWrite: NarrowRead, NarrowWrite<dyn Write>;
    WriteSeek: NarrowWrite<dyn Write>, NarrowSeek;
    ReadWriteSeek: NarrowRead, NarrowWrite<dyn Write>, NarrowSeek;
    BufReadSeek: NarrowBufRead, NarrowSeek;
}
