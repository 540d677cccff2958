//! In: the bytes of a linked ELF file. Out: how large the file is without its symbol
//! table and debug information. Refused: a file that the ELF writer cannot lay out anew.

use object::build::elf::Builder;
use object::build::Error;

/// The size of the file that `strip` would leave, in bytes. The file itself is only
/// read.
///
/// All that is not loaded into memory goes, except `.comment` and notes, as with the
/// linker's and binutils' `--strip-all`.
pub(crate) fn stripped_size(data: &[u8]) -> Result<u64, Error> {
    let mut builder = Builder::read(data)?;
    for section in &mut builder.sections {
        let needed = section.is_alloc()
            || section.name.as_slice() == b".comment"
            || section.name.as_slice() == b".shstrtab";
        section.delete = !needed;
    }
    for symbol in &mut builder.symbols {
        symbol.delete = true;
    }
    let mut out = Vec::with_capacity(data.len());
    builder.write(&mut out)?;
    Ok(out.len() as u64)
}
