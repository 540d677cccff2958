//! In: the first bytes of a file. Out: which reader it is for.

use object::FileKind;

/// The formats, as far as their readers differ.
#[derive(Debug, Clone, Copy)]
pub(super) enum FileType {
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

/// What the first bytes say; `None` if it is no binary.
pub(super) fn detect(data: &[u8]) -> Option<FileType> {
    // `FileKind` wants 16 bytes, and the smallest of these have 8.
    if data.starts_with(b"!<arch>\n") || data.starts_with(b"!<thin>\n") {
        return Some(FileType::Archive);
    }
    if data.starts_with(b"\0asm") {
        return Some(FileType::Wasm);
    }
    Some(match FileKind::parse(data).ok()? {
        FileKind::Elf32 => FileType::Elf32,
        FileKind::Elf64 => FileType::Elf64,
        FileKind::Coff => FileType::Coff,
        FileKind::CoffBig => FileType::CoffBig,
        FileKind::Pe32 => FileType::Pe32,
        FileKind::Pe64 => FileType::Pe64,
        FileKind::MachO32 => FileType::MachO32,
        FileKind::MachO64 => FileType::MachO64,
        FileKind::Wasm => FileType::Wasm,
        FileKind::Archive => FileType::Archive,
        // Java's classes begin with the same bytes, and where the number of slices is
        // they have a version, which is 45 or more.
        FileKind::MachOFat32 | FileKind::MachOFat64 if data.get(4..8)? < &[0, 0, 0, 45][..] => {
            FileType::Universal
        }
        FileKind::CoffImport => FileType::Other("an entry of an import library"),
        FileKind::DyldCache => FileType::Other("a cache of macOS"),
        FileKind::Xcoff32 | FileKind::Xcoff64 => FileType::Other("a binary for AIX"),
        _ => return None,
    })
}
