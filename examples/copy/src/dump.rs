//! With `#[demono(dyn)]`.

use std::io::{self, ErrorKind, Read, Write};

use demono::demono;

use crate::Totals;

/// Writes the rest of `from` to `to`: in each line a position, then sixteen bytes in
/// hexadecimal and in ASCII. A line that equals the one before is only counted.
#[demono(dyn)]
pub fn dump(mut from: impl Read, mut to: impl Write) -> io::Result<Totals> {
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
