//! In: a binary with debug information. Out: which function each of its bytes came from,
//! through all that was inlined. Refused: a file without debug information, and one that
//! is damaged.
//!
//! A symbol says how many bytes a copy has; what the optimizer inlined has no symbol. DWARF
//! names both: every `DW_TAG_subprogram` with code is a [`Body`], and every
//! `DW_TAG_inlined_subroutine` below it a [`Frame`]. The names are mangled ones, as in the
//! symbol table, and say where the function was declared.

mod read;
mod sections;

use std::path::{Path, PathBuf};

/// All code of a binary that has debug information.
#[derive(Debug, Clone, Default)]
pub struct DebugInfo {
    /// The source files that [`Declaration::file`] counts.
    pub files: Vec<PathBuf>,
    /// Every function that has code here, each copy of a generic one by itself.
    pub functions: Vec<Function>,
    /// Code with an address of its own.
    pub bodies: Vec<Body>,
}

/// A function, or one copy of a generic one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Function {
    /// Its mangled name.
    pub symbol: String,
    /// Where its signature begins.
    pub declaration: Option<Declaration>,
}

/// A line of a source file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Declaration {
    /// Index into [`DebugInfo::files`].
    pub file: usize,
    /// The line, from 1.
    pub line: usize,
}

/// The code of a function that was not inlined.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Body {
    /// Index into [`DebugInfo::functions`].
    pub function: usize,
    /// Address of its first byte.
    pub address: u64,
    /// Its bytes, all ranges together.
    pub bytes: u64,
    /// What was inlined into it: each frame behind the one it was inlined into, and before
    /// what is not in that.
    pub frames: Vec<Frame>,
}

/// A function that was inlined.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frame {
    /// Index into [`DebugInfo::functions`].
    pub function: usize,
    /// The frame it was inlined into, as an index into [`Body::frames`]; `None`: the body.
    pub parent: Option<usize>,
    /// Its bytes, with those of the frames in it.
    pub bytes: u64,
}

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
    /// Not an object file.
    #[error("cannot read `{}`: it is no program, library or object file that is known here", path.display())]
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
    /// What it says cannot be read.
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

impl DebugInfo {
    /// Reads the file at `path`.
    pub fn read(path: &Path) -> Result<Self, DebugError> {
        let data = std::fs::read(path).map_err(|source| DebugError::Io {
            path: path.to_owned(),
            source,
        })?;
        Self::parse(path, &data)
    }

    /// Reads `data`; `path` is for messages only.
    pub fn parse(path: &Path, data: &[u8]) -> Result<Self, DebugError> {
        let file = object::File::parse(data).map_err(|source| DebugError::Object {
            path: path.to_owned(),
            source,
        })?;
        let dwarf = sections::load(&file);
        let damaged = |source| DebugError::Damaged {
            path: path.to_owned(),
            source,
        };
        let info =
            read::read(&dwarf.borrow(sections::slice), data.len() as u64).map_err(damaged)?;
        if info.bodies.is_empty() {
            return Err(DebugError::Missing {
                path: path.to_owned(),
            });
        }
        Ok(info)
    }
}
