//! In: an object file. Out: its DWARF sections; one that is not there, or cannot be
//! decompressed, is empty.

use std::borrow::Cow;

use gimli::{DwarfSections, EndianSlice, RunTimeEndian, SectionId};
use object::{Object as _, ObjectSection as _};

/// The bytes of a section, and their order.
pub(super) struct Bytes<'d> {
    data: Cow<'d, [u8]>,
    endian: RunTimeEndian,
}

pub(super) type Slice<'a> = EndianSlice<'a, RunTimeEndian>;

pub(super) fn load<'d>(file: &object::File<'d>) -> DwarfSections<Bytes<'d>> {
    let endian = if file.is_little_endian() {
        RunTimeEndian::Little
    } else {
        RunTimeEndian::Big
    };
    let section = |id: SectionId| -> Result<Bytes<'d>, std::convert::Infallible> {
        let section = file.section_by_name(id.name());
        let data = section.and_then(|section| section.uncompressed_data().ok());
        let data = data.unwrap_or_default();
        Ok(Bytes { data, endian })
    };
    let Ok(sections) = DwarfSections::load(section);
    sections
}

pub(super) fn slice<'a>(bytes: &'a Bytes<'_>) -> Slice<'a> {
    EndianSlice::new(&bytes.data, bytes.endian)
}
