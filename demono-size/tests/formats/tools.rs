//! Other readers, and what they say.

use std::path::{Path, PathBuf};
use std::process::Command;

use demono_size::binary::{check, Section};
use demono_size::Binary;

/// A directory for the files of one test.
pub(crate) fn directory(test: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("formats")
        .join(test);
    std::fs::create_dir_all(&path).unwrap();
    path
}

/// A directory for files that several tests make, each for itself.
pub(crate) fn own_directory(name: &str) -> PathBuf {
    directory(&format!("{name}-{:?}", std::thread::current().id()))
}

/// Writes a file for a test.
pub(crate) fn file(directory: &Path, name: &str, data: impl AsRef<[u8]>) -> PathBuf {
    let path = directory.join(name);
    std::fs::write(&path, data).unwrap();
    path
}

/// Runs a tool that has to be there; its output.
pub(crate) fn run(command: &mut Command) -> String {
    let output = command.output();
    let output = output.unwrap_or_else(|error| panic!("{command:?}: {error}"));
    assert!(output.status.success(), "{command:?}: {output:?}");
    String::from_utf8(output.stdout).unwrap()
}

/// `tool arguments.. path`.
pub(crate) fn tool(name: &str, arguments: &[&str], path: &Path) -> String {
    run(Command::new(name).args(arguments).arg(path))
}

/// Reads a file, after the invariants were checked on it.
pub(crate) fn read(path: &Path) -> Binary {
    check(&std::fs::read(path).unwrap());
    Binary::read(path).unwrap_or_else(|error| panic!("{error}"))
}

/// What the tests compare of a symbol: name, aliases, address, size, counted, estimated.
pub(crate) type Row<'a> = (&'a str, Vec<&'a str>, u64, u64, u64, bool);

/// The symbols of one section.
pub(crate) fn rows<'a>(binary: &'a Binary, section: &str) -> Vec<Row<'a>> {
    let index = binary.sections.iter().position(|it| it.name == section);
    let index = index.unwrap_or_else(|| panic!("no {section} in {:#?}", binary.sections));
    let symbols = binary.symbols.iter().filter(|it| it.section == index);
    symbols
        .map(|it| {
            let aliases = it.aliases.iter().map(String::as_str).collect();
            let name = it.name.as_str();
            (name, aliases, it.address, it.size, it.bytes, it.estimated)
        })
        .collect()
}

/// Padding and unnamed bytes of one section.
pub(crate) fn gap(binary: &Binary, section: &str) -> (u64, u64) {
    let index = binary.sections.iter().position(|it| it.name == section);
    let gap = binary.gaps[index.unwrap()];
    (gap.padding, gap.unnamed)
}

/// Name, size, address of every line of `size -A -d` or `llvm-size -A -d` that is one.
pub(crate) fn size(tool_name: &str, path: &Path) -> Vec<(String, u64, u64)> {
    let listing = tool(tool_name, &["-A", "-d"], path);
    let rows = listing.lines().filter_map(|line| {
        let words: Vec<&str> = line.split_whitespace().collect();
        let [name, size, address] = words[..] else {
            return None;
        };
        Some((name.to_owned(), size.parse().ok()?, address.parse().ok()?))
    });
    let mut rows: Vec<_> = rows.collect();
    assert!(!rows.is_empty(), "{listing}");
    rows.sort();
    rows
}

/// The same of ours.
pub(crate) fn sizes<'a>(
    sections: impl IntoIterator<Item = &'a Section>,
) -> Vec<(String, u64, u64)> {
    let sections = sections.into_iter();
    let mut rows: Vec<_> = sections
        .map(|it| (it.name.clone(), it.size, it.address))
        .collect();
    rows.sort();
    rows
}

/// Address, size and name of what `nm -S` or `llvm-nm -S` gives a size.
pub(crate) fn nm(tool_name: &str, path: &Path) -> Vec<(u64, u64, String)> {
    let listing = tool(tool_name, &["-S", "--defined-only"], path);
    let rows = listing.lines().filter_map(|line| {
        let words: Vec<&str> = line.split_whitespace().collect();
        let [address, size, kind, name] = words[..] else {
            return None;
        };
        // A common symbol has no place before the linker gives it one.
        let hex = |digits| u64::from_str_radix(digits, 16).unwrap();
        (kind != "C" && size.contains(|digit| digit != '0'))
            .then(|| (hex(address), hex(size), name.to_owned()))
    });
    let mut rows: Vec<_> = rows.collect();
    rows.sort();
    rows.dedup();
    rows
}

/// The same of ours, without what is estimated.
pub(crate) fn names(binary: &Binary) -> Vec<(u64, u64, String)> {
    let symbols = binary.symbols.iter().filter(|it| !it.estimated);
    let mut rows: Vec<_> = symbols
        .flat_map(|symbol| {
            let names = symbol.aliases.iter().chain([&symbol.name]);
            names.map(move |name| (symbol.address, symbol.size, name.clone()))
        })
        .collect();
    rows.sort();
    rows.dedup();
    rows
}
