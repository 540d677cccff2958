//! In: a file or a member of an archive. Out: what its reader needs besides the bytes:
//! errors about it, text within bounds, ranges within the file. Refused: names that add
//! up to far more than the file, and ranges that leave it.
//!
//! In a damaged file every symbol can have the same name of a megabyte. Names are copied,
//! and each is searched for its end, so without a limit neither memory nor time would be
//! bounded: every name that is looked at is charged to an allowance.

use std::borrow::Cow;
use std::cell::Cell;
use std::error::Error;
use std::path::Path;

use super::error::{FileOrMember, ReadError};

/// All names of a file together may have this many times its bytes, and a megabyte.
pub(super) const NAMES_FACTOR: u64 = 16;

/// What each of them costs besides its bytes, as a symbol takes memory, too: in Wasm, one
/// without a name has two bytes in the file.
const OVERHEAD: u64 = 64;

/// The bytes that names may still take.
#[derive(Debug)]
pub(super) struct Allowance {
    limit: u64,
    left: Cell<u64>,
}

impl Allowance {
    pub(super) fn new(file: usize) -> Self {
        let limit = (file as u64).saturating_mul(NAMES_FACTOR) + (1 << 20);
        let left = Cell::new(limit);
        Allowance { limit, left }
    }
}

/// A file, or a part of one that is read like a file.
pub(super) struct Input<'data, 'file> {
    pub(super) path: &'file Path,
    pub(super) member: Option<String>,
    pub(super) data: &'data [u8],
    pub(super) allowance: &'file Allowance,
}

impl<'data> Input<'data, '_> {
    pub(super) fn place(&self) -> FileOrMember {
        FileOrMember {
            path: self.path.to_owned(),
            member: self.member.clone(),
        }
    }

    /// For `map_err`: `what` cannot be read.
    pub(super) fn malformed<E>(&self, what: &'static str) -> impl Fn(E) -> ReadError + '_
    where
        E: Error + Send + Sync + 'static,
    {
        move |source| ReadError::Malformed {
            place: self.place(),
            what,
            source: Box::new(source),
        }
    }

    pub(super) fn unsupported<T>(
        &self,
        found: &'static str,
        instead: &'static str,
    ) -> Result<T, ReadError> {
        let place = self.place();
        Err(ReadError::Unsupported {
            place,
            found,
            instead,
        })
    }

    /// Its sections and headers contradict each other.
    pub(super) fn contradictory(&self) -> ReadError {
        ReadError::Layout {
            place: self.place(),
        }
    }

    /// Charges a name to the allowance.
    pub(super) fn charge<'name>(&self, name: &'name [u8]) -> Result<&'name [u8], ReadError> {
        let cost = name.len() as u64 + OVERHEAD;
        let left = self.allowance.left.get().checked_sub(cost);
        self.allowance
            .left
            .set(left.ok_or_else(|| ReadError::Names {
                place: self.place(),
                limit: self.allowance.limit,
            })?);
        Ok(name)
    }

    /// Charges the name of a section, and that of its member, of which each section has a
    /// copy.
    pub(super) fn section_name(&self, name: &[u8]) -> Result<String, ReadError> {
        self.charge(self.member.as_deref().unwrap_or_default().as_bytes())?;
        self.charge(name).map(|name| text(name).into_owned())
    }

    /// The length of a range, from a start on, that has to be in the file, if there is one.
    pub(super) fn within(&self, what: &str, range: Option<(u64, u64)>) -> Result<u64, ReadError> {
        let (start, size) = range.unwrap_or_default();
        let length = self.data.len() as u64;
        // Where an empty range is does not matter, and linkers do not care.
        let end = start.saturating_add(size);
        if size == 0 || end <= length {
            return Ok(size);
        }
        Err(ReadError::Beyond {
            place: self.place(),
            what: format!("section `{what}`"),
            end,
            length,
        })
    }
}

/// Names are bytes; all that rustc makes are UTF-8.
pub(super) fn text(name: &[u8]) -> Cow<'_, str> {
    String::from_utf8_lossy(name)
}
