//! ELF: sizes as the file has them.

use std::process::Command;

use demono_report::{Format, SectionKind};
use demono_size::binary::SymbolKind;
use demono_size::Binary;
use object::write::{Object, StandardSection};
use object::{Architecture, BinaryFormat, Endianness};

use crate::made;
use crate::tools::{
    directory, file, gap, names, nm, own_directory, read, rows, run, size, sizes, tool,
};

#[test]
fn every_byte_of_a_section_is_in_one_row() {
    for architecture in [Architecture::X86_64, Architecture::I386] {
        let data = made::object(BinaryFormat::Elf, architecture);
        let path = file(&directory("elf"), "made.o", data);
        let binary = read(&path);
        assert_eq!(binary.format, Format::Elf);
        assert_eq!((binary.linked, binary.stripped), (false, None));
        assert_eq!(
            rows(&binary, ".text"),
            [
                ("first_a", vec!["first_b"], 4, 16, 16, false),
                ("second", vec![], 32, 40, 40, false),
                // All of it is in `second`, which was first.
                ("within", vec![], 40, 8, 0, false),
                // The first 12 bytes are.
                ("across", vec![], 60, 20, 8, false),
                // 40 bytes of it are behind the end.
                ("last", vec![], 90, 50, 10, false),
            ]
        );
        // Before the first symbol; between the others.
        assert_eq!(gap(&binary, ".text"), (12 + 10, 4));
        assert_eq!(rows(&binary, ".data"), [("data", vec![], 8, 24, 24, false)]);
        assert_eq!(gap(&binary, ".bss"), (0, 64));
        assert_eq!((binary.text(), binary.allocated()), (100, 100 + 32 + 64));
        let bss = binary.sections.iter().find(|it| it.name == ".bss").unwrap();
        assert_eq!((bss.size, bss.file_size), (64, 0));

        let listed = size("size", &path);
        let loaded = binary
            .sections
            .iter()
            .filter(|it| it.kind != SectionKind::Unloaded);
        assert_eq!(sizes(loaded), listed);
        assert_eq!(names(&binary), nm("nm", &path));
    }
}

#[test]
fn a_large_gap_is_not_padding() {
    let mut object = Object::new(BinaryFormat::Elf, Architecture::X86_64, Endianness::Little);
    let text = object.section_id(StandardSection::Text);
    object.append_section_data(text, &[0; 200], 16);
    made::add(&mut object, text, "a", 0, 10, true);
    made::add(&mut object, text, "b", 73, 10, true);
    made::add(&mut object, text, "c", 147, 10, true);
    let path = file(&directory("elf"), "gaps.o", object.write().unwrap());
    assert_eq!(gap(&read(&path), ".text"), (63, 64 + 43));
}

#[test]
fn thumb_code_has_even_addresses() {
    let mut object = Object::new(BinaryFormat::Elf, Architecture::Arm, Endianness::Little);
    let text = object.section_id(StandardSection::Text);
    object.append_section_data(text, &[0; 12], 4);
    made::add(&mut object, text, "thumb", 1, 6, true);
    made::add(&mut object, text, "arm", 8, 4, true);
    let path = file(&directory("elf"), "thumb.o", object.write().unwrap());
    let binary = read(&path);
    assert_eq!(binary.architecture, "arm");
    assert_eq!(
        rows(&binary, ".text"),
        [
            ("thumb", vec![], 0, 6, 6, false),
            ("arm", vec![], 8, 4, 4, false)
        ]
    );
    assert_eq!(gap(&binary, ".text"), (2, 0));
}

/// Hand-written assembly, where functions have no sizes, and C where they have.
const ASSEMBLY: &str = "
    .text
    .globl _start
_start: nop
    nop
local:  ret
.Lhidden: ret
    .balign 16
    .globl sized
    .type sized, @function
sized:  ret
inside: ret
    .size sized, . - sized
    .type untyped_size, @notype
untyped_size: .zero 5
    .size untyped_size, 5
after:  .zero 3
    .section .rodata
table:  .quad 1, 2
    .type constant, @object
constant: .quad 3
    .size constant, 8
    .section .tdata, \"awT\", @progbits
    .globl thread
    .type thread, @object
thread: .quad 4
    .size thread, 8
    .section .tbss, \"awT\", @nobits
    .globl zero
    .type zero, @object
zero: .zero 16
    .size zero, 16
    .section .data.rel.ro..Lvtable.7, \"aw\", @progbits
    .quad 5, 6, 7
    .section .note.GNU-stack, \"\", @progbits
";

#[test]
fn what_has_no_size_is_estimated_in_code_only() {
    for (bits, emulation) in [("--64", "elf_x86_64"), ("--32", "elf_i386")] {
        let directory = directory("elf-assembly");
        let source = file(&directory, "source.s", ASSEMBLY);
        let object = directory.join(format!("{emulation}.o"));
        run(Command::new("as")
            .arg(bits)
            .arg("-o")
            .args([&object, &source]));
        let program = directory.join(emulation);
        run(Command::new("ld")
            .args(["-m", emulation, "-o"])
            .args([&program, &object]));

        for path in [&object, &program] {
            let binary = read(path);
            assert_eq!(binary.linked, path == &program);
            let text = rows(&binary, ".text");
            let start = text[0].2;
            let text: Vec<_> = text
                .iter()
                .map(|row| (row.0, row.2 - start, row.3, row.5))
                .collect();
            assert_eq!(
                text,
                [
                    ("_start", 0, 2, true),
                    // As far as the next symbol, so with what is there to align it.
                    ("local", 2, 14, true),
                    ("sized", 16, 2, false),
                    ("untyped_size", 18, 5, false),
                    ("after", 23, 3, true),
                ],
                "{}",
                path.display()
            );
            // Thread-local variables are found although their addresses are offsets.
            for (section, name, size) in [(".tdata", "thread", 8), (".tbss", "zero", 16)] {
                let rows = rows(&binary, section);
                assert_eq!((rows.len(), rows[0].0, rows[0].4), (1, name, size));
                assert_eq!(gap(&binary, section), (0, 0), "{section}");
            }
            assert_eq!(rows(&binary, ".rodata").len(), 1);
            assert_eq!(gap(&binary, ".rodata"), (0, 16));
            assert_eq!(names(&binary), nm("nm", path));
            let all = sizes(&binary.sections);
            for row in size("size", path) {
                assert!(all.contains(&row), "{row:?} is not in {all:?}");
            }
        }
        let binary = read(&object);
        let vtable = ".data.rel.ro..Lvtable.7";
        assert_eq!(
            rows(&binary, vtable),
            [(".Lvtable.7", vec![], 0, 24, 24, true)]
        );
        let section = binary.sections.iter().find(|it| it.name == vtable);
        assert_eq!(section.unwrap().group(), ".data.rel.ro");

        let stripped = directory.join("stripped");
        tool("strip", &["-o", stripped.to_str().unwrap()], &program);
        let stripped = std::fs::metadata(stripped).unwrap().len();
        assert_eq!(read(&program).stripped, Some(stripped));
    }
}

#[test]
fn objects_with_a_section_per_function_have_all_text() {
    let source = "int data[9] = {1}; static int zero[5];
        int one(int a) { return a * data[a]; }
        __attribute__((noinline)) static int two(int a) { zero[a] = a; return a + 2; }
        int three(int a) { return two(a) + zero[1]; }";
    for bits in ["-m64", "-m32"] {
        let directory = directory("elf-c");
        let source = file(&directory, "source.c", source);
        let object = directory.join(format!("c{bits}.o"));
        run(Command::new("gcc")
            .args([
                bits,
                "-O1",
                "-ffunction-sections",
                "-fdata-sections",
                "-c",
                "-o",
            ])
            .args([&object, &source]));
        let binary = read(&object);
        let groups: Vec<&str> = binary
            .sections
            .iter()
            .filter(|it| it.kind == SectionKind::Code && it.size > 0)
            .map(|it| it.group())
            .collect();
        assert!(groups.len() >= 3, "{groups:?}");
        let functions = binary.symbols.iter();
        let functions = functions.filter(|it| it.kind == SymbolKind::Function);
        let bytes: u64 = functions.map(|it| it.bytes).sum();
        assert_eq!(binary.text(), bytes);
        let text = size("size", &object).into_iter();
        let text = text.filter(|row| row.0.starts_with(".text"));
        assert_eq!(binary.text(), text.map(|row| row.1).sum::<u64>());
        assert_eq!(names(&binary), nm("nm", &object));
    }
}

/// A linked program.
pub(crate) fn sample() -> Vec<u8> {
    let directory = own_directory("elf-sample");
    let source = file(&directory, "source.s", ASSEMBLY);
    let object = directory.join("a.o");
    run(Command::new("as").arg("-o").args([&object, &source]));
    let program = directory.join("a");
    run(Command::new("ld").arg("-o").args([&program, &object]));
    std::fs::read(program).unwrap()
}

#[test]
fn a_program_without_sections_is_refused() {
    let mut data = sample();
    // `e_shoff`, `e_shnum`, `e_shstrndx`.
    data[40..48].fill(0);
    data[60..64].fill(0);
    let error = Binary::parse("some/file", &data).unwrap_err();
    assert!(
        error.to_string().contains("`some/file` has no sections"),
        "{error}"
    );
}
