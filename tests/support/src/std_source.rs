//! In: a target that rustup has not installed. Out: `cargo build` for it, with std built
//! along by a compiler that has its source beside it.
//!
//! Builds that have one target directory and one profile compile the std of a target once:
//! see [`PROFILE`].

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::Command;

use crate::skip::skip;

/// The release profile of packages that are built so. What a package needs beyond this it
/// sets in `[profile.release.package.<name>]`, which leaves std as it is.
pub const PROFILE: &str = "[profile.release]
opt-level = \"s\"
codegen-units = 1
panic = \"abort\"
strip = false
split-debuginfo = \"off\"
[profile.release.package.\"*\"]
opt-level = 0
codegen-units = 16
";

/// The compiler that `.ci/std-source` makes.
#[derive(Debug, Clone)]
pub struct StdSource {
    rustc: OsString,
}

impl StdSource {
    /// `None` without such a compiler, and then `what` is reported as skipped.
    pub fn find(what: &str) -> Option<Self> {
        let rustc = std::env::var_os("DEMONO_STD_RUSTC");
        if rustc.is_none() {
            skip(
                what,
                "needs a rustc with the source of std: \
                 DEMONO_STD_RUSTC=\"$(bash .ci/std-source | tail -n 1)\"",
            );
        }
        rustc.map(|rustc| StdSource { rustc })
    }

    /// Where builds for `target` go, below the directory for temporary files of tests. Each
    /// target has its own: cargo does one build at a time in a directory.
    pub fn directory(temporary: &str, target: &str) -> PathBuf {
        [temporary, "std-source", target].iter().collect()
    }

    /// `cargo <subcommand>`, `build` or `rustc`, for `target` in release with v0 symbol
    /// names; `crates` are built from std's source: `std,panic_abort`, `core`, or none.
    pub fn cargo(&self, subcommand: &str, target: &str, crates: &str) -> Command {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let mut build = Command::new(cargo);
        build
            .args([subcommand, "--release", "--offline", "--quiet"])
            .args(["--target", target])
            .env("RUSTC", &self.rustc)
            .env("RUSTC_BOOTSTRAP", "1")
            .env("RUSTFLAGS", "-Csymbol-mangling-version=v0")
            .env_remove("CARGO_ENCODED_RUSTFLAGS")
            .env_remove("RUSTC_WRAPPER")
            .env_remove("RUSTC_WORKSPACE_WRAPPER");
        if !crates.is_empty() {
            build.arg(format!("-Zbuild-std={crates}"));
            build.arg("-Zbuild-std-features=");
        }
        if target.starts_with("wasm32") {
            build.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", rust_lld());
        }
        build
    }
}

/// The linker that comes with rustc.
pub fn rust_lld() -> PathBuf {
    let ask = |arguments: &[&str]| {
        let output = Command::new("rustc").args(arguments).output();
        String::from_utf8(output.expect("rustc runs").stdout).expect("UTF-8")
    };
    let sysroot = PathBuf::from(ask(&["--print", "sysroot"]).trim());
    let host = ask(&["--print", "host-tuple"]);
    let tools = sysroot.join("lib/rustlib").join(host.trim());
    tools.join("bin/rust-lld")
}
