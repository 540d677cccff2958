//! In: the environment. Out: which compiler cargo calls.

use std::io;
use std::process::Command;

/// The compiler that cargo calls.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Compiler {
    /// First line of `rustc -vV`, such as `rustc 1.95.0 (59807616e 2026-04-14)`.
    pub version: String,
    /// Triple of the host.
    pub host: String,
}

impl Compiler {
    /// Asks `$RUSTC`, or `rustc`.
    pub fn query() -> io::Result<Self> {
        let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
        let output = Command::new(rustc).arg("-vV").output()?;
        let text = String::from_utf8_lossy(&output.stdout);
        let host = text.lines().find_map(|line| line.strip_prefix("host: "));
        match (text.lines().next(), host) {
            (Some(version), Some(host)) => Ok(Compiler {
                version: version.to_owned(),
                host: host.to_owned(),
            }),
            _ => Err(io::Error::other("`rustc -vV` does not name its host")),
        }
    }
}
