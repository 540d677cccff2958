//! Mach-O: addresses only, names with an underscore, debug entries among the symbols.

use std::path::Path;
use std::process::Command;

use demono_report::{Format, SectionKind};
use object::macho::{SymbolDesc, SymbolFlags as Flags, N_ALT_ENTRY};
use object::write::{Object, StandardSection, StandardSegment, Symbol, SymbolSection};
use object::{Architecture, BinaryFormat, Endianness, SectionKind as Made};
use object::{SymbolFlags, SymbolKind, SymbolScope};

use crate::made;
use demono_test_support::tools::have;

use crate::tools::{directory, file, gap, read, rows, run, size, sizes, tool};

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

const ASSEMBLY: &str = "
.section __TEXT,__text,regular,pure_instructions
.globl _main
.p2align 2
_main: ret
_helper: ret
 nop
.globl __RNvC1a1b
__RNvC1a1b: ret
.section __DATA,__data
.globl _value
_value: .quad 5
.zerofill __DATA,__bss,_zero,24,3
.subsections_via_symbols
";

#[test]
fn programs_lose_their_symbols_when_stripped() {
    let sysroot = run(Command::new("rustc").args(["--print", "sysroot"]));
    let host = Path::new(sysroot.trim()).join("lib/rustlib/x86_64-unknown-linux-gnu");
    let linker = host.join("bin/rust-lld");
    if !have(
        "programs for macOS",
        &["llvm-mc", "llvm-strip", "llvm-size"],
    ) || !linker.exists()
    {
        return;
    }
    let directory = directory("macho-program");
    let source = file(&directory, "source.s", ASSEMBLY);
    let object = directory.join("a.o");
    run(Command::new("llvm-mc")
        .args(["-triple=aarch64-apple-macos11", "-filetype=obj", "-o"])
        .args([&object, &source]));
    for (kind, name) in [("-execute", "program"), ("-dylib", "library.dylib")] {
        let path = directory.join(name);
        run(Command::new(&linker)
            .args(["-flavor", "darwin", "-arch", "arm64", kind])
            .args(["-platform_version", "macos", "11", "11"])
            .args(["-undefined", "dynamic_lookup", "-o"])
            .args([&path, &object]));
        let binary = read(&path);
        assert!(binary.linked);
        assert_eq!(sizes(&binary.sections), size("llvm-size", &path));
        let text = rows(&binary, "__text");
        let names: Vec<_> = text.iter().map(|row| (row.0, row.3, row.5)).collect();
        let expected = [
            ("main", 4, true),
            ("helper", 8, true),
            ("_RNvC1a1b", 4, true),
        ];
        assert_eq!(names, expected);
        assert_eq!(rows(&binary, "__bss")[0].3, 24);
        // Of a library, what others may look for stays.
        let arguments: &[&str] = if kind == "-dylib" { &["-x"] } else { &[] };
        let bare = directory.join("stripped");
        run(Command::new("llvm-strip")
            .args(arguments)
            .arg("-o")
            .args([&bare, &path]));
        let expected = std::fs::metadata(bare).unwrap().len();
        assert_eq!(binary.stripped, Some(expected), "{kind}");
        assert!(expected < binary.file);
    }
}
