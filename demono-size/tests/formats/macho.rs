//! Mach-O: addresses only, names with an underscore, debug entries among the symbols.

use demono_size::read::SectionKind;
use demono_size::Format;
use object::macho::{SymbolDesc, SymbolFlags as Flags, N_ALT_ENTRY};
use object::write::{Object, StandardSection, StandardSegment, Symbol, SymbolSection};
use object::{Architecture, BinaryFormat, Endianness, SectionKind as Made};
use object::{SymbolFlags, SymbolKind, SymbolScope};

use crate::made;
use crate::tools::{directory, file, gap, have, read, rows, size, sizes, tool};

#[test]
fn sizes_reach_to_the_next_address() {
    for architecture in [
        Architecture::X86_64,
        Architecture::Aarch64,
        Architecture::I386,
    ] {
        let data = made::object(BinaryFormat::MachO, architecture);
        let path = file(&directory("macho"), "made.o", data);
        let binary = read(&path);
        assert_eq!((binary.format, binary.linked), (Format::MachO, false));
        let expected = [
            ("first_a", vec!["first_b"], 4, 28, 28, true),
            ("second", vec![], 32, 8, 8, true),
            ("within", vec![], 40, 20, 20, true),
            ("across", vec![], 60, 30, 30, true),
            ("last", vec![], 90, 10, 10, true),
        ];
        assert_eq!(rows(&binary, "__text"), expected);
        assert_eq!(gap(&binary, "__text"), (0, 4));
        let data = rows(&binary, "__data");
        assert_eq!((data.len(), data[0].0, data[0].3), (1, "data", 24));
        assert_eq!((binary.text(), binary.allocated()), (100, 100 + 32 + 64));
        let zero = binary
            .sections
            .iter()
            .find(|it| it.name == "__bss")
            .unwrap();
        assert_eq!((zero.size, zero.file_size), (64, 0));
        if have("objects for macOS", &["llvm-size", "llvm-nm"]) {
            assert_eq!(sizes(&binary.sections), size("llvm-size", &path));
            let listing = tool("llvm-nm", &["--defined-only"], &path);
            assert_eq!(listing.lines().count(), made::SYMBOLS.len());
        }
    }
}

#[test]
fn what_begins_no_function_ends_none() {
    let architecture = Architecture::Aarch64;
    let mut object = Object::new(BinaryFormat::MachO, architecture, Endianness::Little);
    let text = object.section_id(StandardSection::Text);
    object.append_section_data(text, &[0; 64], 4);
    let segment = object.segment_name(StandardSegment::Debug).to_vec();
    let information = object.add_section(segment, b"__debug_info".to_vec(), Made::Debug);
    object.append_section_data(information, &[0; 80], 1);
    let mut add = |name: &str, value, n_type, n_desc| {
        object.add_symbol(Symbol {
            name: name.as_bytes().to_vec(),
            value,
            size: 0,
            kind: SymbolKind::Text,
            scope: SymbolScope::Linkage,
            weak: false,
            section: SymbolSection::Section(text),
            flags: SymbolFlags::MachO { n_type, n_desc },
        });
    };
    let plain = SymbolDesc(0);
    let [local, external, debug] = [0x0e, 0x0f, 0x24].map(Flags);
    add("_RNvC1a1b", 0, external, plain);
    add("alternative", 8, external, N_ALT_ENTRY);
    add("debug", 16, debug, plain);
    add("next", 32, local, plain);
    let data = object.write().unwrap();
    let path = file(&directory("macho"), "entries.o", &data);
    let expected = [
        ("_RNvC1a1b", vec![], 0, 32, 32, true),
        ("next", vec![], 32, 32, 32, true),
    ];
    let binary = read(&path);
    assert_eq!(rows(&binary, "__text"), expected);
    let debug = binary.sections.iter().find(|it| it.name == "__debug_info");
    assert_eq!(debug.unwrap().kind, SectionKind::Unloaded);
    assert_eq!(binary.allocated(), 64);
}
