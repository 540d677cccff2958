//! Object files made with `object::write`: the same functions for every format.

use object::write::{Object, SectionId, StandardSection, Symbol, SymbolSection};
use object::{Architecture, BinaryFormat, Endianness, SymbolFlags, SymbolKind, SymbolScope};

/// Bytes of code in [`code`].
pub(crate) const CODE: u64 = 100;

/// A symbol to be made: name, address, size, whether it is code.
pub(crate) type Made<'a> = (&'a str, u64, u64, bool);

/// In the code: a gap, a function with two names, padding, a function, one that it
/// overlaps, and one that reaches beyond the section. In the data: one piece.
pub(crate) const SYMBOLS: &[Made<'_>] = &[
    ("first_b", 4, 16, true),
    ("first_a", 4, 16, true),
    ("second", 32, 40, true),
    ("within", 40, 8, true),
    ("across", 60, 20, true),
    ("last", 90, 50, true),
    ("data", 8, 24, false),
];

/// [`SYMBOLS`] in an object of this format.
pub(crate) fn object(format: BinaryFormat, architecture: Architecture) -> Vec<u8> {
    let mut object = Object::new(format, architecture, Endianness::Little);
    let text = object.section_id(StandardSection::Text);
    object.append_section_data(text, &[0xc3; CODE as usize], 16);
    let data = object.section_id(StandardSection::Data);
    object.append_section_data(data, &[7; 32], 8);
    let bss = object.section_id(StandardSection::UninitializedData);
    object.append_section_bss(bss, 64, 8);
    for &(name, value, size, code) in SYMBOLS {
        let section = if code { text } else { data };
        add(&mut object, section, name, value, size, code);
    }
    object.write().unwrap()
}

/// Adds one symbol.
pub(crate) fn add(
    object: &mut Object<'_>,
    section: SectionId,
    name: &str,
    value: u64,
    size: u64,
    code: bool,
) {
    object.add_symbol(Symbol {
        name: name.as_bytes().to_vec(),
        value,
        size,
        kind: if code {
            SymbolKind::Text
        } else {
            SymbolKind::Data
        },
        scope: SymbolScope::Linkage,
        weak: false,
        section: SymbolSection::Section(section),
        flags: SymbolFlags::None,
    });
}
