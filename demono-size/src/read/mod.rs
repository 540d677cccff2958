//! In: the path of an executable, a library, an object file or an archive: ELF, PE/COFF,
//! Mach-O or Wasm, 32 or 64 bit. Out: its sections and symbols with their sizes, and the
//! size of the file once stripped. Refused: what is none of these, and what is cut short
//! or contradicts itself.
//!
//! | file | from | to |
//! |---|---|---|
//! | `elf`, `coff`, `pe`, `macho`, `wasm` | the bytes of one file | sections, and symbols as the file has them |
//! | `archive` | archives and universal files | the same, of all members |
//! | `symbols` | symbols as the file has them | each range once, with a size and its share of the bytes |
//! | `stripped` | a linked file | its size without symbols and debug information |
//!
//! Memory is bounded by the size of the file: tables are looked at where they lie and
//! have to be within it, and names, which may share their bytes, are paid for (`input`).

mod archive;
mod coff;
mod elf;
mod error;
mod group;
mod input;
mod macho;
mod model;
mod part;
mod pe;
mod stripped;
mod symbols;
mod wasm;

use std::fs;
use std::path::Path;

use object::read::macho::{FatArch32, FatArch64};
use object::{Endianness, FileKind};

pub use error::{Place, ReadError};
pub use model::{Binary, Gap, Section, Symbol, SymbolKind};

use input::{Budget, Input};
use part::Part;

impl Binary {
    /// Reads `path`, which is not changed.
    pub fn read(path: impl AsRef<Path>) -> Result<Self, ReadError> {
        let path = path.as_ref();
        let data = fs::read(path).map_err(|source| ReadError::Open {
            path: path.to_owned(),
            source,
        })?;
        Self::parse(path, &data)
    }

    /// Takes apart `data`, the content of `path`; the path serves for messages only.
    pub fn parse(path: impl AsRef<Path>, data: &[u8]) -> Result<Self, ReadError> {
        let path = path.as_ref();
        let input = Input {
            path,
            member: None,
            data,
            budget: &Budget::new(data.len()),
        };
        let kind = detect(data).ok_or_else(|| ReadError::NotABinary {
            place: input.place(),
        })?;
        let part = match kind {
            Kind::Archive => archive::read(&input)?,
            Kind::Universal => match FileKind::parse(data) {
                Ok(FileKind::MachOFat64) => archive::universal::<FatArch64>(&input)?,
                _ => archive::universal::<FatArch32>(&input)?,
            },
            kind => object(&input, kind)?,
        };
        Ok(part.finish(path, data.len()))
    }
}

/// The formats, as far as their readers differ.
#[derive(Debug, Clone, Copy)]
enum Kind {
    Elf32,
    Elf64,
    Coff,
    CoffBig,
    Pe32,
    Pe64,
    MachO32,
    MachO64,
    Wasm,
    Archive,
    Universal,
    /// Known, but there is nothing in it to measure, or no reader for it.
    Other(&'static str),
}

/// What the first bytes say; `None` for anything else than a binary.
fn detect(data: &[u8]) -> Option<Kind> {
    // `FileKind` wants 16 bytes, and the smallest of these have 8.
    if data.starts_with(b"!<arch>\n") || data.starts_with(b"!<thin>\n") {
        return Some(Kind::Archive);
    }
    if data.starts_with(b"\0asm") {
        return Some(Kind::Wasm);
    }
    Some(match FileKind::parse(data).ok()? {
        FileKind::Elf32 => Kind::Elf32,
        FileKind::Elf64 => Kind::Elf64,
        FileKind::Coff => Kind::Coff,
        FileKind::CoffBig => Kind::CoffBig,
        FileKind::Pe32 => Kind::Pe32,
        FileKind::Pe64 => Kind::Pe64,
        FileKind::MachO32 => Kind::MachO32,
        FileKind::MachO64 => Kind::MachO64,
        FileKind::Wasm => Kind::Wasm,
        FileKind::Archive => Kind::Archive,
        // Java's classes begin with the same bytes, and where the number of slices is
        // they have a version, which is 45 or more.
        FileKind::MachOFat32 | FileKind::MachOFat64 if data.get(4..8)? < &[0, 0, 0, 45][..] => {
            Kind::Universal
        }
        FileKind::CoffImport => Kind::Other("an entry of an import library"),
        FileKind::DyldCache => Kind::Other("a cache of macOS"),
        FileKind::Xcoff32 | FileKind::Xcoff64 => Kind::Other("a binary for AIX"),
        _ => return None,
    })
}

/// Reads what is a single file or a member.
fn object<'data>(input: &Input<'data, '_>, kind: Kind) -> Result<Part<'data>, ReadError> {
    match kind {
        Kind::Elf32 => elf::read::<object::elf::FileHeader32<Endianness>>(input),
        Kind::Elf64 => elf::read::<object::elf::FileHeader64<Endianness>>(input),
        Kind::Coff => coff::read::<object::pe::ImageFileHeader>(input),
        Kind::CoffBig => coff::read::<object::pe::AnonObjectHeaderBigobj>(input),
        Kind::Pe32 => pe::read::<object::pe::ImageNtHeaders32>(input),
        Kind::Pe64 => pe::read::<object::pe::ImageNtHeaders64>(input),
        Kind::MachO32 => macho::read::<object::macho::MachHeader32<Endianness>>(input),
        Kind::MachO64 => macho::read::<object::macho::MachHeader64<Endianness>>(input),
        Kind::Wasm => wasm::read(input),
        Kind::Archive | Kind::Universal => {
            Err(input.unsupported("an archive in an archive", "take it out and name it"))
        }
        Kind::Other(found) => {
            Err(input.unsupported(found, "only ELF, PE/COFF, Mach-O and Wasm can be read"))
        }
    }
}

/// For fuzzing: reads `data`, and if it can be read, asserts that every section is shared
/// out to the byte.
///
/// # Panics
///
/// If the reader is wrong.
#[doc(hidden)]
pub fn check(data: &[u8]) {
    let Ok(binary) = Binary::parse("data", data) else {
        return;
    };
    let mut shared = vec![0_u64; binary.sections.len()];
    for symbol in &binary.symbols {
        assert!(symbol.bytes <= symbol.size, "{symbol:?}");
        shared[symbol.section] += symbol.bytes;
    }
    assert_eq!(binary.gaps.len(), binary.sections.len());
    for ((section, gap), shared) in binary.sections.iter().zip(&binary.gaps).zip(shared) {
        assert_eq!(
            shared + gap.padding + gap.unnamed,
            section.size,
            "{section:?}"
        );
        assert!(section.file_size <= binary.file, "{section:?}");
    }
}
