use core::fmt;
use core::ops::DerefMut;
use std::io::{self, BufRead, IoSlice, IoSliceMut, Read, Seek, SeekFrom, Write};
use std::string::String;
use std::vec::Vec;

use super::gather::gathered;
use super::object::{Basic, Dyn, Full};
use super::write::{FullWrite, NarrowWrite, StdWrite};

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

impl<P: DerefMut> Read for Dyn<P, Basic>
where
    P::Target: NarrowRead,
{
    #[inline]
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        P::Target::__demono_read(self, buffer)
    }
}

macro_rules! full {
    ($of:ident, $full:ident: $narrow:path {$($method:ident, $forward:ident($($argument:ident: $ty:ty),*) -> $result:ty;)*} $($required:tt)*) => {
        /// And what a type may do otherwise than the trait, if it is called by name.
        pub trait $full: $narrow {
            $(fn $forward(&mut self $(, $argument: $ty)*) -> $result;)*
        }

        impl<T: $of + ?Sized> $full for T {
            $(#[inline]
            fn $forward(&mut self $(, $argument: $ty)*) -> $result {
                self.$method($($argument),*)
            })*
        }

        impl<P: DerefMut> $of for Dyn<P, Full>
        where
            P::Target: $full,
        {
            $($required)*
            $(#[inline]
            fn $method(&mut self $(, $argument: $ty)*) -> $result {
                P::Target::$forward(self $(, $argument)*)
            })*
        }
    };
}

full! {
    Read, FullRead: NarrowRead {
        read_exact, __demono_read_exact(buffer: &mut [u8]) -> io::Result<()>;
        read_to_end, __demono_read_to_end(buffer: &mut Vec<u8>) -> io::Result<usize>;
        read_to_string, __demono_read_to_string(buffer: &mut String) -> io::Result<usize>;
        read_vectored, __demono_read_vectored(buffers: &mut [IoSliceMut<'_>]) -> io::Result<usize>;
    }
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

full! {
    BufRead, FullBufRead: FullNarrowBufRead {
        read_line, __demono_read_line(line: &mut String) -> io::Result<usize>;
        read_until, __demono_read_until(end: u8, buffer: &mut Vec<u8>) -> io::Result<usize>;
    }
    #[inline]
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        P::Target::__demono_fill_buf(self)
    }

    #[inline]
    fn consume(&mut self, amount: usize) {
        P::Target::__demono_consume(self, amount);
    }
}

impl<P: DerefMut> BufRead for Dyn<P, Basic>
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

full! {
    Seek, FullSeek: NarrowSeek {
        rewind, __demono_rewind() -> io::Result<()>;
        stream_position, __demono_stream_position() -> io::Result<u64>;
    }
    #[inline]
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        P::Target::__demono_seek(self, to)
    }
}

impl<P: DerefMut> Seek for Dyn<P, Basic>
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
    type Other<'a> = &'a [IoSlice<'a>];
}

impl<T: Write + ?Sized> FullWrite<dyn Write> for T {
    #[inline]
    fn __demono_write_other(&mut self, other: &[IoSlice<'_>]) -> io::Result<usize> {
        self.write_vectored(other)
    }
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

macro_rules! write {
    ($flag:ty, $narrow:ident $($other:tt)*) => {
        impl<P: DerefMut> Write for Dyn<P, $flag>
        where
            P::Target: $narrow<dyn Write>,
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

            $($other)*
        }
    };
}

write!(Basic, NarrowWrite);
write! {
    Full, FullWrite
    #[inline]
    fn write_vectored(&mut self, buffers: &[IoSlice<'_>]) -> io::Result<usize> {
        P::Target::__demono_write_other(self, buffers)
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
    FullNarrowBufRead: NarrowBufRead, FullRead;
    FullReadSeek: FullRead, FullSeek;
    FullReadWrite: FullRead, FullWrite<dyn Write>;
    FullWriteSeek: FullWrite<dyn Write>, FullSeek;
    FullReadWriteSeek: FullRead, FullWrite<dyn Write>, FullSeek;
    FullBufReadSeek: FullBufRead, FullSeek;
}
