//! The pieces of a formatted text, written together: by hand what the support code of
//! demono does for an object. It is here and not in `example-copy` because demono's code
//! is not in the crate of the function either.

use std::fmt;
use std::io::{self, Write};

/// Texts up to this length are written at once, longer ones in several parts.
const ROOM: usize = 512;

/// `write_all` of a writer.
pub type WriteAll<'a> = dyn FnMut(&[u8]) -> io::Result<()> + 'a;

/// Formats, and passes the text to `write_all`. Not generic, so it is compiled once.
pub fn gathered(arguments: fmt::Arguments<'_>, write_all: &mut WriteAll<'_>) -> io::Result<()> {
    if let Some(text) = arguments.as_str() {
        return write_all(text.as_bytes());
    }
    let mut gather = Gather {
        room: [0; ROOM],
        length: 0,
        write_all,
    };
    let result = gather.write_fmt(arguments);
    // If a `Display` fails, a plain `write!` has written what was formatted before it.
    let rest = gather.pass_on();
    result.and(rest)
}

struct Gather<'g, 'w> {
    room: [u8; ROOM],
    length: usize,
    write_all: &'g mut WriteAll<'w>,
}

impl Gather<'_, '_> {
    fn pass_on(&mut self) -> io::Result<()> {
        let length = std::mem::take(&mut self.length);
        match length {
            0 => Ok(()),
            _ => (self.write_all)(&self.room[..length]),
        }
    }
}

impl Write for Gather<'_, '_> {
    fn write(&mut self, data: &[u8]) -> io::Result<usize> {
        if self.length + data.len() > ROOM {
            self.pass_on()?;
        }
        match self.room.get_mut(self.length..self.length + data.len()) {
            Some(room) => {
                room.copy_from_slice(data);
                self.length += data.len();
            }
            None => (self.write_all)(data)?,
        }
        Ok(data.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// If a `Display` panics, a plain `write!` has written what came before it.
impl Drop for Gather<'_, '_> {
    fn drop(&mut self) {
        _ = self.pass_on();
    }
}
