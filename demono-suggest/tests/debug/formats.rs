//! `small.rs` as a module of Wasm and as a library of Windows: DWARF is the same in every
//! format, but for where its sections are.
//!
//! Needs a compiler that has the source of `core`, see [`StdSource`].

use std::fs;
use std::path::{Path, PathBuf};

use demono_suggest::census;
use demono_test_support::std_source::{StdSource, PROFILE};
use demono_test_support::tools::have;

use crate::made::{fixture, folder, read};

const PE: &str = "x86_64-pc-windows-gnu";
const WASM: &str = "wasm32-unknown-unknown";

/// `small.rs` for `target`; `None` if that cannot be.
fn built(target: &str) -> Option<PathBuf> {
    let what = format!("debug information of {target}");
    let std = StdSource::find(&what)?;
    if target == PE && !have(&what, &["x86_64-w64-mingw32-gcc"]) {
        return None;
    }
    let package = folder(target);
    let manifest = format!(
        "[package]\nname = \"small\"\nedition = \"2021\"\n[workspace]\n\
         [lib]\npath = {:?}\ncrate-type = [\"cdylib\"]\n\
         {PROFILE}[profile.release.package.small]\ndebug = 1\n",
        fixture("small.rs")
    );
    fs::write(package.join("Cargo.toml"), manifest).unwrap();
    let directory = StdSource::directory(env!("CARGO_TARGET_TMPDIR"), target);
    let mut cargo = std.cargo("rustc", target, "core");
    cargo
        .arg("--manifest-path")
        .arg(package.join("Cargo.toml"))
        .env("CARGO_TARGET_DIR", &directory);
    if target == PE {
        // No C runtime: there is nothing to start.
        cargo.args(["--", "-Clink-arg=-nostdlib"]);
    }
    let output = cargo.output().unwrap();
    assert!(output.status.success(), "{output:?}");
    Some(directory.join(target).join("release"))
}

fn has_both_copies(file: &Path) {
    let info = read(file).unwrap();
    crate::check(&info);
    let items = census(&info);
    let sum = items.iter().find(|it| it.text == "small::sum").unwrap();
    let mut arguments = sum.instances.keys().map(|it| {
        let own: Vec<&str> = it.own.iter().map(|it| it.text.as_str()).collect();
        own.join(", ")
    });
    assert_eq!(arguments.next().as_deref(), Some("u16"));
    assert_eq!(arguments.next().as_deref(), Some("u8"));
    assert!(sum.instances.values().all(|it| it.bytes() > 0));
    let declaration = sum.declaration.unwrap();
    let text = fs::read_to_string(fixture("small.rs")).unwrap();
    let line = text.lines().nth(declaration.line - 1).unwrap();
    assert!(line.starts_with("fn sum"), "{line}");
    assert_eq!(info.files[declaration.file], fixture("small.rs"));
}

#[test]
fn a_module_of_wasm() {
    if let Some(folder) = built(WASM) {
        has_both_copies(&folder.join("small.wasm"));
    }
}

#[test]
fn a_library_of_windows() {
    if let Some(folder) = built(PE) {
        has_both_copies(&folder.join("small.dll"));
    }
}
