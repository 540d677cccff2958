//! In: the compiler. Out: why it cannot build std with the program, if so.

use crate::cargo::compiler::Compiler;

/// Why `-Zbuild-std` cannot work, and what would help.
pub(super) fn hindrance(compiler: &Compiler) -> Option<String> {
    if !compiler.unstable && std::env::var_os("RUSTC_BOOTSTRAP").is_none() {
        return Some(
            "needs a nightly compiler: run `cargo +nightly demono ladder`, with the component \
             `rust-src`"
                .to_owned(),
        );
    }
    match Compiler::sysroot() {
        Some(root) if root.join("lib/rustlib/src/rust/library/std").is_dir() => None,
        _ => Some(
            "the source of std is not installed: run `rustup component add rust-src` for this \
             toolchain"
                .to_owned(),
        ),
    }
}
