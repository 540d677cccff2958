//! One program, built by one compiler for every format, with std: sections and symbols
//! as other readers see them, and the same generic functions in as many copies.
//!
//! The compiler has to have the source of std, so these tests need `DEMONO_STD_RUSTC`;
//! `.ci/std-source` makes one.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use demono_report::{FamilyKind, Format};
use demono_size::binary::SymbolKind;
use demono_size::{Binary, Families};

use demono_test_support::std_source::StdSource;
use demono_test_support::tools::have;

use crate::tools::{directory, names, nm, read, rows, run, size, sizes, tool};

const ELF: &str = "x86_64-unknown-linux-gnu";
const PE: &str = "x86_64-pc-windows-gnu";
const WASM: &str = "wasm32-unknown-unknown";
const MACHO: &str = "aarch64-apple-darwin";
const THUMB: &str = "thumbv7em-none-eabi";

/// The directory with what was built for `target`; `None` if that cannot be.
fn built(target: &'static str) -> Option<&'static Path> {
    static BUILT: [OnceLock<Option<PathBuf>>; 5] = [const { OnceLock::new() }; 5];
    let index = [ELF, PE, WASM, MACHO, THUMB]
        .iter()
        .position(|it| *it == target);
    BUILT[index.unwrap()]
        .get_or_init(|| build(target))
        .as_deref()
}

fn build(target: &str) -> Option<PathBuf> {
    let what = format!("formats of {target}");
    let std = StdSource::find(&what)?;
    if target == PE && !have(&what, &["x86_64-w64-mingw32-gcc"]) {
        return None;
    }
    let crates = match target {
        // Debian has std for the machine it runs on.
        ELF => "",
        // No operating system, no std.
        THUMB => "core,alloc",
        _ => "std,panic_abort",
    };
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/kinds/Cargo.toml");
    let directory = StdSource::directory(env!("CARGO_TARGET_TMPDIR"), target);
    let mut cargo = std.cargo("build", target, crates);
    cargo.arg("--manifest-path").arg(manifest);
    cargo.env("CARGO_TARGET_DIR", &directory);
    if target == MACHO || target == THUMB {
        // There is no linker for it here, or nothing to link.
        cargo.arg("--lib");
    }
    run(&mut cargo);
    Some(directory.join(target).join("release"))
}

/// The fixture's own functions: copies of each.
fn copies(binary: &Binary) -> BTreeMap<String, usize> {
    let families = Families::of(binary);
    let own = families
        .iter()
        .filter(|family| family.name.contains("kinds::") && family.kind != FamilyKind::Data);
    own.filter(|family| !family.name.ends_with("::main"))
        .map(|family| {
            (
                family.name.clone(),
                family.copies.len() + family.folded.len(),
            )
        })
        .collect()
}

fn expected() -> BTreeMap<String, usize> {
    let all = [
        ("kinds::load", 3),
        ("kinds::run", 1),
        ("<kinds::Client>::get", 2),
        ("<kinds::Client as kinds::Describe>::describe", 2),
    ];
    all.map(|(name, copies)| (name.to_owned(), copies)).into()
}

#[test]
fn elf_has_what_size_and_nm_say() {
    let Some(directory) = built(ELF) else {
        return;
    };
    let program = directory.join("kinds");
    let library = directory.join("libkinds.rlib");
    for path in [&program, &library] {
        let binary = read(path);
        assert_eq!(copies(&binary), expected());
        assert_eq!(names(&binary), nm("nm", path));
        let all = sizes(&binary.sections);
        for row in size("size", path) {
            assert!(all.contains(&row), "{row:?}");
        }
    }
}

#[test]
fn elf_of_32_bits_has_what_size_and_nm_say() {
    let Some(directory) = built(THUMB) else {
        return;
    };
    if !have("a library for ARM", &["llvm-nm", "llvm-size"]) {
        return;
    }
    let path = directory.join("libkinds.rlib");
    let binary = read(&path);
    assert_eq!(binary.architecture, "arm");
    assert_eq!(copies(&binary), expected());
    // Other than that of binutils it knows of the bit that says Thumb.
    assert_eq!(names(&binary), nm("llvm-nm", &path));
    let all = sizes(&binary.sections);
    for row in size("size", &path) {
        assert!(all.contains(&row), "{row:?}");
    }
}

#[test]
fn pe_has_the_functions_that_elf_has() {
    let Some(directory) = built(PE) else {
        return;
    };
    let path = directory.join("kinds.exe");
    let binary = read(&path);
    assert_eq!((binary.format, binary.linked), (Format::Pe, true));
    assert_eq!(copies(&binary), expected());
    assert_eq!(copies(&read(&directory.join("libkinds.rlib"))), expected());
    assert_eq!(sizes(&binary.sections), size("size", &path));
    assert!(binary.symbols.iter().all(|it| it.estimated));

    // The table that unwinding needs says where functions end.
    let listing = tool("x86_64-w64-mingw32-objdump", &["-p"], &path);
    let (_, table) = listing.split_once("The Function Table").unwrap();
    let ends: BTreeMap<u64, u64> = table.lines().filter_map(range).collect();
    let mut seen = 0;
    let text = rows(&binary, ".text");
    for (name, _, address, size, ..) in text {
        let Some(end) = ends.get(&address) else {
            continue;
        };
        seen += 1;
        // Up to 15 bytes align the next one.
        let exact = end - address;
        assert!(
            (exact..exact + 16).contains(&size),
            "{name}: {size}, {exact}"
        );
    }
    assert!(seen > 500, "{seen} functions");

    let stripped = self::directory("real").join("kinds.exe");
    tool(
        "x86_64-w64-mingw32-strip",
        &["-o", stripped.to_str().unwrap()],
        &path,
    );
    let stripped = std::fs::metadata(stripped).unwrap().len();
    assert_eq!(binary.stripped, Some(stripped));
}

/// `address: begin end unwinding` in the table of `objdump -p`.
fn range(line: &str) -> Option<(u64, u64)> {
    let words: Vec<&str> = line.split_whitespace().collect();
    let [_, begin, end, _] = words[..] else {
        return None;
    };
    let hex = |digits| u64::from_str_radix(digits, 16).ok();
    Some((hex(begin)?, hex(end)?))
}

#[test]
fn wasm_has_what_its_tools_say() {
    let Some(directory) = built(WASM) else {
        return;
    };
    if !have("a Wasm program", &["wasm-objdump", "wasm-strip"]) {
        return;
    }
    let path = directory.join("kinds.wasm");
    let binary = read(&path);
    assert_eq!((binary.format, binary.linked), (Format::Wasm, true));
    assert_eq!(copies(&binary), expected());
    assert_eq!(copies(&read(&directory.join("libkinds.rlib"))), expected());

    // `Code start=0x.. end=0x.. (size=0x0000910c) count: 212`
    let listing = tool("wasm-objdump", &["-h"], &path);
    let listed = listing.lines().filter_map(|line| {
        let (_, size) = line.split_once("(size=0x")?;
        u64::from_str_radix(size.get(..8)?, 16).ok()
    });
    let ours: Vec<u64> = binary.sections.iter().map(|it| it.size).collect();
    assert_eq!(ours, listed.collect::<Vec<_>>());

    // ` - func[3] size=520 <_RNv..>`
    let listing = tool("wasm-objdump", &["-x"], &path);
    let mut listed: Vec<(String, u64)> = listing
        .lines()
        .filter_map(|line| {
            let line = line.trim_start();
            let (size, name) = line.split_once(" size=")?.1.split_once(' ')?;
            let named = line.starts_with("- func[");
            let name = name.strip_prefix('<')?.strip_suffix('>')?;
            named.then(|| Some((name.to_owned(), size.parse().ok()?)))?
        })
        .collect();
    listed.sort();
    let functions = binary.symbols.iter();
    let functions = functions.filter(|it| it.kind == SymbolKind::Function);
    let mut ours: Vec<(String, u64)> = functions.map(|it| (it.name.clone(), it.size)).collect();
    ours.sort();
    assert!(ours.len() > 100);
    assert_eq!(ours, listed);
    assert!(binary.symbols.iter().all(|it| !it.estimated));

    let stripped = self::directory("real").join("kinds.wasm");
    std::fs::copy(&path, &stripped).unwrap();
    tool("wasm-strip", &[], &stripped);
    let stripped = std::fs::metadata(stripped).unwrap().len();
    assert_eq!(binary.stripped, Some(stripped));
}

#[test]
fn macho_objects_have_the_functions_that_elf_has() {
    let Some(directory) = built(MACHO) else {
        return;
    };
    if !have("a library for macOS", &["llvm-size", "llvm-nm"]) {
        return;
    }
    let path = directory.join("libkinds.rlib");
    let binary = read(&path);
    assert_eq!(binary.architecture, "aarch64");
    assert_eq!(copies(&binary), expected());

    let member = |it: &demono_size::Section| it.member.clone().unwrap();
    let code = binary
        .sections
        .iter()
        .find(|it| it.name == "__text")
        .unwrap();
    let object = member(code);
    let extracted = self::directory("real").join("member.o");
    let data = run_bytes(Command::new("ar").arg("p").args([&path]).arg(&object));
    std::fs::write(&extracted, data).unwrap();
    let of_member = binary.sections.iter().filter(|it| member(it) == object);
    assert_eq!(sizes(of_member), size("llvm-size", &extracted));

    // `0000000000000000 T __RNv..`: what lies between two of them is the first's.
    let listing = tool("llvm-nm", &["--defined-only"], &extracted);
    let listed: BTreeMap<&str, u64> = listing
        .lines()
        .filter_map(|line| {
            let words: Vec<&str> = line.split_whitespace().collect();
            let [address, "T" | "t", name] = words[..] else {
                return None;
            };
            let name = name.strip_prefix('_').unwrap_or(name);
            let mark = name.starts_with("ltmp");
            Some((name, u64::from_str_radix(address, 16).ok()?)).filter(|_| !mark)
        })
        .collect();
    let text = rows(&binary, "__text");
    let ours: BTreeMap<&str, u64> = text
        .iter()
        .flat_map(|row| row.1.iter().chain([&row.0]).map(|name| (*name, row.2)))
        .collect();
    assert_eq!(ours, listed);
    let sum: u64 = text.iter().map(|row| row.3).sum();
    assert_eq!(sum, code.size);
    assert!(text.iter().all(|row| row.5));
}

/// Output that is no text.
fn run_bytes(command: &mut Command) -> Vec<u8> {
    let output = command.output().unwrap();
    assert!(output.status.success(), "{command:?}");
    output.stdout
}
