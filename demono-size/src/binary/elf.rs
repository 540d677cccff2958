//! In: an ELF file of either width. Out: its sections and the symbols of its symbol
//! table. Refused: core dumps, linked files without sections, and what contradicts
//! itself.

use demono_report::{Format, SectionKind};
use object::elf::{self, SHF_ALLOC, SHF_EXECINSTR};
use object::read::elf::{ElfFile, FileHeader, ProgramHeader as _, SectionHeader as _, Sym as _};
use object::{Endianness, Object as _};

use super::error::ReadError;
use super::group::constant;
use super::input::Input;
use super::model::{Section, SymbolKind};
use super::part::{architecture, Part};
use super::stripped::elf::elf_size;
use super::symbols::{numbered, Raw};

type File<'data, Header> = ElfFile<'data, Header, &'data [u8]>;

pub(super) fn read<'data, Header: FileHeader<Endian = Endianness>>(
    input: &Input<'data, '_>,
) -> Result<Part<'data>, ReadError> {
    let file = File::<'data, Header>::parse(input.data);
    let file = file.map_err(input.malformed("its ELF header or section table"))?;
    let linked = match file.elf_header().e_type(file.endian()) {
        elf::ET_REL => false,
        elf::ET_EXEC | elf::ET_DYN => true,
        elf::ET_CORE => return input.unsupported("a core dump", "name the program that dumped it"),
        _ => {
            return input.unsupported(
                "an ELF file of an unknown type",
                "name an executable, a shared library or an object file",
            )
        }
    };
    let sections = read_sections(input, &file)?;
    if linked && sections.is_empty() {
        return Err(ReadError::NoSections {
            place: input.place(),
        });
    }
    let mut symbols = read_symbols(input, &file, &sections, linked)?;
    if !linked {
        name_constants(input, &file, &sections, &mut symbols)?;
    }
    let stripped = || elf_size(&file).ok_or_else(|| input.contradictory());
    let stripped = linked.then(stripped).transpose()?;
    Ok(Part {
        linked,
        stripped,
        sections,
        symbols,
        ..Part::new(Format::Elf, architecture(file.architecture()))
    })
}

/// All but the first, which is none.
fn read_sections<'data, Header: FileHeader<Endian = Endianness>>(
    input: &Input<'data, '_>,
    file: &File<'data, Header>,
) -> Result<Vec<Section>, ReadError> {
    let endian = file.endian();
    let table = file.elf_section_table();
    let headers = table.iter().skip(1);
    let sections = headers.map(|header| {
        let name = table.section_name(endian, header);
        let name = name.map_err(input.malformed("the name of a section"))?;
        let name = input.section_name(name)?;
        // A section header that is void may hold anything.
        let void = header.sh_type(endian) == elf::SHT_NULL;
        let range = header.file_range(endian).filter(|_| !void);
        let flags = header.sh_flags(endian);
        Ok(Section {
            file_size: input.within(&name, range)?,
            name,
            member: input.member.clone(),
            address: header.sh_addr(endian).into(),
            size: if void {
                0
            } else {
                header.sh_size(endian).into()
            },
            kind: match (flags.contains(SHF_ALLOC), flags.contains(SHF_EXECINSTR)) {
                (false, _) => SectionKind::Unloaded,
                (true, true) => SectionKind::Code,
                (true, false) => SectionKind::Data,
            },
        })
    });
    sections.collect()
}

fn read_symbols<'data, Header: FileHeader<Endian = Endianness>>(
    input: &Input<'data, '_>,
    file: &File<'data, Header>,
    sections: &[Section],
    linked: bool,
) -> Result<Vec<Raw<'data>>, ReadError> {
    let endian = file.endian();
    let table = file.elf_symbol_table();
    let arm = file.elf_header().e_machine(endian) == elf::EM_ARM;
    let thread_local = if linked { thread_local(file) } else { 0 };
    let mut symbols = Vec::with_capacity(table.len());
    for (index, symbol) in table.enumerate().skip(1) {
        let size: u64 = symbol.st_size(endian).into();
        let typed = symbol.st_type();
        let named = match typed {
            elf::STT_FUNC | elf::STT_GNU_IFUNC => Some(SymbolKind::Function),
            elf::STT_OBJECT | elf::STT_TLS | elf::STT_COMMON => Some(SymbolKind::Data),
            elf::STT_NOTYPE => None,
            _ => continue,
        };
        let section = table.symbol_section(endian, symbol, index);
        let section = section.map_err(input.malformed("the section of a symbol"))?;
        let Some((index, section)) = section.and_then(|it| numbered(sections, it.0)) else {
            continue;
        };
        let code = section.kind == SectionKind::Code;
        // Labels: hand-written assembly has functions without a size, or without a type.
        // Elsewhere labels mark places (`_edata`).
        if size == 0 && (!code || named == Some(SymbolKind::Data)) {
            continue;
        }
        let name = table.symbol_name(endian, symbol);
        let name = input.charge(name.map_err(input.malformed("the name of a symbol"))?)?;
        if size == 0 && is_mark(name) {
            continue;
        }
        let value: u64 = symbol.st_value(endian).into();
        // The lowest bit says that the function is in Thumb code.
        let value = if arm && typed == elf::STT_FUNC {
            value & !1
        } else {
            value
        };
        let start = if typed == elf::STT_TLS {
            value.wrapping_add(thread_local)
        } else {
            value
        };
        symbols.push(Raw {
            section: index,
            offset: start.wrapping_sub(section.address),
            address: value,
            size: (size != 0).then_some(size),
            name,
            kind: named.unwrap_or(SymbolKind::in_section(section.kind)),
            derived: false,
        });
    }
    Ok(symbols)
}

/// The address from which thread-local symbols count.
fn thread_local<Header: FileHeader>(file: &File<'_, Header>) -> u64 {
    let endian = file.endian();
    let mut headers = file.elf_program_headers().iter();
    let header = headers.find(|header| header.p_type(endian) == elf::PT_TLS);
    header.map_or(0, |header| header.p_vaddr(endian).into())
}

/// Whether it is no name but a mark: of a local label (`.L1`), or of a switch between
/// code and data (`$d`, `$x.1`) as ARM and RISC-V have them.
fn is_mark(name: &[u8]) -> bool {
    name.is_empty() || name.starts_with(b".L") || name.starts_with(b"$")
}

/// Vtables and nameless constants have a section of their own in objects, which is
/// named after them, but no symbol. The section is whole, so the name covers all of it.
fn name_constants<'data, Header: FileHeader<Endian = Endianness>>(
    input: &Input<'data, '_>,
    file: &File<'data, Header>,
    sections: &[Section],
    symbols: &mut Vec<Raw<'data>>,
) -> Result<(), ReadError> {
    let mut named = vec![false; sections.len()];
    for symbol in symbols.iter() {
        named[symbol.section] = true;
    }
    let table = file.elf_section_table();
    for (index, section) in sections.iter().enumerate() {
        if named[index] || section.kind != SectionKind::Data || section.size == 0 {
            continue;
        }
        let Some(constant) = constant(&section.name) else {
            continue;
        };
        let name = table
            .section(object::SectionIndex(index + 1))
            .and_then(|header| table.section_name(file.endian(), header))
            .map_err(input.malformed("the name of a section"))?;
        // The name of the section ends with it, so the bytes do, too.
        let Some(name) = name.len().checked_sub(constant.len()).map(|at| &name[at..]) else {
            continue;
        };
        symbols.push(Raw {
            section: index,
            offset: 0,
            address: section.address,
            size: Some(section.size),
            name: input.charge(name)?,
            kind: SymbolKind::Data,
            derived: true,
        });
    }
    Ok(())
}
