//! In: a linked file for Windows of either width. Out: its sections, and the symbols of
//! its COFF table or else of its export table, without sizes. Refused: what contradicts
//! itself.
//!
//! Programs linked by MSVC have their symbols in another file (`.pdb`), so that in
//! theirs only exports have names.

use demono_report::Format;
use object::pe::{self, ImageFileHeader};
use object::read::coff::SymbolTable;
use object::read::pe::{ImageNtHeaders, ImageOptionalHeader as _, PeFile};
use object::{LittleEndian as LE, Object as _};

use super::coff;
use super::error::ReadError;
use super::input::Input;
use super::model::Section;
use super::part::{architecture, Part};
use super::stripped::pe::pe_size;
use super::symbols::Raw;

pub(super) fn read<'data, Pe: ImageNtHeaders>(
    input: &Input<'data, '_>,
) -> Result<Part<'data>, ReadError> {
    let file = PeFile::<'data, Pe>::parse(input.data);
    let file = file.map_err(input.malformed("its PE header or section table"))?;
    let headers = file.nt_headers();
    // `file` has no symbols if their table is damaged, and so would hide the damage.
    let table = SymbolTable::<'data, &'data [u8], ImageFileHeader>::parse(
        headers.file_header(),
        input.data,
    );
    let table = table.map_err(input.malformed("its COFF symbol table"))?;
    let base = headers.optional_header().image_base();
    let mut sections = Vec::new();
    for header in file.section_table().iter() {
        // MinGW's names of more than 8 bytes are in the table of the symbols' names.
        // Without one, the offset has to do.
        let name = match header.name(table.strings()) {
            Ok(name) => name,
            Err(_) if table.is_empty() => header.raw_name(),
            Err(error) => return Err(input.malformed("the name of a section")(error)),
        };
        let name = input.section_name(name)?;
        let in_file = u64::from(header.size_of_raw_data.get(LE));
        let start = u64::from(header.pointer_to_raw_data.get(LE));
        // Without a start it is not initialized.
        let range = (start != 0).then_some((start, in_file));
        let size = u64::from(header.virtual_size.get(LE));
        sections.push(Section {
            kind: coff::kind(header, &name),
            file_size: input.within(&name, range)?,
            name,
            member: input.member.clone(),
            address: base.wrapping_add(header.virtual_address.get(LE).into()),
            // The loader takes no size for the size in the file.
            size: if size == 0 { in_file } else { size },
        });
    }
    let i386 = headers.file_header().machine.get(LE) == pe::IMAGE_FILE_MACHINE_I386;
    let symbols = if table.is_empty() {
        exports(input, &file, &sections)?
    } else {
        coff::symbols(input, &table, &sections, i386)?
    };
    let stripped = pe_size(&file, &sections).ok_or_else(|| input.contradictory())?;
    Ok(Part {
        linked: true,
        stripped: Some(stripped),
        sections,
        symbols,
        ..Part::new(Format::Pe, architecture(file.architecture()))
    })
}

fn exports<'data, Pe: ImageNtHeaders>(
    input: &Input<'data, '_>,
    file: &PeFile<'data, Pe>,
    sections: &[Section],
) -> Result<Vec<Raw<'data>>, ReadError> {
    let what = "its export table";
    let table = file.export_table().map_err(input.malformed(what))?;
    let Some(table) = table else {
        return Ok(Vec::new());
    };
    // By address, so that each export finds its section without a search through all.
    let mut by_address: Vec<usize> = (0..sections.len()).collect();
    by_address.sort_by_key(|&index| sections[index].address);
    let base = file.nt_headers().optional_header().image_base();
    let mut symbols = Vec::new();
    for (pointer, index) in table.name_iter() {
        let name = table.name_from_pointer(pointer);
        let name = input.charge(name.map_err(input.malformed(what))?)?;
        let relative = table.address_by_index(index);
        let relative = relative.map_err(input.malformed(what))?;
        // A forwarded export is in another library.
        if table.is_forward(relative) {
            continue;
        }
        let address = base.wrapping_add(relative.into());
        let above = by_address.partition_point(|&index| sections[index].address <= address);
        let Some(&section) = above.checked_sub(1).and_then(|at| by_address.get(at)) else {
            continue;
        };
        let section = (section, &sections[section]);
        symbols.push(Raw::without_size(section, address, name));
    }
    Ok(symbols)
}
