//! In: the path of an executable, a library, an object file or an archive: ELF, PE/COFF,
//! Mach-O or Wasm, 32 or 64 bit. Out: its sections and symbols with their sizes, and the
//! size of the file once stripped. Refused: what is none of these, and what is cut short
//! or contradicts itself.
//!
//! | file | from | to |
//! |---|---|---|
//! | `detect` | the first bytes | which reader the file is for |
//! | `elf`, `coff`, `pe`, `macho`, `wasm` | the bytes of one file | sections, and symbols as the file has them |
//! | `archive` | archives and universal files | the same, of all members |
//! | `symbols` | symbols as the file has them | each range once, with a size and its share of the bytes |
//! | `stripped` | a linked file | its size without symbols and debug information |
//!
//! Memory is bounded by the size of the file: tables are looked at where they lie and
//! have to be within it, and names, which may share their bytes, are paid for (`input`).

mod archive;
mod coff;
mod detect;
mod elf;
pub(crate) mod error;
mod group;
mod input;
mod macho;
pub(crate) mod model;
mod part;
mod pe;
mod single;
mod stripped;
mod symbols;
mod wasm;

use std::fs;
use std::path::Path;

use object::read::macho::{FatArch32, FatArch64};
use object::FileKind;

pub use error::{FileOrMember, ReadError};
pub use model::{Binary, Gap, Section, Symbol, SymbolKind};

use detect::{detect, FileType};
use input::{Allowance, Input};

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
            allowance: &Allowance::new(data.len()),
        };
        let file_type = detect(data).ok_or_else(|| ReadError::NotABinary {
            place: input.place(),
        })?;
        let part = match file_type {
            FileType::Archive => archive::read(&input)?,
            FileType::Universal => match FileKind::parse(data) {
                Ok(FileKind::MachOFat64) => archive::universal::<FatArch64>(&input)?,
                _ => archive::universal::<FatArch32>(&input)?,
            },
            single => single::read(&input, single)?,
        };
        Ok(part.finish(path, data.len()))
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
