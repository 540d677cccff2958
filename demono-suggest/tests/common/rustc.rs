//! Binaries of one file each, made by `rustc` alone.

use std::path::Path;
use std::process::Command;

/// Compiles `source`; what does not compile panics.
pub(crate) fn rustc(source: &Path, out: &Path, flags: &[&str], more: &[&str]) {
    let compiler = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let output = Command::new(compiler)
        .args(["--edition=2021", "-O", "-Csymbol-mangling-version=v0"])
        .args(flags)
        .args(more)
        .arg("-o")
        .arg(out)
        .arg(source)
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
}
