//! In: what the readers found wrong. Out: errors that name the file, in an archive the
//! member, and the fault.

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
        place: FileOrMember,
    },
    /// A kind of binary that says nothing about code size, or that has no reader yet.
    #[error("{place} is {found}: {instead}")]
    Unsupported {
        /// The file.
        place: FileOrMember,
        /// What it is: `a core dump`, `a thin archive`.
        found: &'static str,
        /// What to read instead.
        instead: &'static str,
    },
    /// Cut short, or it contradicts itself.
    #[error("{place} is damaged: {what} cannot be read")]
    Malformed {
        /// The file.
        place: FileOrMember,
        /// What cannot be read: `its section table`.
        what: &'static str,
        /// What is wrong with it.
        source: Box<dyn Error + Send + Sync>,
    },
    /// A part of the file would end after the file does.
    #[error("{place} is damaged: {what} is said to end at byte {end}, but the file has {length}")]
    Beyond {
        /// The file.
        place: FileOrMember,
        /// What lies there: ``section `.text` ``.
        what: String,
        /// Where it would end; at most `u64::MAX`.
        end: u64,
        /// Bytes of the file, or of the member.
        length: u64,
    },
    /// Names that add up to this much share their bytes in the file, and copies of them
    /// could take more memory than there is.
    #[error("{place} is damaged: its symbol names add up to more than {limit} bytes")]
    Names {
        /// The file.
        place: FileOrMember,
        /// 16 times the size of the file, and 1 MiB; a name counts 64 bytes more than it has.
        limit: u64,
    },
    /// A linked ELF file without a section table: its parts cannot be distinguished.
    #[error("{place} has no sections: it was stripped of them, so build it again")]
    NoSections {
        /// The file.
        place: FileOrMember,
    },
    /// Its sections overflow, so that it has no stripped size.
    #[error("{place} is damaged: its sections and headers contradict each other")]
    Layout {
        /// The file.
        place: FileOrMember,
    },
}

/// What a [`ReadError`] is about: a file, or a member of an archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileOrMember {
    /// The file.
    pub path: PathBuf,
    /// The member of an archive, the slice of a universal file.
    pub member: Option<String>,
}

impl fmt::Display for FileOrMember {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.member {
            Some(member) => write!(f, "`{}({member})`", self.path.display()),
            None => write!(f, "`{}`", self.path.display()),
        }
    }
}
