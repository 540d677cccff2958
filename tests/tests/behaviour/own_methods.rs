//! What a type has in one step, or with a result of its own, an object has as well, where the
//! body calls it.

use std::fmt;
use std::io::{self, BufRead, IoSlice, IoSliceMut, Read, Seek, SeekFrom, Write};
use std::rc::Rc;

use demono::demono;

/// As many steps as would take hours.
const MANY: u64 = 1 << 45;

#[demono(dyn)]
fn last(values: impl IntoIterator<Item = u64>) -> Option<u64> {
    values.into_iter().last()
}

#[demono(dyn)]
fn extremes(low: impl Iterator<Item = u64>, high: Option<impl Iterator<Item = u64>>) -> u64 {
    let low = low.min();
    let high = high.and_then(|high| high.max());
    high.unwrap_or(0) - low.unwrap_or(0)
}

#[demono(dyn)]
fn counted(values: impl Iterator<Item = u64>) -> usize {
    values.count()
}

#[demono(dyn)]
fn from_behind(values: impl DoubleEndedIterator<Item = u64>) -> Option<u64> {
    values.rev().nth(MANY as usize / 2)
}

#[demono(dyn)]
fn both_ends(
    values: impl DoubleEndedIterator<Item = u64> + ExactSizeIterator,
) -> (usize, Option<u64>) {
    let mut values = values;
    (values.len(), values.nth_back(1))
}

/// An iterator whose methods have results of their own.
struct Own(#[allow(dead_code)] Rc<()>, u8);

impl Iterator for Own {
    type Item = u8;

    fn next(&mut self) -> Option<u8> {
        self.1 = self.1.checked_sub(1)?;
        Some(self.1)
    }

    fn max(self) -> Option<u8> {
        Some(99)
    }
}

impl ExactSizeIterator for Own {
    fn len(&self) -> usize {
        7
    }
}

#[demono(dyn)]
fn own_max(values: impl Iterator<Item = u8>, watch: &Rc<()>) -> (Option<u8>, usize) {
    let max = values.max();
    (max, Rc::strong_count(watch))
}

#[demono(dyn)]
fn max_of_a_borrow(values: &mut impl Iterator<Item = u8>) -> Option<u8> {
    values.max()
}

#[demono(dyn)]
fn own_length(values: impl ExactSizeIterator<Item = u8>) -> usize {
    values.len()
}

#[demono(dyn)]
fn without_order(values: impl Iterator<Item = f64>) -> (usize, f64) {
    let other = 1_u8.max(2);
    let mut values = values;
    let first = values.next().unwrap_or(0.0);
    (values.count() + usize::from(other), first)
}

#[test]
fn iterators() {
    assert_eq!(last(0..MANY), Some(MANY - 1));
    assert_eq!(extremes(3..MANY, Some(0..MANY)), MANY - 4);
    assert_eq!(extremes(3..MANY, Some(3..4)), 0);
    assert_eq!(counted(0..MANY), MANY as usize);
    assert_eq!(from_behind(0..MANY), Some(MANY / 2 - 1));
    assert_eq!(both_ends(vec![1, 2, 3].into_iter()), (3, Some(2)));
    assert_eq!(without_order(vec![1.5, 0.5].into_iter()), (3, 1.5));
}

#[test]
fn an_iterator_that_is_consumed_is_dropped_once() {
    let watch = Rc::new(());
    assert_eq!(own_max(Own(watch.clone(), 3), &watch), (Some(99), 1));
    let mut borrowed = Own(watch.clone(), 3);
    assert_eq!(max_of_a_borrow(&mut borrowed), Some(2));
    assert_eq!(own_length(borrowed), 7);
    assert_eq!(Rc::strong_count(&watch), 1);
}

/// Has a way of its own for everything.
struct Stream;

impl Read for Stream {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        buffer[0] = 1;
        Ok(1)
    }

    fn read_exact(&mut self, buffer: &mut [u8]) -> io::Result<()> {
        buffer.fill(9);
        Ok(())
    }

    fn read_to_string(&mut self, text: &mut String) -> io::Result<usize> {
        text.push('!');
        Ok(1)
    }
}

impl BufRead for Stream {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        Ok(b"")
    }

    fn consume(&mut self, _: usize) {}

    fn read_line(&mut self, line: &mut String) -> io::Result<usize> {
        line.push('?');
        Ok(1)
    }
}

impl Seek for Stream {
    fn seek(&mut self, _: SeekFrom) -> io::Result<u64> {
        Ok(1)
    }

    fn stream_position(&mut self) -> io::Result<u64> {
        Ok(2)
    }
}

#[demono(dyn)]
fn read_vectored(mut from: impl Read) -> io::Result<usize> {
    let (mut one, mut other) = ([0; 1], [0; 4]);
    from.read_vectored(&mut [IoSliceMut::new(&mut one), IoSliceMut::new(&mut other)])
}

#[demono(dyn)]
fn read_exact<T: Read + Seek>(from: &mut T) -> io::Result<([u8; 2], u64)> {
    let mut buffer = [0; 2];
    from.seek(SeekFrom::Start(0))?;
    from.read_exact(&mut buffer)?;
    Ok((buffer, from.stream_position()?))
}

/// What is too short for `read_exact` leaves the buffer as it was, or does not.
#[demono(dyn)]
fn too_short(mut from: impl Read) -> [u8; 4] {
    let mut buffer = [0; 4];
    let _ = from.read_exact(&mut buffer);
    buffer
}

#[demono(dyn)]
fn texts(mut from: impl BufRead) -> io::Result<String> {
    let mut text = String::new();
    from.read_line(&mut text)?;
    from.read_to_string(&mut text)?;
    Ok(text)
}

#[demono(dyn)]
fn write_vectored(mut to: impl Write) -> io::Result<usize> {
    to.write_vectored(&[IoSlice::new(b"a"), IoSlice::new(b"bc")])
}

#[demono(dyn)]
fn write_vectored_at<T: Write + Seek>(to: &mut T) -> io::Result<u64> {
    to.seek(SeekFrom::End(0))?;
    let written = to.write_vectored(&[IoSlice::new(b"a"), IoSlice::new(b"bc")])?;
    Ok(written as u64 * 10 + to.stream_position()?)
}

trait Named {
    fn name(&self) -> String;
}

impl Named for Stream {
    fn name(&self) -> String {
        "stream".to_owned()
    }
}

#[demono(dyn)]
fn combined(mut from: impl Read + Named) -> io::Result<String> {
    let mut text = from.name();
    from.read_to_string(&mut text)?;
    Ok(text)
}

#[test]
fn readers_and_writers() {
    assert_eq!(read_vectored(&b"abc"[..]).ok(), Some(3));
    assert_eq!(read_exact(&mut Stream).ok(), Some(([9; 2], 2)));
    let mut buffer = [0; 4];
    let _ = (&b"ab"[..]).read_exact(&mut buffer);
    assert_eq!(too_short(&b"ab"[..]), buffer);
    assert_eq!(texts(Stream).ok().as_deref(), Some("?!"));
    assert_eq!(write_vectored(Vec::new()).ok(), Some(3));
    assert_eq!(
        write_vectored_at(&mut io::Cursor::new(Vec::new())).ok(),
        Some(33)
    );
    assert_eq!(combined(Stream).ok().as_deref(), Some("stream!"));
}

/// Marks each character.
#[derive(Default)]
struct Marked(String);

impl fmt::Write for Marked {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.0.push_str(text);
        Ok(())
    }

    fn write_char(&mut self, character: char) -> fmt::Result {
        self.0.push('<');
        self.0.push(character);
        Ok(())
    }
}

#[demono(dyn)]
fn characters(to: &mut impl fmt::Write) -> fmt::Result {
    to.write_char('a')?;
    to.write_str("b")
}

#[test]
fn a_writer_of_text() {
    let mut marked = Marked::default();
    assert!(characters(&mut marked).is_ok());
    assert_eq!(marked.0, "<ab");
}
