//! In: the bytes of a file. Out: its debug information. Refused: what is not an object
//! file, has no debug information, or is damaged.

use std::path::Path;

use super::error::DebugError;
use super::info::DebugInfo;
use super::{sections, units};

impl DebugInfo {
    /// Reads `data`; `path` is for messages only.
    pub fn parse(path: &Path, data: &[u8]) -> Result<Self, DebugError> {
        let file = object::File::parse(data).map_err(|source| DebugError::Object {
            path: path.to_owned(),
            source,
        })?;
        let dwarf = sections::load(&file);
        let dwarf = dwarf.borrow(sections::slice);
        let info =
            units::read(&dwarf, data.len() as u64).map_err(|source| DebugError::Damaged {
                path: path.to_owned(),
                source,
            })?;
        if info.bodies.is_empty() {
            return Err(DebugError::Missing {
                path: path.to_owned(),
            });
        }
        Ok(info)
    }
}
