//! Wasm, assembled here byte by byte.

use demono_report::{Format, SectionKind};
use demono_size::binary::SymbolKind;
use demono_size::Binary;

use demono_test_support::tools::have;

use crate::tools::{directory, file, gap, read, rows, tool};

/// A number as Wasm has it.
fn number(mut value: usize) -> Vec<u8> {
    let mut bytes = Vec::new();
    while value >= 0x80 {
        bytes.push(value as u8 | 0x80);
        value >>= 7;
    }
    bytes.push(value as u8);
    bytes
}

/// A length, and what is so long.
fn sized(content: &[u8]) -> Vec<u8> {
    [&number(content.len()), content].concat()
}

fn name(name: &str) -> Vec<u8> {
    sized(name.as_bytes())
}

/// A number of things, and these.
fn list(items: &[Vec<u8>]) -> Vec<u8> {
    [number(items.len()), items.concat()].concat()
}

fn section(id: u8, content: &[u8]) -> Vec<u8> {
    [vec![id], sized(content)].concat()
}

fn custom(title: &str, content: &[u8]) -> Vec<u8> {
    section(0, &[&name(title), content].concat())
}

fn module(sections: &[Vec<u8>]) -> Vec<u8> {
    [b"\0asm\x01\0\0\0".to_vec(), sections.concat()].concat()
}

/// A function with no variables and this many `nop`s: as many bytes and two.
fn body(nops: usize) -> Vec<u8> {
    sized(&[vec![0], vec![1; nops], vec![0x0b]].concat())
}

/// An active segment at an address.
fn segment(address: u8, data: &[u8]) -> Vec<u8> {
    [vec![0, 0x41, address, 0x0b], sized(data)].concat()
}

/// One imported function, four with bodies, two segments; the names are for others.
fn common() -> Vec<Vec<u8>> {
    let import = [name("env"), name("outside"), vec![0, 0]].concat();
    let export = [name("shown"), vec![0, 4]].concat();
    let named_twice = [name("other"), vec![0, 1]].concat();
    vec![
        section(1, &list(&[vec![0x60, 0, 0]])),
        section(2, &list(&[import])),
        section(3, &list(&[vec![0], vec![0], vec![0], vec![0]])),
        section(5, &list(&[vec![0, 1]])),
        section(7, &list(&[export, named_twice])),
        section(10, &list(&[body(8), body(200), body(0), body(3)])),
        section(11, &list(&[segment(0, &[7; 20]), segment(32, &[8; 5])])),
    ]
}

fn names() -> Vec<u8> {
    let naming = |index: u8, text: &str| [vec![index], name(text)].concat();
    let functions = [
        naming(0, "outside"),
        naming(1, "_RNvC1a1b"),
        naming(2, "two"),
    ];
    let data = [naming(0, ".rodata"), naming(1, ".data")];
    let part = |id: u8, content: &[u8]| [vec![id], sized(content)].concat();
    custom(
        "name",
        &[part(1, &list(&functions)), part(9, &list(&data))].concat(),
    )
}

/// A module with everything.
pub(crate) fn sample() -> Vec<u8> {
    let mut sections = common();
    sections.push(names());
    module(&sections)
}

/// One function with as many names, all of them empty: two bytes each.
pub(crate) fn many_names(count: usize) -> Vec<u8> {
    let mut sections = common();
    let map = [number(count), [1, 0].repeat(count)].concat();
    sections.push(custom("name", &[vec![1], sized(&map)].concat()));
    module(&sections)
}

/// An object with symbols.
pub(crate) fn sample_object() -> Vec<u8> {
    let function = |flags: u8, index: u8, text: &str| {
        let named = if flags & 0x10 == 0 {
            name(text)
        } else {
            vec![]
        };
        [vec![0, flags, index], named].concat()
    };
    let data = |text: &str, segment: u8, offset: u8, size: u8| {
        [vec![1, 0], name(text), vec![segment, offset, size]].concat()
    };
    let symbols = [
        function(0x10, 0, ""),
        function(0, 1, "b"),
        function(0, 1, "a"),
        function(0, 3, "c"),
        data("first", 0, 0, 8),
        data("second", 0, 12, 8),
    ];
    let table = [vec![8], sized(&list(&symbols))].concat();
    let mut sections = common();
    // An object has no exports.
    sections.remove(4);
    sections.push(custom("linking", &[vec![2], table].concat()));
    module(&sections)
}

#[test]
fn every_byte_of_a_module_is_in_one_row() {
    let mut sections = common();
    sections.push(names());
    sections.push(custom("producers", &[0]));
    let data = module(&sections);
    let path = file(&directory("wasm"), "made.wasm", &data);
    let binary = read(&path);
    assert_eq!((binary.format, binary.linked), (Format::Wasm, true));
    assert_eq!(binary.architecture, "wasm32");
    assert_eq!(
        rows(&binary, "<code>"),
        [
            // Behind the number of functions, and the size of the first.
            ("_RNvC1a1b", vec![], 2, 10, 10, false),
            // Its size takes two bytes.
            ("two", vec![], 14, 202, 202, false),
            // Exported, and with no other name; one before it has no name at all.
            ("shown", vec![], 220, 5, 5, false),
        ]
    );
    // No byte is there to align anything.
    assert_eq!(gap(&binary, "<code>"), (0, 1 + 1 + 2 + 1 + 2 + 1));
    assert_eq!(
        rows(&binary, "<data>"),
        [
            (".rodata", vec![], 6, 20, 20, false),
            (".data", vec![], 31, 5, 5, false),
        ]
    );
    assert_eq!(gap(&binary, "<data>"), (0, 1 + 5 + 5));
    assert_eq!(binary.text(), 225);
    let kind = |name: &str| {
        binary
            .sections
            .iter()
            .find(|it| it.name == name)
            .unwrap()
            .kind
    };
    assert_eq!(kind("<type>"), SectionKind::Data);
    assert_eq!(kind("name"), SectionKind::Unloaded);
    assert_eq!(binary.symbols[0].kind, SymbolKind::Function);
    // All of the file are sections, and what is in front of each.
    let total: u64 = binary.sections.iter().map(|it| it.size).sum();
    let front = 2 * sections.len() as u64 + 1;
    assert_eq!(8 + total + front, binary.file);

    if have("Wasm", &["wasm-objdump", "wasm-strip"]) {
        assert_eq!(
            code_of(&tool("wasm-objdump", &["-x"], &path)),
            [10, 202, 2, 5]
        );
        let stripped = file(&directory("wasm"), "stripped.wasm", &data);
        tool("wasm-strip", &[], &stripped);
        let stripped = std::fs::metadata(stripped).unwrap().len();
        assert_eq!(binary.stripped, Some(stripped));
    }
}

/// The sizes in ` - func[1] size=10 <..>`.
fn code_of(listing: &str) -> Vec<u64> {
    let lines = listing.lines().filter(|line| line.contains("] size="));
    let lines = lines.filter(|line| line.trim_start().starts_with("- func["));
    lines
        .map(|line| {
            let (_, rest) = line.split_once("size=").unwrap();
            rest.split(' ').next().unwrap().parse().unwrap()
        })
        .collect()
}

#[test]
fn symbols_of_an_object_name_functions_and_pieces_of_data() {
    let path = file(&directory("wasm"), "made.o", sample_object());
    let binary = read(&path);
    assert_eq!((binary.linked, binary.stripped), (false, None));
    assert_eq!(
        rows(&binary, "<code>"),
        [
            ("a", vec!["b"], 2, 10, 10, false),
            ("c", vec![], 217, 2, 2, false),
        ]
    );
    assert_eq!(
        rows(&binary, "<data>"),
        [
            ("first", vec![], 6, 8, 8, false),
            ("second", vec![], 18, 8, 8, false),
        ]
    );
    if have("Wasm objects", &["wasm-objdump"]) {
        let listing = tool("wasm-objdump", &["-x"], &path);
        assert_eq!(code_of(&listing), [10, 202, 2, 5]);
        assert!(listing.contains("<second>"), "{listing}");
    }
}

#[test]
fn the_smallest_module_is_read_and_a_component_is_not() {
    let binary = Binary::parse("empty", &module(&[])).unwrap();
    assert_eq!((binary.sections.len(), binary.stripped), (0, Some(8)));
    let component = Binary::parse("some/file", b"\0asm\x0d\0\x01\0").unwrap_err();
    let message = component.to_string();
    assert!(
        message.contains("`some/file` is a Wasm component"),
        "{message}"
    );
}
