//! In: the symbol table of a linked Mach-O file. Out: how large the file is without the
//! symbols that Apple's `strip` removes. Refused: tables that are larger than the file.
//!
//! Computed: the file, less the entries of these symbols, less their names. What stays
//! are imports, and what others may import. A signature stays as it is.

use std::collections::BTreeSet;

use object::read::macho::{MachHeader, Nlist as _, SymbolTable};
use object::Endianness;

use crate::read::error::ReadError;
use crate::read::input::Input;

/// `None` if the file's own figures make no sense. `executable`: whether no other file
/// looks for its symbols.
pub(in crate::read) fn macho_size<'data, Mach>(
    input: &Input<'data, '_>,
    endian: Endianness,
    table: &SymbolTable<'data, Mach>,
    executable: bool,
) -> Result<Option<u64>, ReadError>
where
    Mach: MachHeader<Endian = Endianness>,
{
    let mut removed = 0;
    let mut names = BTreeSet::new();
    let mut kept_names = BTreeSet::new();
    for symbol in table.iter() {
        let flags = symbol.n_type();
        let defined = symbol.is_definition();
        let start = symbol.n_strx(endian);
        let name = table.symbol_name(endian, symbol);
        let name = input.charge(name.map_err(input.malformed("the name of a symbol"))?)?;
        let public = flags.is_ext() && !executable || name == b"__mh_execute_header";
        let stays = !flags.is_stab() && (!defined || public);
        let bytes = name.len() as u64 + 1;
        if stays {
            kept_names.insert((start, bytes));
        } else {
            names.insert((start, bytes));
            removed += size_of::<Mach::Nlist>() as u64;
        }
    }
    let text: u64 = names.difference(&kept_names).map(|(_, bytes)| bytes).sum();
    Ok((input.data.len() as u64).checked_sub(removed + text))
}
