//! Damaged files of every format: an error that names the file and the fault, or no
//! harm; never a panic, and never more memory or time than the file is worth.

use demono_size::binary::check;
use demono_size::{Binary, ReadError};
use object::{Architecture, BinaryFormat, Object as _, ObjectSection as _};

use crate::made;

/// A small file of every format, with the places that headers and tables are in.
fn files() -> Vec<(&'static str, Vec<u8>)> {
    let mut files = Vec::new();
    for (name, format) in [
        ("elf", BinaryFormat::Elf),
        ("coff", BinaryFormat::Coff),
        ("macho", BinaryFormat::MachO),
    ] {
        for architecture in [Architecture::X86_64, Architecture::I386] {
            files.push((name, made::object(format, architecture)));
        }
    }
    files.push(("wasm", crate::wasm::sample()));
    files.push(("wasm object", crate::wasm::sample_object()));
    files.push(("archive", crate::archives::sample()));
    files.push(("universal", crate::archives::sample_universal()));
    if let Some(program) = crate::coff::sample() {
        files.push(("pe", program));
    }
    files.push(("elf program", crate::elf::sample()));
    files
}

#[test]
fn what_is_cut_short_is_an_error_or_harmless() {
    for (name, data) in files() {
        let step = (data.len() / 600).max(1);
        let mut errors = 0;
        for length in (0..data.len()).step_by(step) {
            check(&data[..length]);
            let Err(error) = Binary::parse("some/file", &data[..length]) else {
                continue;
            };
            errors += 1;
            assert!(error.to_string().contains("`some/file"), "{name}: {error}");
        }
        assert!(errors > 20, "{name}: {errors}");
    }
}

#[test]
fn no_byte_is_trusted() {
    for (name, data) in files() {
        assert!(Binary::parse("whole", &data).is_ok(), "{name}");
        let step = (data.len() / 4000).max(1);
        for at in (0..data.len()).step_by(step) {
            for value in [0x00, 0x01, 0x7f, 0x80, 0xff, data[at] ^ 0x10] {
                let mut damaged = data.clone();
                damaged[at] = value;
                check(&damaged);
            }
        }
        // Numbers are of four bytes.
        for at in (0..data.len().saturating_sub(4)).step_by(step) {
            for value in [u32::MAX, 0x7fff_ffff, 0x0100_0000] {
                let mut damaged = data.clone();
                damaged[at..at + 4].copy_from_slice(&value.to_le_bytes());
                check(&damaged);
            }
        }
    }
}

#[test]
fn names_that_share_their_bytes_are_bounded() {
    // As many symbols as fit, all with the longest name there is.
    let symbols = 4000;
    let text = 400_000;
    let name = "n".repeat(text);
    let mut object = object::write::Object::new(
        BinaryFormat::Elf,
        Architecture::X86_64,
        object::Endianness::Little,
    );
    let section = object.section_id(object::write::StandardSection::Text);
    object.append_section_data(section, &[0; 4096], 1);
    made::add(&mut object, section, &name, 0, 1, true);
    for at in 0..symbols {
        made::add(&mut object, section, &format!("x{at}"), at, 1, true);
    }
    let mut data = object.write().unwrap();
    let place = |name: &str| {
        let file = object::File::parse(&*data).unwrap();
        let section = file.section_by_name(name).unwrap();
        let (start, size) = section.file_range().unwrap();
        start as usize..(start + size) as usize
    };
    let (table, strings) = (place(".symtab"), place(".strtab"));
    let long = data[strings.clone()].windows(text);
    let long = long.clone().position(|it| it == name.as_bytes()).unwrap() as u32;
    // `st_name` is the first field of 24 bytes.
    for at in table.step_by(24).skip(1) {
        data[at..at + 4].copy_from_slice(&long.to_le_bytes());
    }
    let error = Binary::parse("some/file", &data).unwrap_err();
    assert!(matches!(error, ReadError::Names { .. }), "{error}");
    assert!(error.to_string().contains("add up to more than"), "{error}");
}

#[test]
fn many_symbols_in_few_bytes_are_bounded() {
    let error = Binary::parse("some/file", &crate::wasm::many_names(2_000_000)).unwrap_err();
    assert!(matches!(error, ReadError::Names { .. }), "{error}");
}

#[test]
fn the_fault_is_named() {
    let read = |data: &[u8]| Binary::parse("some/file", data).unwrap_err();
    let elf = made::object(BinaryFormat::Elf, Architecture::X86_64);
    // The table of the sections is at the end.
    let error = read(&elf[..elf.len() - 100]);
    assert!(matches!(error, ReadError::Malformed { .. }), "{error}");
    let message = error.to_string();
    assert!(
        message.contains("section table cannot be read"),
        "{message}"
    );
    let cause = std::error::Error::source(&error).unwrap().to_string();
    assert!(!cause.is_empty());

    // `sh_size` of the section after the empty one.
    let mut lying = elf.clone();
    let sections = u64::from_le_bytes(elf[40..48].try_into().unwrap()) as usize;
    lying[sections + 64 + 32..sections + 64 + 40].fill(0x7f);
    let error = read(&lying);
    assert!(matches!(error, ReadError::Beyond { .. }), "{error}");
    let message = error.to_string();
    assert!(
        message.contains("section `.text` is said to end at byte"),
        "{message}"
    );
}
