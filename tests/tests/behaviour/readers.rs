//! Readers and writers as objects, alone and together with other traits.

use std::fmt;
use std::io::{self, BufRead, Cursor, Read, Seek, SeekFrom, Write};

use demono::demono;

#[demono(dyn)]
fn read_all(mut reader: impl Read) -> io::Result<String> {
    let mut text = String::new();
    reader.read_to_string(&mut text)?;
    Ok(text)
}

#[demono(dyn)]
fn read_parts<R: Read>(reader: &mut R) -> io::Result<([u8; 2], Vec<u8>)> {
    let mut head = [0; 2];
    reader.read_exact(&mut head)?;
    let mut some = Vec::new();
    reader.by_ref().take(2).read_to_end(&mut some)?;
    Ok((head, some))
}

#[demono(dyn)]
fn read_unsized(reader: &mut (impl Read + ?Sized)) -> io::Result<u8> {
    let mut byte = [0];
    reader.read_exact(&mut byte)?;
    Ok(byte[0])
}

#[demono(dyn)]
fn buffered(reader: impl Read) -> io::Result<Vec<String>> {
    io::BufReader::new(reader).lines().collect()
}

#[demono(dyn)]
fn lines(reader: impl BufRead) -> io::Result<Vec<String>> {
    reader.lines().collect()
}

#[demono(dyn)]
fn first_line<B: BufRead>(reader: &mut B) -> io::Result<String> {
    let mut line = String::new();
    reader.read_line(&mut line)?;
    let more = reader.fill_buf()?.len();
    reader.consume(more);
    Ok(line)
}

#[demono(dyn)]
fn optional(reader: Option<impl Read>) -> io::Result<usize> {
    let mut bytes = Vec::new();
    match reader {
        Some(mut reader) => reader.read_to_end(&mut bytes),
        None => Ok(0),
    }
}

#[test]
fn reads() {
    assert_eq!(read_all("ab".as_bytes()).expect("text"), "ab");
    assert!(read_all(&[0xff][..]).is_err());
    let mut bytes = &b"abcdef"[..];
    let (head, some) = read_parts(&mut bytes).expect("enough");
    assert_eq!(
        (&head, some.as_slice(), bytes),
        (b"ab", &b"cd"[..], &b"ef"[..])
    );
    let object: &mut dyn Read = &mut bytes;
    assert_eq!(read_unsized(object).expect("one"), b'e');
    assert_eq!(read_unsized(&mut bytes).expect("one"), b'f');
    assert_eq!(buffered(Cursor::new("a\nb")).expect("lines"), ["a", "b"]);
    assert_eq!(lines("a\nb".as_bytes()).expect("lines"), ["a", "b"]);
    let mut text = Cursor::new("a\nb");
    assert_eq!(first_line(&mut text).expect("a line"), "a\n");
    assert_eq!(text.position(), 3);
    assert_eq!(optional(Some(&b"abc"[..])).expect("bytes"), 3);
    assert_eq!(optional(None::<io::Empty>).expect("none"), 0);
}

#[demono(dyn)]
fn write_all(mut writer: impl Write, n: u32) -> io::Result<()> {
    writer.write_all(b"n=")?;
    writeln!(writer, "{n}")?;
    writer.flush()
}

#[demono(dyn)]
fn write_mut<W: Write + ?Sized>(writer: &mut W) -> io::Result<usize> {
    write!(writer, "{:>3}", 7)?;
    writer.write(b"!")
}

#[demono(dyn)]
fn write_fmt(mut out: impl fmt::Write) -> fmt::Result {
    write!(out, "{}", 1)?;
    out.write_char('c')?;
    out.write_str("s")
}

#[demono(dyn)]
fn write_fmt_mut(out: &mut impl fmt::Write, name: impl AsRef<str>) -> fmt::Result {
    writeln!(out, "{}", name.as_ref())
}

#[demono(dyn)]
fn two_kinds(mut bytes: impl Write, text: &mut impl fmt::Write) -> bool {
    write!(bytes, "b").is_ok() && write!(text, "t").is_ok()
}

mod unimported {
    use demono::demono;

    #[demono(dyn)]
    pub(crate) fn copied(
        mut from: impl std::io::Read,
        mut to: impl std::io::Write,
    ) -> std::io::Result<u64> {
        let mut byte = [0];
        from.read_exact(&mut byte)?;
        to.write_all(&byte)?;
        std::io::copy(&mut from, &mut to)
    }

    #[demono(dyn)]
    pub(crate) fn shown(out: &mut impl std::fmt::Write) -> std::fmt::Result {
        out.write_str("a")?;
        out.write_fmt(format_args!("{}", 1))
    }

    #[demono(dyn)]
    pub(crate) fn seeked<S>(mut both: S) -> std::io::Result<u64>
    where
        S: std::io::Seek + std::io::BufRead,
    {
        let mut line = String::new();
        both.read_line(&mut line)?;
        both.seek(std::io::SeekFrom::Current(-1))
    }
}

#[test]
fn writes() {
    let mut bytes = Vec::new();
    write_all(&mut bytes, 5).expect("written");
    assert_eq!(write_mut(&mut bytes).expect("written"), 1);
    let object: &mut dyn Write = &mut bytes;
    assert_eq!(write_mut(object).expect("written"), 1);
    assert_eq!(bytes, b"n=5\n  7!  7!");
    assert!(write_all(&mut [0_u8; 3][..], 5).is_err());
    let mut text = String::new();
    write_fmt(&mut text).expect("written");
    write_fmt_mut(&mut text, "n").expect("written");
    assert_eq!(text, "1csn\n");
    assert!(two_kinds(io::sink(), &mut text));
    let mut bytes = Vec::new();
    assert_eq!(
        unimported::copied(&b"abc"[..], &mut bytes).expect("copied"),
        2
    );
    assert_eq!(bytes, b"abc");
    let mut text = String::new();
    unimported::shown(&mut text).expect("written");
    assert_eq!(text, "a1");
    assert_eq!(unimported::seeked(Cursor::new("ab\nc")).expect("seeked"), 2);
}

#[demono(dyn)]
fn read_seek(mut file: impl Read + Seek) -> io::Result<String> {
    let mut text = String::new();
    file.read_to_string(&mut text)?;
    file.seek(SeekFrom::Start(1))?;
    file.read_to_string(&mut text)?;
    file.rewind()?;
    Ok(format!("{text}{}", file.stream_position()?))
}

#[demono(dyn)]
fn read_write_seek<F: Read + Write + Seek>(file: &mut F) -> io::Result<u8> {
    file.write_all(b"xy")?;
    file.seek(SeekFrom::End(-1))?;
    let mut byte = [0];
    file.read_exact(&mut byte)?;
    Ok(byte[0])
}

trait Named {
    fn name(&self) -> String;
    fn rename(&mut self, name: &str);
}

struct File {
    name: String,
    bytes: Cursor<Vec<u8>>,
}

impl Named for File {
    fn name(&self) -> String {
        self.name.clone()
    }

    fn rename(&mut self, name: &str) {
        self.name = name.to_owned();
    }
}

impl Read for File {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.bytes.read(buffer)
    }
}

#[demono(dyn)]
fn named_reader(mut file: impl Read + Named) -> io::Result<String> {
    let mut text = String::new();
    file.read_to_string(&mut text)?;
    file.rename("other");
    Ok(file.name() + &text)
}

#[demono(dyn)]
fn named_reader_mut<F>(file: &mut F) -> io::Result<u64>
where
    F: Named + Read,
{
    file.rename("new");
    io::copy(file, &mut io::sink())
}

#[test]
fn combined() {
    assert_eq!(read_seek(Cursor::new("abc")).expect("read"), "abcbc0");
    let mut file = Cursor::new(vec![0; 4]);
    assert_eq!(read_write_seek(&mut file).expect("written"), 0);
    assert_eq!(file.get_ref(), b"xy\0\0");
    let file = || File {
        name: "n".into(),
        bytes: Cursor::new(b"abc".to_vec()),
    };
    assert_eq!(named_reader(file()).expect("read"), "otherabc");
    let mut file = file();
    assert_eq!(named_reader_mut(&mut file).expect("read"), 3);
    assert_eq!(file.name, "new");
}

#[demono(dyn)]
fn scoped<'a>(mut writer: impl Write + Send + 'a, text: &str) {
    std::thread::scope(|scope| {
        scope.spawn(|| writer.write_all(text.as_bytes()).expect("written"));
    });
}

#[test]
fn across_a_thread() {
    let mut bytes = Vec::new();
    scoped(&mut bytes, "abc");
    assert_eq!(bytes, b"abc");
}
