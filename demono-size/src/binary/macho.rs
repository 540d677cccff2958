//! In: a Mach-O file of either width, object or linked. Out: its sections, and its
//! symbols without sizes, as Mach-O has none. Refused: dumps and companions of programs,
//! and what contradicts itself.

use demono_report::{Format, SectionKind};
use object::macho;
use object::read::macho::{MachHeader, MachOFile, Nlist as _, Segment as _, SymbolTable};
use object::{Endianness, Object as _};

use super::coff::undecorated;
use super::error::ReadError;
use super::input::Input;
use super::model::Section;
use super::part::{architecture, Part};
use super::stripped::macho::{macho_size, Tables};
use super::symbols::{numbered, Raw};

pub(super) fn read<'data, Mach: MachHeader<Endian = Endianness>>(
    input: &Input<'data, '_>,
) -> Result<Part<'data>, ReadError> {
    let what = "its Mach-O header or load commands";
    let header = Mach::parse(input.data, 0).map_err(input.malformed(what))?;
    let endian = header.endian().map_err(input.malformed(what))?;
    let linked = match header.filetype(endian) {
        macho::MH_OBJECT => false,
        macho::MH_EXECUTE | macho::MH_DYLIB | macho::MH_BUNDLE | macho::MH_KEXT_BUNDLE => true,
        macho::MH_DSYM => {
            return input.unsupported("debug information", "name the program it belongs to")
        }
        _ => {
            return input.unsupported(
                "a Mach-O file that is no program",
                "name an executable, a library or an object file",
            )
        }
    };
    let file = MachOFile::<'data, Mach>::parse(input.data);
    let file = file.map_err(input.malformed("its segments, sections or symbol table"))?;
    // `file` stops at the first damaged command, and so would hide the damage.
    let commands = header.load_commands(endian, input.data, 0);
    let mut sections = Vec::new();
    let mut tables = Tables::default();
    for command in commands.map_err(input.malformed(what))? {
        let command = command.map_err(input.malformed(what))?;
        if let Some(table) = command.symtab().map_err(input.malformed(what))? {
            let at = [table.stroff.get(endian), table.strsize.get(endian)].map(u64::from);
            tables.strings = at.into();
        } else if command.cmd() == macho::LC_CODE_SIGNATURE {
            let data = command.data::<macho::LinkeditDataCommand<Endianness>>();
            let data = data.map_err(input.malformed(what))?;
            tables.signature = Some(data.dataoff.get(endian).into());
        }
        let segment = Mach::Segment::from_command(command).map_err(input.malformed(what))?;
        let Some((segment, data)) = segment else {
            continue;
        };
        let headers = segment.sections(endian, data);
        for header in headers.map_err(input.malformed("a section header"))? {
            sections.push(read_section(input, endian, header)?);
        }
    }
    let table = file.macho_symbol_table();
    let symbols = read_symbols(input, endian, table, &sections)?;
    let executable = header.filetype(endian) == macho::MH_EXECUTE;
    let stripped = || macho_size(input, endian, table, tables, executable);
    let stripped = linked.then(stripped).transpose()?;
    Ok(Part {
        linked,
        stripped,
        sections,
        symbols,
        ..Part::new(Format::MachO, architecture(file.architecture()))
    })
}

fn read_section<S: object::read::macho::Section<Endian = Endianness>>(
    input: &Input<'_, '_>,
    endian: Endianness,
    header: &S,
) -> Result<Section, ReadError> {
    let name = input.section_name(header.name())?;
    // Nothing of a zero-filled section is in the file.
    let in_file = header.file_size(endian);
    let range = in_file.map(|size| (header.offset(endian).into(), size));
    Ok(Section {
        file_size: input.within(&name, range)?,
        name,
        member: input.member.clone(),
        address: header.addr(endian).into(),
        size: header.size(endian).into(),
        kind: kind(header.segment_name(), header.flags(endian)),
    })
}

fn kind(segment: &[u8], flags: macho::SectionFlags) -> SectionKind {
    // `__LLVM` is bitcode, which only Apple reads.
    if flags.contains(macho::S_ATTR_DEBUG) || segment == b"__DWARF" || segment == b"__LLVM" {
        SectionKind::Unloaded
    } else if flags.intersects(macho::S_ATTR_PURE_INSTRUCTIONS | macho::S_ATTR_SOME_INSTRUCTIONS) {
        SectionKind::Code
    } else {
        SectionKind::Data
    }
}

fn read_symbols<'data, Mach: MachHeader<Endian = Endianness>>(
    input: &Input<'data, '_>,
    endian: Endianness,
    table: &SymbolTable<'data, Mach>,
    sections: &[Section],
) -> Result<Vec<Raw<'data>>, ReadError> {
    let mut symbols = Vec::with_capacity(table.len());
    for symbol in table.iter() {
        // Neither debug information nor imports nor absolute values.
        if !symbol.is_definition() {
            continue;
        }
        let Some(section) = numbered(sections, symbol.n_sect().into()) else {
            continue;
        };
        let name = table.symbol_name(endian, symbol);
        let name = input.charge(name.map_err(input.malformed("the name of a symbol"))?)?;
        let external = symbol.n_type().is_ext();
        // A second entry into a function belongs to the function before it.
        let inside = symbol.n_desc(endian).contains(macho::N_ALT_ENTRY);
        if inside || name.is_empty() || (!external && is_mark(name)) {
            continue;
        }
        // `__mh_execute_header` is before all sections, and so in none.
        let address = symbol.n_value(endian).into();
        symbols.push(Raw::without_size(section, address, undecorated(name)));
    }
    Ok(symbols)
}

/// Whether it marks the start of a section (`ltmp0`, by LLVM) or a local label (`L1`).
fn is_mark(name: &[u8]) -> bool {
    let number = name.strip_prefix(b"ltmp".as_slice());
    let start = number.is_some_and(|it| !it.is_empty() && it.iter().all(u8::is_ascii_digit));
    start || name.starts_with(b"L")
}
