//! The seeds of the fuzz targets, on stable: whatever the fuzzer starts from is read, and
//! so is everything that is one byte short of it.

use std::fs;
use std::path::{Path, PathBuf};

use demono_size::{Binary, Families, FunctionName};

fn seeds(target: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("fuzz/seeds")
        .join(target);
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    assert!(files.len() > 5, "{files:?}");
    files
}

#[test]
fn every_binary_is_read() {
    for path in seeds("read") {
        let data = fs::read(&path).unwrap();
        let binary = Binary::parse(&path, &data);
        let binary = binary.unwrap_or_else(|error| panic!("{error}"));
        let bytes: u64 = Families::of(&binary).iter().map(|it| it.bytes()).sum();
        let counted: u64 = binary.symbols.iter().map(|it| it.bytes).sum();
        assert_eq!(bytes, counted, "{}", path.display());
        demono_size::binary::check(&data);
        for length in (0..data.len()).step_by(1 + data.len() / 500) {
            demono_size::binary::check(&data[..length]);
        }
    }
}

#[test]
fn every_name_is_taken_apart() {
    for path in seeds("name") {
        let text = fs::read(&path).unwrap();
        let symbol = String::from_utf8_lossy(&text);
        let name = FunctionName::parse(symbol.trim_end());
        assert!(!name.key.is_empty(), "{}", path.display());
        assert!(!name.text.is_empty(), "{}", path.display());
    }
}
