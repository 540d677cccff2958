//! `small.rs` as a module of Wasm and as a library of Windows: DWARF is the same in every
//! format, but for where its sections are.
//!
//! Needs a compiler that has the source of `core`, which `DEMONO_STD_RUSTC` names;
//! `.ci/std-source` makes one.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use demono_suggest::census;

use crate::made::{fixture, folder, read};

const PE: &str = "x86_64-pc-windows-gnu";
const WASM: &str = "wasm32-unknown-unknown";

/// Past the test runner, which keeps to itself what tests that pass print.
fn skipped(why: &str) {
    let line = format!("SKIPPED: {why}\n");
    std::io::stderr().write_all(line.as_bytes()).unwrap();
}

/// `small.rs` for `target`; `None` if that cannot be.
fn built(target: &str) -> Option<PathBuf> {
    let Some(rustc) = std::env::var_os("DEMONO_STD_RUSTC") else {
        skipped(&format!(
            "debug information of {target}: set DEMONO_STD_RUSTC, see .ci/std-source"
        ));
        return None;
    };
    let linker = "x86_64-w64-mingw32-gcc";
    if target == PE && Command::new(linker).arg("--version").output().is_err() {
        skipped(&format!(
            "debug information of {target}: no `{linker}`, see `install_tools` in .ci/run"
        ));
        return None;
    }
    let package = folder(target);
    let manifest = format!(
        "[package]\nname = \"small\"\nedition = \"2021\"\n[workspace]\n\
         [lib]\npath = {:?}\ncrate-type = [\"cdylib\"]\n\
         [profile.release]\ndebug = 1\nsplit-debuginfo = \"off\"\npanic = \"abort\"\n",
        fixture("small.rs")
    );
    fs::write(package.join("Cargo.toml"), manifest).unwrap();
    let mut cargo = Command::new(env!("CARGO"));
    cargo
        .args(["build", "--release", "--offline", "--quiet"])
        .args([
            "-Zbuild-std=core",
            "-Zbuild-std-features=",
            "--target",
            target,
        ])
        .arg("--manifest-path")
        .arg(package.join("Cargo.toml"))
        .env("RUSTC", &rustc)
        .env("RUSTC_BOOTSTRAP", "1")
        .env("RUSTFLAGS", "-Csymbol-mangling-version=v0")
        .env("CARGO_TARGET_DIR", package.join("target"))
        .env_remove("CARGO_ENCODED_RUSTFLAGS")
        .env_remove("RUSTC_WRAPPER")
        .env_remove("RUSTC_WORKSPACE_WRAPPER");
    if target == PE {
        // No C runtime: there is nothing to start.
        cargo.env(
            "RUSTFLAGS",
            "-Csymbol-mangling-version=v0 -Clink-arg=-nostdlib",
        );
    } else {
        cargo.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", lld());
    }
    let output = cargo.output().unwrap();
    assert!(output.status.success(), "{output:?}");
    Some(package.join("target").join(target).join("release"))
}

fn lld() -> PathBuf {
    let output = Command::new("rustc").arg("-vV").output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let host = text.lines().find_map(|line| line.strip_prefix("host: "));
    let output = Command::new("rustc").args(["--print", "sysroot"]).output();
    let sysroot = String::from_utf8(output.unwrap().stdout).unwrap();
    let tools = Path::new(sysroot.trim()).join("lib/rustlib");
    tools.join(host.unwrap()).join("bin/rust-lld")
}

fn has_both_copies(file: &Path) {
    let info = read(file).unwrap();
    crate::check(&info);
    let items = census(&info);
    let sum = items.iter().find(|it| it.text == "small::sum").unwrap();
    let mut arguments = sum.instances.keys().map(|it| it.own.join(", "));
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
