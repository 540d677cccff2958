//! Why a binary does not say which source its code came from.

use std::path::{Path, PathBuf};

/// Why there is no debug information.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum DebugError {
    /// The file could not be read.
    #[error("cannot read `{}`", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// Why not.
        source: std::io::Error,
    },
    /// It is no object file.
    #[error("cannot read `{}`: not a recognised executable, library or object file", path.display())]
    Object {
        /// The file.
        path: PathBuf,
        /// Why not.
        source: object::read::Error,
    },
    /// It says nothing about its functions.
    #[error(
        "`{}` has no debug information, so nothing says which source its functions came from: \
         build it with `debug = 1` and `strip = false`{}",
        path.display(),
        hint(path)
    )]
    Missing {
        /// The file.
        path: PathBuf,
    },
    /// What it says makes no sense.
    #[error("the debug information of `{}` is damaged", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// Where.
        source: gimli::Error,
    },
}

/// Where the debug information of some platforms is instead.
fn hint(path: &Path) -> &'static str {
    match path.extension().and_then(|it| it.to_str()) {
        Some("exe" | "dll") => " (that of the MSVC toolchain is in a PDB file, which is not read)",
        _ => " (and `split-debuginfo = \"off\"`, where the platform puts it into another file)",
    }
}
