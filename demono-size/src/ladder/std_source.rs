//! In: the compiler. Out: why it cannot build std along, if so. Refused: nothing.

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::Command;

use crate::cargo::compiler::Compiler;

/// Why `-Zbuild-std` cannot work, and what would help.
pub(super) fn hindrance(compiler: &Compiler) -> Option<String> {
    let unstable = compiler.version.contains("nightly") || compiler.version.contains("-dev");
    if !unstable && std::env::var_os("RUSTC_BOOTSTRAP").is_none() {
        return Some(
            "needs a nightly compiler: run `cargo +nightly demono ladder`, with the component \
             `rust-src`"
                .to_owned(),
        );
    }
    match sysroot() {
        Some(root) if root.join("lib/rustlib/src/rust/library/std").is_dir() => None,
        _ => Some(
            "the source of std is not installed: run `rustup component add rust-src` for this \
             toolchain"
                .to_owned(),
        ),
    }
}

fn sysroot() -> Option<PathBuf> {
    let rustc: OsString = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let output = Command::new(rustc)
        .args(["--print", "sysroot"])
        .output()
        .ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    output.status.success().then(|| PathBuf::from(text.trim()))
}
