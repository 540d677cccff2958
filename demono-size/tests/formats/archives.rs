//! Archives and universal files: all members, none entered twice.

use std::path::{Path, PathBuf};
use std::process::Command;

use demono_report::{Format, SectionKind};
use demono_size::{Binary, ReadError};
use object::{Architecture, BinaryFormat};

use crate::made;
use demono_test_support::tools::have;

use crate::tools::{directory, file, names, nm, own_directory, read, run, size, sizes};

/// One object of every format, and a file that is none.
fn members(directory: &Path) -> Vec<PathBuf> {
    let formats = [
        ("elf.o", BinaryFormat::Elf),
        ("coff.o", BinaryFormat::Coff),
        ("a_name_of_more_than_sixteen_bytes.o", BinaryFormat::MachO),
    ];
    let mut paths: Vec<PathBuf> = formats
        .iter()
        .map(|(name, format)| file(directory, name, made::object(*format, Architecture::X86_64)))
        .collect();
    paths.push(file(directory, "lib.rmeta", [1; 77]));
    paths
}

fn archive(name: &str, options: &str, members: &[PathBuf]) -> PathBuf {
    let path = members[0].parent().unwrap().join(name);
    let _ = std::fs::remove_file(&path);
    run(Command::new("ar").arg(options).arg(&path).args(members));
    path
}

/// An archive with a member of every format.
pub(crate) fn sample() -> Vec<u8> {
    let paths = members(&own_directory("archive-sample"));
    std::fs::read(archive("all.a", "crs", &paths)).unwrap()
}

/// Two slices.
pub(crate) fn sample_universal() -> Vec<u8> {
    let object = |it| made::object(BinaryFormat::MachO, it);
    universal(&[
        (0x0100_0007, object(Architecture::X86_64)),
        (0x0100_000c, object(Architecture::Aarch64)),
    ])
}

#[test]
fn every_member_counts() {
    let paths = members(&directory("archive"));
    let binary = read(&archive("all.a", "crs", &paths));
    assert_eq!(binary.format, Format::Archive);
    assert_eq!((binary.linked, binary.stripped), (false, None));
    assert_eq!(binary.architecture, "x86_64");
    assert_eq!(binary.text(), 3 * made::CODE);
    let members: Vec<&str> = binary
        .sections
        .iter()
        .filter(|it| it.kind == SectionKind::Code)
        .map(|it| it.member.as_deref().unwrap())
        .collect();
    assert_eq!(
        members,
        ["elf.o", "coff.o", "a_name_of_more_than_sixteen_bytes.o"]
    );
    let other = binary.sections.last().unwrap();
    assert_eq!((other.name.as_str(), other.size), ("lib.rmeta", 77));
    assert_eq!(other.kind, SectionKind::Unloaded);
    let data = binary.symbols.iter().filter(|it| it.name == "data");
    assert_eq!(data.map(|it| it.bytes).collect::<Vec<_>>(), [24; 3]);
}

#[test]
fn an_archive_is_the_sum_of_its_members() {
    let directory = directory("archive-elf");
    let source = "int NAME(int a) { static int kept[7]; kept[a] += a; return kept[0]; }";
    let paths: Vec<PathBuf> = ["one", "two", "three"]
        .iter()
        .map(|name| {
            let source = file(
                &directory,
                &format!("{name}.c"),
                source.replace("NAME", name),
            );
            let object = directory.join(format!("{name}.o"));
            run(Command::new("gcc")
                .args(["-O1", "-ffunction-sections", "-c", "-o"])
                .args([&object, &source]));
            object
        })
        .collect();
    let path = archive("lib.a", "crs", &paths);
    let binary = read(&path);
    let all = sizes(&binary.sections);
    for row in size("size", &path) {
        assert!(all.contains(&row), "{row:?} is not in {all:?}");
    }
    assert_eq!(names(&binary), nm("nm", &path));
}

#[test]
fn an_archive_in_an_archive_is_not_entered() {
    let paths = members(&directory("nested"));
    let inner = archive("inner.a", "crs", &paths);
    let length = std::fs::metadata(&inner).unwrap().len();
    let binary = read(&archive("outer.a", "crS", &[inner]));
    assert_eq!(binary.sections.len(), 1);
    assert_eq!(binary.sections[0].name, "inner.a");
    assert_eq!((binary.sections[0].size, binary.text()), (length, 0));
    assert_eq!(binary.architecture, "unknown");
}

#[test]
fn a_thin_archive_says_what_to_do() {
    let paths = members(&directory("thin"));
    let error = Binary::read(archive("thin.a", "crsT", &paths)).unwrap_err();
    assert!(matches!(error, ReadError::Unsupported { .. }), "{error}");
    let message = error.to_string();
    assert!(
        message.contains("thin.a") && message.contains("ar crs"),
        "{message}"
    );
}

#[test]
fn an_empty_archive_is_read() {
    assert_eq!(Binary::parse("empty.a", b"!<arch>\n").unwrap().sections, []);
}

#[test]
fn a_damaged_member_is_named() {
    let directory = directory("member");
    let mut object = made::object(BinaryFormat::Elf, Architecture::X86_64);
    // `e_shoff`.
    object[40..48].fill(0xff);
    let path = archive("lib.a", "crS", &[file(&directory, "bad.o", object)]);
    let message = Binary::read(path).unwrap_err().to_string();
    assert!(message.contains("lib.a(bad.o)` is damaged"), "{message}");
}

#[test]
fn import_libraries_have_members_that_are_no_objects() {
    let tool = "llvm-dlltool";
    if !have("import libraries", &[tool]) {
        return;
    }
    let directory = directory("import");
    let list = file(
        &directory,
        "a.def",
        "LIBRARY some.dll\nEXPORTS\nfirst\nsecond\n",
    );
    let path = directory.join("some.lib");
    run(Command::new(tool)
        .args(["-m", "i386:x86-64", "-d"])
        .arg(list)
        .arg("-l")
        .arg(&path));
    let binary = read(&path);
    let short = binary.sections.iter().filter(|it| it.name == "some.dll");
    assert!(short.clone().count() >= 2, "{:?}", binary.sections);
    assert!(short.into_iter().all(|it| it.kind == SectionKind::Unloaded));
}

/// A universal file of these slices.
fn universal(slices: &[(u32, Vec<u8>)]) -> Vec<u8> {
    let mut header: Vec<u32> = vec![0xcafe_babe, slices.len() as u32];
    let mut data = vec![0; 4096];
    for (cpu, slice) in slices {
        header.extend([*cpu, 0, data.len() as u32, slice.len() as u32, 12]);
        data.extend(slice);
        data.resize(data.len().next_multiple_of(4096), 0);
    }
    for (at, word) in header.into_iter().enumerate() {
        data[at * 4..at * 4 + 4].copy_from_slice(&word.to_be_bytes());
    }
    data
}

#[test]
fn every_slice_of_a_universal_file_counts() {
    let data = sample_universal();
    let binary = read(&file(&directory("universal"), "both.o", &data));
    assert_eq!((binary.format, binary.linked), (Format::MachO, false));
    assert_eq!(binary.architecture, "x86_64+aarch64");
    assert_eq!(binary.text(), 2 * made::CODE);
    assert_eq!(binary.sections[0].member.as_deref(), Some("x86_64"));

    // Two slices at one place are one, counted twice.
    let mut twice = data.clone();
    twice[36..40].copy_from_slice(&4096_u32.to_be_bytes());
    twice[40..44].copy_from_slice(&(data.len() as u32 - 4096).to_be_bytes());
    let error = Binary::parse("some/file", &twice).unwrap_err();
    assert!(matches!(error, ReadError::Layout { .. }), "{error}");
    // The class files of Java begin like it.
    let class = [&[0xca, 0xfe, 0xba, 0xbe, 0, 0, 0, 61][..], &[0; 64]].concat();
    let error = Binary::parse("some/file", &class).unwrap_err();
    assert!(matches!(error, ReadError::NotABinary { .. }), "{error}");
}
