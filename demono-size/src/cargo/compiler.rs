//! In: the environment. Out: which compiler cargo calls.

use std::io;
use std::path::PathBuf;
use std::process::Command;

/// The compiler that cargo calls.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Compiler {
    /// First line of `rustc -vV`, such as `rustc 1.95.0 (59807616e 2026-04-14)`.
    pub version: String,
    /// Triple of the host.
    pub host: String,
    /// Whether it has unstable features: that of a nightly, or built from source.
    pub unstable: bool,
}

impl Compiler {
    /// Asks `$RUSTC`, or `rustc`.
    pub fn query() -> io::Result<Self> {
        let output = rustc().arg("-vV").output()?;
        let text = String::from_utf8_lossy(&output.stdout);
        let field = |name| text.lines().find_map(|line| line.strip_prefix(name));
        let release = field("release: ").and_then(|it| it.split_once('-'));
        match (text.lines().next(), field("host: ")) {
            (Some(version), Some(host)) => Ok(Compiler {
                version: version.to_owned(),
                host: host.to_owned(),
                unstable: matches!(release, Some((_, "nightly" | "dev"))),
            }),
            _ => Err(io::Error::other("`rustc -vV` does not name its host")),
        }
    }

    /// Where its libraries are, and maybe their source.
    pub fn sysroot() -> Option<PathBuf> {
        let output = rustc().args(["--print", "sysroot"]).output().ok()?;
        let text = String::from_utf8(output.stdout).ok()?;
        (output.status.success()).then(|| PathBuf::from(text.trim()))
    }
}

fn rustc() -> Command {
    Command::new(std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()))
}
