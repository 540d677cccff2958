//! In: an object file for Windows, also of the kind with more than 65279 sections.
//! Out: its sections, and its symbols without sizes, as COFF has none. Refused: what
//! contradicts itself.

use demono_report::{Format, SectionKind};
use object::pe::{self, ImageSectionHeader};
use object::read::coff::{CoffFile, CoffHeader, Symbol as _, SymbolTable};
use object::{LittleEndian as LE, Object as _};

use super::error::ReadError;
use super::input::Input;
use super::model::Section;
use super::part::{architecture, Part};
use super::symbols::{numbered, Raw};

pub(super) fn read<'data, Coff: CoffHeader>(
    input: &Input<'data, '_>,
) -> Result<Part<'data>, ReadError> {
    let file = CoffFile::<'data, &'data [u8], Coff>::parse(input.data);
    let file = file.map_err(input.malformed("its COFF header or symbol table"))?;
    let table = file.coff_symbol_table();
    let mut sections = Vec::new();
    for header in file.coff_section_table().iter() {
        let name = header.name(table.strings());
        let name = name.map_err(input.malformed("the name of a section"))?;
        let name = input.section_name(name)?;
        let range = header.coff_file_range();
        let range = range.map(|(start, size)| (start.into(), size.into()));
        sections.push(Section {
            kind: kind(header, &name),
            file_size: input.within(&name, range)?,
            name,
            member: input.member.clone(),
            address: header.virtual_address.get(LE).into(),
            size: header.size_of_raw_data.get(LE).into(),
        });
    }
    let i386 = file.coff_header().machine() == pe::IMAGE_FILE_MACHINE_I386;
    let symbols = symbols(input, table, &sections, i386)?;
    Ok(Part {
        sections,
        symbols,
        ..Part::new(Format::Coff, architecture(file.architecture()))
    })
}

/// What a section of an object or of a linked file is for.
pub(super) fn kind(header: &ImageSectionHeader, name: &str) -> SectionKind {
    let flags = header.characteristics.get(LE);
    // Debug information of MinGW has an address in programs, but nothing ever uses it.
    let debug = name.starts_with(".debug") || name.starts_with(".zdebug");
    if debug || flags.intersects(pe::IMAGE_SCN_LNK_REMOVE | pe::IMAGE_SCN_LNK_INFO) {
        SectionKind::Unloaded
    } else if flags.intersects(pe::IMAGE_SCN_CNT_CODE | pe::IMAGE_SCN_MEM_EXECUTE) {
        SectionKind::Code
    } else {
        SectionKind::Data
    }
}

/// The symbols that are in a section; their sizes are estimated later. `i386`: whether every
/// name has an underscore in front.
pub(super) fn symbols<'data, Coff: CoffHeader>(
    input: &Input<'data, '_>,
    table: &SymbolTable<'data, &'data [u8], Coff>,
    sections: &[Section],
    i386: bool,
) -> Result<Vec<Raw<'data>>, ReadError> {
    let mut symbols = Vec::with_capacity(table.len().min(input.data.len()));
    for (_, symbol) in table.iter() {
        let external = match symbol.storage_class() {
            pe::IMAGE_SYM_CLASS_EXTERNAL => true,
            // With an auxiliary entry after it, it stands for the section.
            pe::IMAGE_SYM_CLASS_STATIC => false,
            _ => continue,
        };
        let number = symbol.section();
        let Some(section) = number.and_then(|it| numbered(sections, it.0)) else {
            continue;
        };
        let name = symbol.name(table.strings());
        let name = input.charge(name.map_err(input.malformed("the name of a symbol"))?)?;
        let function = symbol.derived_type() == pe::IMAGE_SYM_DTYPE_FUNCTION;
        if !external && !function && stands_for_section(symbol.number_of_aux_symbols(), name) {
            continue;
        }
        let address = section.1.address.wrapping_add(symbol.value().into());
        let name = if i386 { undecorated(name) } else { name };
        symbols.push(Raw::without_size(section, address, name));
    }
    Ok(symbols)
}

/// Static symbols stand for a section if its size follows them; the linker of MinGW leaves
/// some (`.text`, `.idata$5`) that no size follows.
fn stands_for_section(more: u8, name: &[u8]) -> bool {
    more > 0 || name.is_empty() || name.starts_with(b".")
}

/// `_main` -> `main`, `__R..` -> `_R..`.
pub(super) fn undecorated(name: &[u8]) -> &[u8] {
    name.strip_prefix(b"_").unwrap_or(name)
}
