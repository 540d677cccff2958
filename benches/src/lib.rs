//! The benches of demono live in `benches/`. Here are the functions that those of
//! `#[demono(dyn)]` call: in a separate crate, as a library is for its callers, so that the
//! optimizer cannot see which objects an inner is called with.

use std::fmt::{self, Display, Write as _};
use std::hash::{Hash, Hasher};
use std::hint::black_box;
use std::io::{self, BufRead, Read, Write};

/// A node of a tree.
pub struct Tree {
    /// What the node holds.
    pub value: u64,
    /// The nodes below it.
    pub children: Vec<Tree>,
}

/// A user's own trait.
pub trait Visitor {
    /// Before the children of a node.
    fn enter(&mut self, value: u64);
    /// After them.
    fn leave(&mut self);
}

/// Emits every function twice, as it is written and with the attribute.
macro_rules! both {
    ($(
        $(#[$attribute:meta])*
        pub fn $name:ident $parameters:tt $(-> $output:ty)? { $($body:tt)* }
    )*) => {
        /// The functions as they are written.
        pub mod generic {
            use super::*;
            $($(#[$attribute])* pub fn $name $parameters $(-> $output)? { $($body)* })*
        }

        /// The functions with `#[demono(dyn)]`.
        pub mod split {
            use super::*;
            $(
                $(#[$attribute])*
                #[demono::demono(dyn)]
                pub fn $name $parameters $(-> $output)? { $($body)* }
            )*
        }
    };
}

both! {
    /// The sum of the values.
    pub fn sum(values: impl Iterator<Item = u64>) -> u64 {
        values.fold(0, u64::wrapping_add)
    }

    /// The sum of the even values.
    pub fn sum_even(values: impl Iterator<Item = u64>) -> u64 {
        let mut total = 0_u64;
        for value in values.filter(|value| value % 2 == 0) {
            total = total.wrapping_add(value);
        }
        total
    }

    /// The sum of one value in sixteen.
    pub fn sum_some(values: impl Iterator<Item = u64>) -> u64 {
        let mut total = 0_u64;
        for value in values.step_by(16) {
            total = total.wrapping_add(value);
        }
        total
    }

    /// Calls `action` with each value.
    pub fn each(values: &[u64], mut action: impl FnMut(u64)) {
        for value in values {
            action(*value);
        }
    }

    /// How many values are accepted.
    pub fn count(values: &[u64], accept: impl Fn(u64) -> bool) -> usize {
        let mut count = 0;
        for value in values {
            if accept(*value) {
                count += 1;
            }
        }
        count
    }

    /// The value, or the computed one if there is none.
    pub fn value_or(value: Option<u64>, compute: impl FnOnce() -> u64) -> u64 {
        match value {
            Some(value) => value,
            None => compute(),
        }
    }

    /// A checksum, read byte by byte.
    pub fn checksum(mut from: impl Read) -> io::Result<u64> {
        let mut sum = 0_u64;
        let mut byte = [0];
        while from.read(&mut byte)? == 1 {
            sum = sum.rotate_left(5) ^ u64::from(byte[0]);
        }
        Ok(sum)
    }

    /// Copies in lower case, and returns a checksum.
    pub fn pipe(mut from: impl Read, mut to: impl Write, buffer: &mut [u8]) -> io::Result<u64> {
        let mut sum = 0_u64;
        loop {
            let count = from.read(buffer)?;
            if count == 0 {
                to.flush()?;
                return Ok(sum);
            }
            let bytes = &mut buffer[..count];
            bytes.make_ascii_lowercase();
            for byte in &*bytes {
                sum = sum.rotate_left(5) ^ u64::from(*byte);
            }
            to.write_all(bytes)?;
        }
    }

    /// The sum of integers of four bytes.
    pub fn sum_read(mut from: impl Read, count: usize) -> io::Result<u64> {
        let mut total = 0_u64;
        for _ in 0..count {
            let mut bytes = [0; 4];
            from.read_exact(&mut bytes)?;
            total = total.wrapping_add(u64::from(u32::from_le_bytes(bytes)));
        }
        Ok(total)
    }

    /// The length of the longest line.
    pub fn longest_line(from: impl BufRead) -> io::Result<usize> {
        let mut longest = 0;
        for line in from.lines() {
            longest = longest.max(line?.len());
        }
        Ok(longest)
    }

    /// A line for each value, in text.
    pub fn lines_of_text(mut to: impl fmt::Write, values: &[u64]) -> fmt::Result {
        for value in values {
            writeln!(to, "{value}: {value:x}")?;
        }
        Ok(())
    }

    /// A line for each value, in bytes.
    pub fn lines_of_bytes(mut to: impl Write, values: &[u64]) -> io::Result<()> {
        for value in values {
            writeln!(to, "{value}: {value:x}")?;
        }
        Ok(())
    }

    /// Shows the visitor a tree.
    pub fn walk(tree: &Tree, visitor: &mut impl Visitor) {
        visitor.enter(tree.value);
        for child in &tree.children {
            walk(child, visitor);
        }
        visitor.leave();
    }

    /// Hashes an integer and a text for each value.
    pub fn hash(values: &[u64], text: &str, state: &mut impl Hasher) {
        for value in values {
            value.hash(state);
            text.hash(state);
        }
    }

    /// The sum of what converts to integers.
    pub fn sum_into(values: impl IntoIterator<Item = impl Into<u64>>) -> u64 {
        let mut total = 0_u64;
        for value in values {
            total = total.wrapping_add(value.into());
        }
        total
    }

    /// The length of what converts to strings.
    pub fn length_into(values: impl IntoIterator<Item = impl Into<String>>) -> usize {
        let mut length = 0;
        for value in values {
            // For its length alone, the optimizer need not fill a string.
            length += black_box(value.into()).len();
        }
        length
    }

    /// The length of what is `AsRef<str>`.
    pub fn length_as_ref(values: impl IntoIterator<Item = impl AsRef<str>>) -> usize {
        let mut length = 0;
        for value in values {
            length += value.as_ref().len();
        }
        length
    }

    /// A line with the value.
    pub fn line(to: &mut String, value: impl Display) {
        to.clear();
        let _ = writeln!(to, "value: {value}");
    }
}
