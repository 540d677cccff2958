//! COFF and PE: addresses only, so every size is an estimate.

use std::process::Command;

use demono_report::{Format, SectionKind};
use object::{Architecture, BinaryFormat};

use crate::made;
use demono_test_support::tools::have;

use crate::tools::{directory, file, gap, own_directory, read, rows, run, size, sizes, tool};

#[test]
fn sizes_reach_to_the_next_address() {
    for architecture in [Architecture::X86_64, Architecture::I386] {
        let data = made::object(BinaryFormat::Coff, architecture);
        let path = file(&directory("coff"), "made.obj", data);
        let binary = read(&path);
        assert_eq!((binary.format, binary.linked), (Format::Coff, false));
        assert_eq!(
            rows(&binary, ".text"),
            [
                ("first_a", vec!["first_b"], 4, 28, 28, true),
                ("second", vec![], 32, 8, 8, true),
                ("within", vec![], 40, 20, 20, true),
                ("across", vec![], 60, 30, 30, true),
                // As far as the section reaches.
                ("last", vec![], 90, 10, 10, true),
            ]
        );
        assert_eq!(gap(&binary, ".text"), (0, 4));
        assert_eq!(rows(&binary, ".data"), [("data", vec![], 8, 24, 24, true)]);
        assert_eq!((binary.text(), binary.allocated()), (100, 100 + 32 + 64));
        let bss = binary.sections.iter().find(|it| it.name == ".bss").unwrap();
        assert_eq!((bss.size, bss.file_size), (64, 0));
        if have("objects for Windows", &["llvm-size"]) {
            let listed = size("llvm-size", &path);
            assert_eq!(sizes(&binary.sections), listed);
        }
    }
}

const ASSEMBLY: &str = "
    .text
    .globl PREFIXstart
PREFIXstart: nop
    .balign 16
    .globl PREFIX_RNvC1a1b
PREFIX_RNvC1a1b: ret
PREFIXlocal: ret
Llabel: ret
    .section .text$more, \"x\"
PREFIXmore: .space 32
    .data
PREFIXdata: .long 1, 2, 3
    .section .rdata, \"dr\"
PREFIXconstant: .space 40
    .bss
    .globl PREFIXzero
PREFIXzero: .space 48
    .section .debug_info, \"dr\"
    .space 100
";

const SCRIPT: &str = "SECTIONS {
    .text 0x401000 : { *(.text) *(.text$*) }
    .data 0x402000 : { *(.data) }
    .rdata 0x403000 : { *(.rdata) }
    .bss 0x404000 : { *(.bss) }
    .debug_info 0x405000 : { *(.debug_info) }
}";

#[test]
fn both_widths_of_programs_have_names_without_underscore() {
    let tools = ["as", "ld", "strip", "objdump"].map(|it| format!("x86_64-w64-mingw32-{it}"));
    let [assembler, linker, strip, objdump] = tools.each_ref().map(String::as_str);
    if !have("programs for Windows", &[assembler, linker]) {
        return;
    }
    for (bits, emulation, prefix) in [("--64", "i386pep", ""), ("--32", "i386pe", "_")] {
        let directory = directory("pe");
        let source = ASSEMBLY.replace("PREFIX", prefix);
        let source = file(&directory, "source.s", source);
        let object = directory.join(format!("{emulation}.o"));
        run(Command::new(assembler)
            .arg(bits)
            .arg("-o")
            .args([&object, &source]));
        let program = directory.join(format!("{emulation}.exe"));
        let entry = format!("{prefix}start");
        // The linker for 64 bits comes without a script for 32.
        let script = file(&directory, "script", SCRIPT);
        run(Command::new(linker)
            .args(["-m", emulation, "-e", &entry, "-T"])
            .args([script.to_str().unwrap(), "-o"])
            .args([&program, &object]));

        let binary = read(&object);
        assert_eq!((binary.format, binary.linked), (Format::Coff, false));
        let section = binary.sections.iter().find(|it| it.name == ".text$more");
        assert_eq!(section.unwrap().group(), ".text");
        assert_eq!(
            binary
                .sections
                .iter()
                .filter(|it| it.group() == ".text")
                .count(),
            2
        );

        let binary = read(&program);
        assert_eq!((binary.format, binary.linked), (Format::Pe, true));
        let text = rows(&binary, ".text");
        let base = text[0].2;
        let places: Vec<_> = text.iter().map(|row| (row.2 - base, row.3)).collect();
        // The local label is no function for the assembler.
        assert_eq!(places, [(0, 16), (16, 16), (32, 32)], "{text:?}");
        let names: Vec<&str> = text.iter().map(|row| row.0).collect();
        assert_eq!(names, ["start", "_RNvC1a1b", "more"]);
        assert!(binary.symbols.iter().all(|it| it.estimated));
        assert_eq!(size("size", &program), sizes(&binary.sections));

        // The file has whole blocks, memory has what is used of them.
        let data = binary
            .sections
            .iter()
            .find(|it| it.name == ".data")
            .unwrap();
        assert!(data.size < data.file_size, "{data:?}");
        let bss = binary.sections.iter().find(|it| it.name == ".bss").unwrap();
        assert_eq!(bss.file_size, 0);
        let debug = binary.sections.iter().find(|it| it.name == ".debug_info");
        assert_eq!(debug.unwrap().kind, SectionKind::Unloaded);

        let stripped = directory.join("stripped.exe");
        tool(strip, &["-o", stripped.to_str().unwrap()], &program);
        let expected = std::fs::metadata(&stripped).unwrap().len();
        assert_eq!(binary.stripped, Some(expected));
        let bare = read(&stripped);
        assert_eq!((bare.symbols.len(), bare.stripped), (0, Some(expected)));
        assert!(tool(objdump, &["-h"], &stripped).contains(".rdata"));
    }
}

/// A library with an export table, if there is a linker for it.
pub(crate) fn sample() -> Option<Vec<u8>> {
    let gcc = "x86_64-w64-mingw32-gcc";
    if !have("damaged files for Windows", &[gcc]) {
        return None;
    }
    let directory = own_directory("pe-sample");
    let source = "__declspec(dllexport) int shown(int a) { return a; }";
    let source = file(&directory, "source.c", source);
    let library = directory.join("sample.dll");
    run(Command::new(gcc)
        .args(["-s", "-shared", "-nostdlib", "-Wl,--entry=0", "-o"])
        .args([&library, &source]));
    std::fs::read(library).ok()
}

#[test]
fn a_library_without_symbols_has_its_exports() {
    let gcc = "x86_64-w64-mingw32-gcc";
    if !have("libraries for Windows", &[gcc]) {
        return;
    }
    let directory = directory("dll");
    let source = "int state = 3;
        __declspec(dllexport) int shown(int a) { return a + state; }
        __declspec(dllexport) int other(int a) { return a * state; }
        __declspec(dllexport) int table[6] = {1, 2};";
    let source = file(&directory, "source.c", source);
    let library = directory.join("some.dll");
    run(Command::new(gcc)
        .args(["-s", "-shared", "-nostdlib", "-Wl,--entry=0", "-o"])
        .args([&library, &source]));
    let binary = read(&library);
    let text = rows(&binary, ".text");
    let names: Vec<&str> = text.iter().map(|row| row.0).collect();
    assert_eq!(names, ["shown", "other"]);
    assert!(text.iter().all(|row| row.5 && row.4 > 0), "{text:?}");
    let data = rows(&binary, ".data");
    assert_eq!((data.len(), data[0].0), (1, "table"));
    assert_eq!(binary.stripped, Some(binary.file));
}
