//! In: the path of a binary. Out: its bytes; of an ELF file with zeros in place of large
//! sections whose sizes alone count: code, data and, most of a debug build, its debug
//! information. Refused: what cannot be read.
//!
//! The zeros are pages that the system never makes, so they take neither time nor memory.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::ops::Range;
use std::path::Path;

/// What is smaller is read with what is around it.
const WORTH_SKIPPING: u64 = 1 << 16;

pub(crate) fn load(path: &Path) -> io::Result<Vec<u8>> {
    let mut file = File::open(path)?;
    let length = file.metadata()?.len();
    let skipped = skipped(&mut file, length).unwrap_or_default();
    if skipped.is_empty() {
        // Of a pipe, for instance, the length says nothing.
        file.rewind().or_else(|error| match error.kind() {
            io::ErrorKind::NotSeekable => Ok(()),
            _ => Err(error),
        })?;
        let mut data = Vec::with_capacity(usize::try_from(length).unwrap_or(0));
        file.read_to_end(&mut data)?;
        return Ok(data);
    }
    let size = usize::try_from(length).map_err(|_| io::ErrorKind::FileTooLarge)?;
    let mut data = vec![0; size];
    let mut start = 0;
    for skip in skipped.into_iter().chain(std::iter::once(length..length)) {
        if start < skip.start {
            // Within `length`, which fits.
            let part = start as usize..skip.start as usize;
            file.seek(SeekFrom::Start(start))?;
            file.read_exact(&mut data[part])?;
        }
        start = start.max(skip.end);
    }
    Ok(data)
}

/// The ranges of an ELF file of `length` bytes that hold what only the program or a
/// debugger understands, not tables of symbols or names; sorted. `None` for what is no
/// such file, or damaged.
fn skipped(file: &mut File, length: u64) -> Option<Vec<Range<u64>>> {
    let mut head = [0; 64];
    file.read_exact(&mut head).ok()?;
    let wide = head.starts_with(b"\x7fELF") && head[4] == 2;
    let little = head[5] == 1;
    if !wide {
        return None;
    }
    let number = |bytes: &[u8]| -> u64 {
        let join = |value, byte: &u8| value << 8 | u64::from(*byte);
        match little {
            true => bytes.iter().rev().fold(0, join),
            false => bytes.iter().fold(0, join),
        }
    };
    let table = number(&head[40..48]);
    let count = usize::try_from(number(&head[60..62])).ok()?;
    if number(&head[58..60]) != ENTRY as u64 || count == 0 {
        return None;
    }
    let mut entries = vec![0; count * ENTRY];
    let end = table.checked_add(entries.len() as u64)?;
    if end > length {
        return None;
    }
    file.seek(SeekFrom::Start(table)).ok()?;
    file.read_exact(&mut entries).ok()?;
    let mut kept = vec![0..64, table..end];
    let mut skipped = Vec::new();
    for entry in entries.chunks_exact(ENTRY) {
        let kind = number(&entry[4..8]);
        let start = number(&entry[24..32]);
        let size = number(&entry[32..40]);
        let range = start..start.checked_add(size)?;
        if kind == PROGBITS && size >= WORTH_SKIPPING {
            skipped.push(range);
        } else if kind != NOBITS && size > 0 {
            kept.push(range);
        }
    }
    skipped.sort_by_key(|range| range.start);
    let sound = |range: &Range<u64>| {
        let overlaps = |other: &Range<u64>| range.start < other.end && other.start < range.end;
        range.end <= length && !kept.iter().any(overlaps)
    };
    skipped.iter().all(sound).then_some(skipped)
}

/// Bytes of an entry of the section table.
const ENTRY: usize = 64;
/// `SHT_PROGBITS`
const PROGBITS: u64 = 1;
/// `SHT_NOBITS`
const NOBITS: u64 = 8;

#[cfg(test)]
mod tests {
    use super::load;
    use std::fs;
    use std::path::Path;

    #[test]
    fn all_but_contents_is_there() {
        // This program has plenty of debug information.
        let path = std::env::current_exe().unwrap();
        let (ours, whole) = (load(&path).unwrap(), fs::read(&path).unwrap());
        assert_eq!(ours.len(), whole.len());
        let differ = ours.iter().zip(&whole).filter(|(a, b)| a != b).count();
        assert!(differ > 100_000, "{differ}");
        assert!(ours.iter().zip(&whole).all(|(a, b)| a == b || *a == 0));
    }

    #[test]
    fn other_files_are_read_as_they_are() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml");
        assert_eq!(load(&path).unwrap(), fs::read(&path).unwrap());
        assert!(load(Path::new("no/such/file")).is_err());
        #[cfg(unix)]
        assert_eq!(load(Path::new("/dev/null")).unwrap(), b"");
    }
}
