//! In: the symbol table of a linked Mach-O file. Out: how large the file is without the
//! symbols that Apple's `strip` removes. Refused: tables that contradict the file.
//!
//! Computed: the entries of these symbols go, and the table of names, which comes last
//! but for a signature, has only those of the others. What stays are imports, and what
//! others may import. A signature stays as large as it is.

use std::collections::BTreeMap;

use object::read::macho::{MachHeader, Nlist as _, SymbolTable};
use object::Endianness;

use crate::binary::error::ReadError;
use crate::binary::input::Input;

/// Where the tables are that stripping makes smaller.
#[derive(Debug, Default, Clone, Copy)]
pub(in crate::binary) struct Tables {
    /// Offset and size of the names of symbols.
    pub(in crate::binary) strings: (u64, u64),
    /// Where a signature is.
    pub(in crate::binary) signature: Option<u64>,
}

/// `executable`: whether no other file
/// looks for its symbols.
pub(in crate::binary) fn macho_size<'data, Mach: MachHeader<Endian = Endianness>>(
    input: &Input<'data, '_>,
    endian: Endianness,
    table: &SymbolTable<'data, Mach>,
    tables: Tables,
    executable: bool,
) -> Result<u64, ReadError> {
    let mut removed = 0;
    let mut kept = BTreeMap::new();
    for symbol in table.iter() {
        let flags = symbol.n_type();
        let start = symbol.n_strx(endian);
        let name = table.symbol_name(endian, symbol);
        let name = input.charge(name.map_err(input.malformed("the name of a symbol"))?)?;
        let public = flags.is_ext() && !executable || name == b"__mh_execute_header";
        if !flags.is_stab() && (!symbol.is_definition() || public) {
            kept.insert(start, name.len() as u64 + 1);
        } else {
            removed += size_of::<Mach::Nlist>() as u64;
        }
    }
    // It begins with a space and a zero, and ends at a multiple of a word.
    let names = (2 + kept.values().sum::<u64>()).next_multiple_of(Mach::pointer_size().into());
    let size = laid_out(input.data.len() as u64, tables, removed, names);
    size.ok_or_else(|| input.contradictory())
}

fn laid_out(file: u64, tables: Tables, removed: u64, names: u64) -> Option<u64> {
    let (start, size) = tables.strings;
    if removed == 0 {
        return Some(file);
    }
    let old = start.checked_add(size)?;
    // A table that was smaller than this had names that shared their bytes.
    let new = start.checked_sub(removed)?.checked_add(names.min(size))?;
    match tables.signature {
        Some(signature) if signature >= old => {
            let after = file.checked_sub(signature)?;
            new.checked_next_multiple_of(SIGNATURE_ALIGN)?
                .checked_add(after)
        }
        _ => file.checked_sub(old)?.checked_add(new),
    }
}

/// Signatures begin at multiples of this.
const SIGNATURE_ALIGN: u64 = 16;
