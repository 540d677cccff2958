//! In: a file, or a member of an archive, that is no archive itself. Out: its sections and
//! symbols, by the reader of its format. Refused: archives, and formats without a reader.

use object::Endianness;

use super::detect::FileType;
use super::error::ReadError;
use super::input::Input;
use super::part::Part;
use super::{coff, elf, macho, pe, wasm};

pub(super) fn read<'data>(
    input: &Input<'data, '_>,
    file_type: FileType,
) -> Result<Part<'data>, ReadError> {
    match file_type {
        FileType::Elf32 => elf::read::<object::elf::FileHeader32<Endianness>>(input),
        FileType::Elf64 => elf::read::<object::elf::FileHeader64<Endianness>>(input),
        FileType::Coff => coff::read::<object::pe::ImageFileHeader>(input),
        FileType::CoffBig => coff::read::<object::pe::AnonObjectHeaderBigobj>(input),
        FileType::Pe32 => pe::read::<object::pe::ImageNtHeaders32>(input),
        FileType::Pe64 => pe::read::<object::pe::ImageNtHeaders64>(input),
        FileType::MachO32 => macho::read::<object::macho::MachHeader32<Endianness>>(input),
        FileType::MachO64 => macho::read::<object::macho::MachHeader64<Endianness>>(input),
        FileType::Wasm => wasm::read(input),
        FileType::Archive | FileType::Universal => {
            input.unsupported("an archive in an archive", "take it out and name it")
        }
        FileType::Other(found) => {
            input.unsupported(found, "only ELF, PE/COFF, Mach-O and Wasm can be read")
        }
    }
}
