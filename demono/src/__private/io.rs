use std::io::{self, BufRead, Read, Seek, SeekFrom, Write};

use super::{Dyn, NarrowWrite, StdWrite};

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

impl<T: NarrowRead + ?Sized> Read for Dyn<'_, T> {
    #[inline]
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        T::__demono_read(self, buffer)
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

impl<T: NarrowBufRead + ?Sized> BufRead for Dyn<'_, T> {
    #[inline]
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        T::__demono_fill_buf(self)
    }

    #[inline]
    fn consume(&mut self, amount: usize) {
        T::__demono_consume(self, amount);
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

impl<T: NarrowSeek + ?Sized> Seek for Dyn<'_, T> {
    #[inline]
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        T::__demono_seek(self, to)
    }
}

impl StdWrite for dyn Write {
    type Data = [u8];
    type Written = io::Result<usize>;
    type Flushed = io::Result<()>;
}

impl<T: Write + ?Sized> NarrowWrite<dyn Write> for T {
    #[inline]
    fn __demono_write(&mut self, data: &[u8]) -> io::Result<usize> {
        self.write(data)
    }

    #[inline]
    fn __demono_flush(&mut self) -> io::Result<()> {
        self.flush()
    }
}

impl<T: NarrowWrite<dyn Write> + ?Sized> Write for Dyn<'_, T> {
    #[inline]
    fn write(&mut self, data: &[u8]) -> io::Result<usize> {
        T::__demono_write(self, data)
    }

    #[inline]
    fn flush(&mut self) -> io::Result<()> {
        T::__demono_flush(self)
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
