//! In: the file of a program with debug information. Out: its sizes, and what was compiled from
//! each function of the source. Refused: a file that is no program, and one without debug
//! information.

use std::path::{Path, PathBuf};

use demono_size::{Binary, ReadError};

use super::census::count::census;
use super::census::item::Item;
use super::debug::error::DebugError;
use super::debug::info::DebugInfo;

/// A program that was read.
#[derive(Debug, Clone)]
pub struct ParsedProgram {
    /// How it is shown: `package/name`.
    pub name: String,
    /// See [`Binary::text`].
    pub text: u64,
    /// See [`Binary::allocated`].
    pub allocated: u64,
    /// See [`Binary::stripped`].
    pub stripped: Option<u64>,
    /// What was compiled from each function.
    pub census: Vec<Item>,
    /// The source files that [`Declaration::file`](super::debug::info::Declaration::file) counts.
    pub files: Vec<PathBuf>,
}

/// Why a program cannot be looked at.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ProgramError {
    /// It cannot be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// It does not say what its code came from.
    #[error(transparent)]
    Debug(#[from] DebugError),
}

impl ParsedProgram {
    /// Reads the file at `path`, once.
    pub fn read(name: String, path: &Path) -> Result<Self, ProgramError> {
        let data = std::fs::read(path).map_err(|source| DebugError::Io {
            path: path.to_owned(),
            source,
        })?;
        let binary = Binary::parse(path, &data)?;
        let info = DebugInfo::parse(path, &data)?;
        Ok(ParsedProgram {
            name,
            text: binary.text(),
            allocated: binary.allocated(),
            stripped: binary.stripped,
            census: census(&info),
            files: info.files,
        })
    }
}
