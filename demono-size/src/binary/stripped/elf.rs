//! In: a linked ELF file. Out: how large the file is without its symbol table and debug
//! information. Refused: sizes and offsets that contradict each other.
//!
//! Only the new layout is computed, as `strip` makes it: what is loaded stays where it is;
//! after it come the comments, the names of the sections that are left, and the table of
//! these sections. Stripping moves nothing that is loaded, so the size is known without
//! writing a byte. (`object`'s writer, which could write the
//! stripped file, panics on some damaged files.)

use object::elf::{SHF_ALLOC, SHT_NOBITS};
use object::read::elf::{ElfFile, FileHeader};
use object::{Object, ObjectSection, SectionFlags};

/// The size in bytes of the file that `strip --strip-all` would leave; `None` if the
/// file's own figures make no sense.
pub(in crate::binary) fn elf_size<Header: FileHeader>(file: &ElfFile<'_, Header>) -> Option<u64> {
    let headers = headers_end(file)?;
    let mut end = headers;
    let mut kept = Vec::new();
    let mut names = vec![SECTION_NAMES];
    for section in file.sections() {
        let SectionFlags::Elf { sh_type, sh_flags } = section.flags() else {
            continue;
        };
        let name = section.name_bytes().ok()?;
        let loaded = sh_flags.contains(SHF_ALLOC);
        if !loaded && name != COMMENT {
            continue;
        }
        names.push(name);
        if loaded && sh_type != SHT_NOBITS {
            let (offset, size) = section.file_range()?;
            end = end.max(offset.checked_add(size)?);
        }
        if !loaded {
            kept.push((section.align(), section.size()));
        }
    }
    // The first entry of the table is empty, the last is for the names.
    let entries = names.len() as u64 + 1;
    let table_names = names_size(names)?;
    for (align, size) in kept {
        end = end
            .checked_next_multiple_of(align.max(1))?
            .checked_add(size)?;
    }
    let (entry, align) = if file.is_64() { (64, 8) } else { (40, 4) };
    end.checked_add(table_names)?
        .checked_next_multiple_of(align)?
        .checked_add(entries.checked_mul(entry)?)
}

const COMMENT: &[u8] = b".comment";
const SECTION_NAMES: &[u8] = b".shstrtab";

/// End of the file header and the program headers.
fn headers_end<Header: FileHeader>(file: &ElfFile<'_, Header>) -> Option<u64> {
    let header = file.elf_header();
    let endian = file.endian();
    let count = u64::from(header.e_phnum(endian));
    let size = count.checked_mul(u64::from(header.e_phentsize(endian)))?;
    let offset: u64 = header.e_phoff(endian).into();
    offset.checked_add(size)
}

/// Each name once with its closing zero, and none for a name that another ends with;
/// a zero in front.
fn names_size(mut names: Vec<&[u8]>) -> Option<u64> {
    // Read backwards, a name that another ends with comes right before the first such.
    names.sort_unstable_by(|a, b| a.iter().rev().cmp(b.iter().rev()));
    names.dedup();
    let mut bytes: u64 = 1;
    for (index, name) in names.iter().enumerate() {
        let next = names.get(index + 1);
        if !next.is_some_and(|next| next.ends_with(name)) {
            bytes = bytes.checked_add(name.len() as u64 + 1)?;
        }
    }
    Some(bytes)
}
