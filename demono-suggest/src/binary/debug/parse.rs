//! In: the bytes of a file. Out: its debug information. Refused: what is not an object
//! file, has no debug information, or is damaged.

use std::path::Path;

use super::error::DebugError;
use super::info::DebugInfo;
use super::{sections, units};

impl DebugInfo {
    /// Reads `data`; `path` is for messages only.
    pub fn parse(path: &Path, data: &[u8]) -> Result<Self, DebugError> {
        let path = path.to_owned();
        let file = match object::File::parse(data) {
            Ok(file) => file,
            Err(source) => return Err(DebugError::Object { path, source }),
        };
        let dwarf = sections::load(&file);
        let dwarf = dwarf.borrow(sections::slice);
        match units::read(&dwarf, data.len() as u64) {
            Ok(info) if info.bodies.is_empty() => Err(DebugError::Missing { path }),
            Ok(info) => Ok(info),
            Err(source) => Err(DebugError::Damaged { path, source }),
        }
    }
}
