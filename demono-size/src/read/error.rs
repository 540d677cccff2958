//! In: what the readers found wrong. Out: errors that name the file, in an archive the
//! member, and the fault. Refused: nothing.

use std::error::Error;
use std::fmt;
use std::io;
use std::path::PathBuf;

/// Why a file cannot be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReadError {
    /// The file cannot be opened or read.
    #[error("cannot read `{}`", path.display())]
    Open {
        /// The file.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// None of the formats that can be read.
    #[error(
        "{place} is not a binary: expected an executable, a library, an object file or an \
         archive (ELF, PE/COFF, Mach-O or Wasm)"
    )]
    NotABinary {
        /// The file.
        place: Place,
    },
    /// A kind of binary that says nothing about code size, or that nobody reads yet.
    #[error("{place} is {found}: {instead}")]
    Unsupported {
        /// The file.
        place: Place,
        /// What it is: `a core dump`, `a thin archive`.
        found: &'static str,
        /// What to read in its stead.
        instead: &'static str,
    },
    /// Cut short, or it contradicts itself.
    #[error("{place} is damaged: {what} cannot be read")]
    Malformed {
        /// The file.
        place: Place,
        /// What cannot be read: `its section table`.
        what: &'static str,
        /// What is wrong with it.
        source: Box<dyn Error + Send + Sync>,
    },
    /// Part of the file would be behind its end.
    #[error("{place} is damaged: {what} is said to end at byte {end}, but the file has {length}")]
    Beyond {
        /// The file.
        place: Place,
        /// What lies there: ``section `.text` ``.
        what: String,
        /// Where it would end; `u64::MAX` for whatever is behind that.
        end: u64,
        /// Bytes of the file, or of the member.
        length: u64,
    },
    /// So much text cannot be in a file unless its names share their bytes, and then
    /// reading it would take more memory than anybody has.
    #[error("{place} is damaged: its symbol names add up to more than {limit} bytes")]
    Names {
        /// The file.
        place: Place,
        /// 16 times the size of the file, and 1 MiB; a name counts 64 bytes more than it has.
        limit: u64,
    },
    /// A linked ELF file without a section table: nothing in it can be told apart.
    #[error("{place} has no sections: it was stripped of them, so build it again")]
    NoSections {
        /// The file.
        place: Place,
    },
    /// Its sections reach beyond all bounds, so that it has no stripped size.
    #[error("{place} is damaged: its sections and headers contradict each other")]
    Layout {
        /// The file.
        place: Place,
    },
}

/// What a [`ReadError`] is about: a file, or in an archive a member.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The file.
    pub path: PathBuf,
    /// The member of an archive, the slice of a universal file.
    pub member: Option<String>,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.member {
            Some(member) => write!(f, "`{}({member})`", self.path.display()),
            None => write!(f, "`{}`", self.path.display()),
        }
    }
}
