//! In: what was measured. Out: a committed file that says what the programs weighed
//! when somebody last accepted it. Refused: files that are no baseline; on writing, the
//! old file stays unless the new one is complete.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::Path;

use demono_report::{Inventory, SCHEMA};
use serde::{Deserialize, Serialize};

use super::error::BudgetError;
use crate::files;

/// What every program weighed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Baseline {
    /// [`SCHEMA`] of the writer.
    pub schema: u32,
    /// By package, kind, name, profile and target: `app bin app release
    /// x86_64-unknown-linux-gnu`.
    pub programs: BTreeMap<String, BaselineEntry>,
}

/// What one program weighed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BaselineEntry {
    /// The compiler that built it: another one makes other sizes.
    pub compiler: String,
    /// Bytes of machine code.
    pub text: u64,
    /// Bytes of all loaded sections.
    pub total: u64,
    /// Bytes of the stripped file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<u64>,
    /// Bytes of machine code that the splits saved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub saves: Option<i64>,
    /// Families below this many bytes are not listed.
    pub floor: u64,
    /// The families by name, to say what has grown.
    pub families: BTreeMap<String, BaselineFamily>,
}

/// What one family weighed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct BaselineFamily {
    /// Its copies.
    pub copies: usize,
    /// Their bytes.
    pub bytes: u64,
}

impl Default for Baseline {
    fn default() -> Self {
        Baseline {
            schema: SCHEMA,
            programs: BTreeMap::new(),
        }
    }
}

impl Baseline {
    /// Reads `path`; no file is an empty baseline.
    pub fn read(path: &Path) -> Result<Self, BudgetError> {
        let text = match fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Self::default()),
            Err(source) => {
                return Err(BudgetError::Open {
                    path: path.to_owned(),
                    source,
                })
            }
        };
        let malformed = |source| BudgetError::Baseline {
            path: path.to_owned(),
            source,
        };
        // The version first: only a newer demono can read its own schema.
        #[derive(Deserialize)]
        struct Version {
            schema: u32,
        }
        let Version { schema } = serde_json::from_str(&text).map_err(malformed)?;
        if schema > SCHEMA {
            return Err(BudgetError::Schema {
                path: path.to_owned(),
                found: schema,
                known: SCHEMA,
            });
        }
        serde_json::from_str(&text).map_err(malformed)
    }

    /// Writes `path`, whole or not at all.
    pub fn write(&self, path: &Path) -> Result<(), BudgetError> {
        let write = || -> io::Result<()> {
            let mut text = serde_json::to_vec_pretty(self)?;
            text.push(b'\n');
            files::replace(path, &text)
        };
        write().map_err(|source| BudgetError::Write {
            path: path.to_owned(),
            source,
        })
    }
}

impl BaselineEntry {
    /// What is kept of a program with this `inventory`.
    /// Of its families those worth a line, and those `named` in budgets.
    pub(super) fn new(
        compiler: &str,
        inventory: &Inventory,
        saves: Option<i64>,
        named: &BTreeSet<&str>,
    ) -> Self {
        // What is smaller than this is not worth a line in a file that people review.
        let floor = (inventory.binary.text / 1000).max(64);
        let mut families: BTreeMap<String, BaselineFamily> = BTreeMap::new();
        for entry in &inventory.families {
            if entry.bytes >= floor || entry.split || named.contains(entry.name.as_str()) {
                let family = families.entry(entry.name.clone()).or_default();
                family.copies += entry.copies.len();
                family.bytes += entry.bytes;
            }
        }
        BaselineEntry {
            compiler: compiler.to_owned(),
            text: inventory.binary.text,
            total: inventory.binary.allocated,
            file: inventory.binary.stripped,
            saves,
            floor,
            families,
        }
    }
}
