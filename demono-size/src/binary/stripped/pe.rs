//! In: a linked PE file. Out: how large the file is without its symbol table and debug
//! information. Refused: sizes that make no sense.
//!
//! Only the new layout is computed, as MinGW's `strip` makes it: the headers, then what the
//! file has of each section that stays, all in whole blocks.

use demono_report::SectionKind;
use object::pe::IMAGE_SIZEOF_SECTION_HEADER;
use object::read::pe::{ImageNtHeaders, ImageOptionalHeader as _, PeFile};
use object::LittleEndian as LE;

use crate::binary::model::Section;

/// The size in bytes of the file that `strip --strip-all` would leave; `None` if the
/// file's own figures make no sense.
pub(in crate::binary) fn pe_size<Pe: ImageNtHeaders>(
    file: &PeFile<'_, Pe>,
    sections: &[Section],
) -> Option<u64> {
    let headers = file.nt_headers();
    let block = u64::from(headers.optional_header().file_alignment()).max(1);
    let kept = || (sections.iter()).filter(|section| section.kind != SectionKind::Unloaded);
    // A signature, a file header, another header and the table of the sections.
    let optional = headers.file_header().size_of_optional_header.get(LE);
    let table = (kept().count() as u64).checked_mul(IMAGE_SIZEOF_SECTION_HEADER as u64)?;
    let header = u64::from(file.dos_header().nt_headers_offset())
        + (size_of::<u32>() + size_of::<object::pe::ImageFileHeader>()) as u64
        + u64::from(optional);
    let mut end = header.checked_add(table)?.checked_next_multiple_of(block)?;
    for section in kept() {
        let size = section.file_size.checked_next_multiple_of(block)?;
        end = end.checked_add(size)?;
    }
    Some(end)
}
