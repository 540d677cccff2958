//! The ELF reader against binutils, on a real program.

mod common;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use demono_report::SectionKind;
use demono_size::{Binary, Families, ReadError};

fn tool(name: &str, arguments: &[&str], path: &Path) -> String {
    let output = Command::new(name).args(arguments).arg(path).output();
    let output = output.unwrap_or_else(|error| panic!("{name}: {error}"));
    assert!(output.status.success(), "{name}: {output:?}");
    String::from_utf8(output.stdout).unwrap()
}

fn programs() -> impl Iterator<Item = &'static std::path::PathBuf> {
    common::dev().iter().chain(common::min())
}

#[test]
fn sections_are_those_of_size() {
    for path in programs() {
        let binary = Binary::read(path).unwrap();
        let listing = tool("size", &["-A", "-d"], path);
        let mut seen = 0;
        for line in listing.lines() {
            let words: Vec<&str> = line.split_whitespace().collect();
            let [name, size, address] = words[..] else {
                continue;
            };
            let Ok(size) = size.parse::<u64>() else {
                continue;
            };
            let section = binary.sections.iter().find(|section| section.name == name);
            let section = section.unwrap_or_else(|| panic!("no section {name}"));
            assert_eq!(section.size, size, "{name}");
            assert_eq!(section.address, address.parse::<u64>().unwrap(), "{name}");
            seen += 1;
        }
        assert!(seen > 15, "{listing}");
        // The sum of what `size -A` shows at an address, so without comments and
        // debug information.
        let loaded: u64 = listing
            .lines()
            .map(|line| line.split_whitespace().collect::<Vec<_>>())
            .filter(|words| words.len() == 3 && words[2] != "0" && words[0].starts_with('.'))
            .map(|words| words[1].parse::<u64>().unwrap())
            .sum();
        assert_eq!(binary.allocated(), loaded);
    }
}

#[test]
fn symbols_are_those_of_nm() {
    for path in programs() {
        let binary = Binary::read(path).unwrap();
        let ours: BTreeSet<(u64, u64, &str)> = binary
            .symbols
            .iter()
            .filter(|symbol| !symbol.estimated)
            .flat_map(|symbol| {
                let names = symbol.aliases.iter().chain([&symbol.name]);
                names.map(move |name| (symbol.address, symbol.size, name.as_str()))
            })
            .collect();
        let listing = tool("nm", &["-S", "--defined-only"], path);
        let mut theirs = BTreeSet::new();
        for line in listing.lines() {
            let words: Vec<&str> = line.split_whitespace().collect();
            // Thread-local symbols have offsets for addresses here and there alike.
            let [address, size, _kind, name] = words[..] else {
                continue;
            };
            let hex = |digits| u64::from_str_radix(digits, 16).unwrap();
            theirs.insert((hex(address), hex(size), name));
        }
        let missing: Vec<_> = theirs.difference(&ours).take(5).collect();
        let extra: Vec<_> = ours.difference(&theirs).take(5).collect();
        assert!(
            missing.is_empty() && extra.is_empty(),
            "{missing:x?} {extra:x?}"
        );
        assert!(theirs.len() > 400);
    }
}

#[test]
fn the_stripped_size_is_that_of_strip() {
    for (number, path) in programs().enumerate() {
        let before = fs::read(path).unwrap();
        let binary = Binary::read(path).unwrap();
        assert_eq!(binary.file, before.len() as u64);
        let copy = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("stripped-{number}"));
        fs::copy(path, &copy).unwrap();
        tool("strip", &["--strip-all"], &copy);
        let stripped = fs::metadata(&copy).unwrap().len();
        assert_eq!(binary.stripped, Some(stripped));
        assert_eq!(fs::read(path).unwrap(), before, "the program was touched");
    }
}

#[test]
fn text_is_the_text_section() {
    let binary = Binary::read(&common::dev()[0]).unwrap();
    let text = binary
        .sections
        .iter()
        .find(|it| it.name == ".text")
        .unwrap();
    assert_eq!(text.kind, SectionKind::Code);
    assert_eq!(binary.text(), text.size);
    let debug = binary.sections.iter().find(|it| it.name == ".debug_info");
    assert_eq!(debug.unwrap().kind, SectionKind::Unloaded);
}

#[test]
fn folded_functions_are_counted_once() {
    let binary = Binary::read(&common::dev()[0]).unwrap();
    let folded: Vec<_> = binary
        .symbols
        .iter()
        .filter(|symbol| symbol.name.starts_with("folded_"))
        .collect();
    assert_eq!(folded.len(), 1, "{folded:?}");
    assert_eq!(folded[0].name, "folded_a");
    assert_eq!(folded[0].aliases, ["folded_b"]);
    assert_eq!(folded[0].size, 24);

    let families = Families::of(&binary);
    assert_eq!(families.get("folded_a").unwrap().bytes(), 24);
    let alias = families.get("folded_b").unwrap();
    assert_eq!((alias.bytes(), alias.copies.len()), (0, 0));
    assert_eq!(alias.folded, ["folded_b"]);
}

#[test]
fn copies_are_counted_per_function() {
    let families = Families::of(&Binary::read(&common::dev()[0]).unwrap());
    let copies = |name: &str| families.get(name).map_or(0, |family| family.copies.len());
    assert_eq!(copies("zoo::load"), 3);
    assert_eq!(copies("<zoo::Client>::get"), 3);
    assert_eq!(copies("<_ as zoo::Describe>::describe"), 4);
    assert_eq!(copies("<_ as zoo::Describe>::provided"), 2);
    assert_eq!(copies("zoo::pad"), 2);
    assert_eq!(copies("zoo::größe"), 4);
    assert_eq!(copies("zoo::each"), 2);
    assert_eq!(copies("zoo::each::{closure#0}"), 2);
    assert_eq!(copies("zoo::plain::nested"), 2);
    assert_eq!(copies("<zoo::Noisy as core::ops::drop::Drop>::drop"), 2);
    // Two impls for two types are not two copies.
    assert_eq!(copies("<zoo::Client as zoo::Named>::name"), 1);

    let load = families.get("zoo::load").unwrap();
    let mut arguments: Vec<&str> = load
        .copies
        .iter()
        .map(|it| it.arguments[0].as_str())
        .collect();
    arguments.sort_unstable();
    assert_eq!(
        arguments,
        ["&str", "alloc::boxed::Box<str>", "alloc::string::String"]
    );
    assert_eq!(
        load.bytes(),
        load.copies.iter().map(|it| it.bytes).sum::<u64>()
    );
}

#[test]
fn what_is_no_binary_is_refused() {
    let read = |data: &[u8]| Binary::parse("some/file", data).unwrap_err();
    for data in [b"".as_slice(), b"#!/bin/sh\n", b"\x7fELF"] {
        let error = read(data);
        assert!(matches!(error, ReadError::NotABinary { .. }), "{error}");
        assert!(error.to_string().contains("some/file"), "{error}");
    }
    let missing = Binary::read("no/such/file").unwrap_err();
    assert!(matches!(missing, ReadError::Open { .. }), "{missing}");

    let mut core = fs::read(&common::min()[0]).unwrap();
    // `e_type`, little endian: 4 is a core dump.
    core[16] = 4;
    assert!(matches!(read(&core), ReadError::Unsupported { .. }));
}

#[test]
fn damage_is_an_error_or_harmless_but_never_a_panic() {
    let data = fs::read(&common::min()[0]).unwrap();
    for length in (0..data.len()).step_by(data.len() / 64) {
        assert!(Binary::parse("cut", &data[..length]).is_err(), "{length}");
    }
    let header = usize::try_from(u64::from_le_bytes(data[40..48].try_into().unwrap())).unwrap();
    let ranges = [0..64, 64..800, header..data.len()];
    for at in ranges.into_iter().flatten().step_by(3) {
        for value in [0x00, 0x7f, 0xff] {
            let mut damaged = data.clone();
            damaged[at] = value;
            let _ = Binary::parse("damaged", &damaged);
        }
    }
}
