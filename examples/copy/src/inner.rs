//! Only the body, for callers that make the trait objects.

use std::fmt;
use std::io::{self, ErrorKind, Read, Write};

use example_types::gathered;

use crate::Totals;

/// What `Read` requires. A vtable of `Read` also has everything that it provides, and so a
/// copy of that for each type.
pub trait Source {
    /// Like [`Read::read`], but with another name, so that a call on a reader is not ambiguous.
    fn pull(&mut self, buffer: &mut [u8]) -> io::Result<usize>;
}

impl<R: Read> Source for R {
    #[inline]
    fn pull(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.read(buffer)
    }
}

/// The object as a reader.
struct Reader<'a>(&'a mut dyn Source);

impl Read for Reader<'_> {
    #[inline]
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.0.pull(buffer)
    }
}

/// The same for `Write`, with the method that is called most.
pub trait Target {
    /// Like [`Write::write`].
    fn push(&mut self, bytes: &[u8]) -> io::Result<usize>;

    /// Like [`Write::write_all`].
    fn push_all(&mut self, bytes: &[u8]) -> io::Result<()>;

    /// Like [`Write::flush`].
    fn finish(&mut self) -> io::Result<()>;
}

impl<W: Write> Target for W {
    #[inline]
    fn push(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.write(bytes)
    }

    #[inline]
    fn push_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.write_all(bytes)
    }

    #[inline]
    fn finish(&mut self) -> io::Result<()> {
        self.flush()
    }
}

/// The object as a writer.
struct Writer<'a>(&'a mut dyn Target);

impl Write for Writer<'_> {
    #[inline]
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.push(bytes)
    }

    #[inline]
    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.0.push_all(bytes)
    }

    // Standard output is locked for a whole line only if the line is written at once.
    fn write_fmt(&mut self, arguments: fmt::Arguments<'_>) -> io::Result<()> {
        gathered(arguments, &mut |bytes| self.write_all(bytes))
    }

    #[inline]
    fn flush(&mut self) -> io::Result<()> {
        self.0.finish()
    }
}

/// Writes the rest of `from` to `to`: in each line a position, then sixteen bytes in
/// hexadecimal and in ASCII. A line that equals the one before is only counted.
#[inline(never)]
pub fn dump(from: &mut dyn Source, to: &mut dyn Target) -> io::Result<Totals> {
    let mut from = Reader(from);
    let mut to = Writer(to);
    let mut totals = Totals::default();
    let mut line = [0; 16];
    let mut before = None;
    let mut run = 0;
    let (mut low, mut high) = (1_u32, 0_u32);
    loop {
        // A reader may return less than it was asked for.
        let mut filled = 0;
        while filled < line.len() {
            match from.read(&mut line[filled..]) {
                Ok(0) => break,
                Ok(count) => filled += count,
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        let bytes = &line[..filled];
        for byte in bytes {
            low = (low + u32::from(*byte)) % 65_521;
            high = (high + low) % 65_521;
        }

        if filled == line.len() && before == Some(line) {
            run += 1;
            totals.folded += 1;
        } else {
            if run > 0 {
                writeln!(to, "* {run}")?;
                totals.lines += 1;
                run = 0;
            }
            write!(to, "{:08x}", totals.bytes)?;
            for half in bytes.chunks(8) {
                to.write_all(b" ")?;
                for byte in half {
                    write!(to, " {byte:02x}")?;
                }
            }
            if filled == 0 {
                to.write_all(b"\n")?;
            } else {
                let missing = (line.len() - filled) * 3 + usize::from(filled <= 8);
                write!(to, "{:missing$}  |", "")?;
                for byte in bytes {
                    let shown = match byte {
                        b' '..=b'~' => *byte,
                        _ => b'.',
                    };
                    to.write_all(&[shown])?;
                }
                to.write_all(b"|\n")?;
            }
            totals.lines += 1;
        }
        before = Some(line);
        totals.bytes += filled as u64;
        if filled == 0 {
            break;
        }
    }
    totals.checksum = (high << 16) | low;
    writeln!(to, "checksum {:08x}", totals.checksum)?;
    to.flush()?;
    Ok(totals)
}
