//! Readers and writers as user code has them.

use std::collections::VecDeque;
use std::io::{self, ErrorKind, Read, Write};

/// Inverts the bytes that it reads, and is interrupted now and then.
#[derive(Debug)]
pub(crate) struct Inverted<R> {
    pub(crate) inner: R,
    pub(crate) calls: u32,
}

impl<R: Read> Read for Inverted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.calls += 1;
        if self.calls > 2 {
            self.calls = 0;
            return Err(ErrorKind::Interrupted.into());
        }
        let count = self.inner.read(buffer)?;
        buffer[..count].iter_mut().for_each(|byte| *byte = !*byte);
        Ok(count)
    }
}

/// Endless numbers of eight bytes each.
#[derive(Debug)]
pub(crate) struct Numbers(pub(crate) u64);

impl Read for Numbers {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let bytes = self.0.to_be_bytes();
        let count = buffer.len().min(bytes.len());
        buffer[..count].copy_from_slice(&bytes[..count]);
        self.0 += 1;
        Ok(count)
    }
}

/// A reader that fails after a number of bytes.
#[derive(Debug)]
pub(crate) struct Brittle<'a>(pub(crate) &'a [u8]);

impl Read for Brittle<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self.0 {
            [] => Err(io::Error::other("the wire broke")),
            [first, rest @ ..] => {
                self.0 = rest;
                buffer[0] = *first;
                Ok(1)
            }
        }
    }
}

/// Writes to both.
#[derive(Debug)]
pub(crate) struct Both<A, B>(pub(crate) A, pub(crate) B);

impl<A: Write, B: Write> Write for Both<A, B> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let count = self.0.write(bytes)?;
        self.1.write_all(&bytes[..count])?;
        Ok(count)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()?;
        self.1.flush()
    }
}

/// Remembers the last bytes.
#[derive(Debug)]
pub(crate) struct Last<'a> {
    pub(crate) text: &'a mut VecDeque<u8>,
    pub(crate) limit: usize,
}

impl Write for Last<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.text.extend(bytes);
        let surplus = self.text.len().saturating_sub(self.limit);
        self.text.drain(..surplus);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.text.make_contiguous();
        Ok(())
    }
}

/// Text in capitals, one word at a time.
#[derive(Debug)]
pub(crate) struct Capitals<'a>(pub(crate) &'a mut String);

impl Write for Capitals<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let count = match bytes.iter().position(|byte| *byte == b' ') {
            Some(space) => space + 1,
            None => bytes.len(),
        };
        let text = std::str::from_utf8(&bytes[..count]).map_err(io::Error::other)?;
        self.0.push_str(&text.to_uppercase());
        Ok(count)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
