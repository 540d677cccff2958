//! One binary: its sections and families, and what has no symbol.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::plain;
use crate::family::{Copy, Families, Family, Kind};
use crate::name::Role;
use crate::read::{Binary, Format, SectionKind};

/// Everything in one binary: every byte of every loaded section is in exactly one place,
/// either a copy of one of `families`, or `padding` or `unnamed` of a section.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inventory {
    /// The file.
    pub binary: BinaryInfo,
    /// Its loaded sections, those of one name together, in the order of the file.
    pub sections: Vec<SectionEntry>,
    /// Its functions, statics and constants, the most wasted bytes first.
    pub families: Vec<FamilyEntry>,
}

/// A file, and what it weighs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BinaryInfo {
    /// The path as it was given.
    pub path: String,
    /// Its format.
    pub format: Format,
    /// What it runs on: `x86_64`, `aarch64`, `wasm32`, ...
    pub architecture: String,
    /// Whether it is an executable or shared library.
    pub linked: bool,
    /// Whether the sizes of some functions are guesses: of all in PE and Mach-O files, in
    /// others of those that were written in assembly.
    pub estimated: bool,
    /// Bytes of machine code: `.text`, `__text`, `<code>`.
    pub text: u64,
    /// Bytes of all sections that are loaded.
    pub allocated: u64,
    /// The file as it is.
    pub file: u64,
    /// The file without symbols and debug information; absent for what is not linked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stripped: Option<u64>,
}

/// The loaded sections of one name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SectionEntry {
    /// The name; `.text.*` of object files are all `.text`.
    pub name: String,
    /// Code or data.
    pub kind: SectionKind,
    /// Bytes in memory: `named`, `padding` and `unnamed` together.
    pub size: u64,
    /// Bytes in the file.
    pub file_size: u64,
    /// Bytes that belong to a symbol.
    pub named: u64,
    /// Bytes between two symbols that align the second.
    pub padding: u64,
    /// Bytes that no symbol covers.
    pub unnamed: u64,
}

/// A [`Family`](crate::Family).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FamilyEntry {
    /// The function without generic arguments.
    pub name: String,
    /// Function, closure, drop glue, data, ...
    pub kind: Kind,
    /// The crate that defines it.
    #[serde(rename = "crate", default, skip_serializing_if = "Option::is_none")]
    pub krate: Option<String>,
    /// Whether demono split it.
    pub split: bool,
    /// Bytes of all copies.
    pub bytes: u64,
    /// Whether they are a guess for one copy at least.
    #[serde(default, skip_serializing_if = "is_false")]
    pub estimated: bool,
    /// All bytes but those of the largest copy.
    pub wasted: u64,
    /// The copies, the largest first.
    pub copies: Vec<CopyEntry>,
    /// Further copies whose bytes are those of another function, as the linker folded
    /// them.
    #[serde(default)]
    pub folded: usize,
}

/// A [`Copy`](crate::Copy).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CopyEntry {
    /// Demangled, with all arguments.
    pub name: String,
    /// The generic arguments, `["&str"]`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub arguments: Vec<String>,
    /// The crate that asked for this copy.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instantiated_in: Option<String>,
    /// Function as written or shim, or inner.
    pub role: Role,
    /// Bytes.
    pub bytes: u64,
    /// Whether they are a guess.
    #[serde(default, skip_serializing_if = "is_false")]
    pub estimated: bool,
}

/// What is measured is the rule, and needs no field.
fn is_false(flag: &bool) -> bool {
    !flag
}

impl Inventory {
    /// Everything in `binary`.
    pub fn new(binary: &Binary) -> Self {
        let mut families: Vec<FamilyEntry> =
            Families::of(binary).iter().map(FamilyEntry::new).collect();
        families.sort_by(|a, b| {
            (b.wasted.cmp(&a.wasted))
                .then_with(|| b.bytes.cmp(&a.bytes))
                .then_with(|| a.name.cmp(&b.name))
        });
        Inventory {
            binary: BinaryInfo::new(binary),
            sections: sections(binary),
            families,
        }
    }

    /// Bytes that no symbol covers, padding included.
    pub fn unnamed(&self) -> u64 {
        (self.sections.iter())
            .map(|it| it.padding + it.unnamed)
            .sum()
    }
}

impl BinaryInfo {
    fn new(binary: &Binary) -> Self {
        BinaryInfo {
            path: binary.path.display().to_string(),
            format: binary.format,
            architecture: binary.architecture.clone(),
            linked: binary.linked,
            estimated: binary.symbols.iter().any(|symbol| symbol.estimated),
            text: binary.text(),
            allocated: binary.allocated(),
            file: binary.file,
            stripped: binary.stripped,
        }
    }
}

impl FamilyEntry {
    fn new(family: &Family) -> Self {
        FamilyEntry {
            name: plain(&family.name),
            kind: family.kind,
            krate: family.krate.clone(),
            split: family.is_split(),
            bytes: family.bytes(),
            estimated: family.copies.iter().any(|copy| copy.estimated),
            wasted: family.wasted(),
            copies: family.copies.iter().map(CopyEntry::new).collect(),
            folded: family.folded.len(),
        }
    }
}

impl CopyEntry {
    fn new(copy: &Copy) -> Self {
        CopyEntry {
            name: plain(&copy.name),
            arguments: copy.arguments.iter().map(|it| plain(it)).collect(),
            instantiated_in: copy.instantiated_in.clone(),
            role: copy.role,
            bytes: copy.bytes,
            estimated: copy.estimated,
        }
    }
}

/// The loaded sections, those of one name together.
fn sections(binary: &Binary) -> Vec<SectionEntry> {
    let mut entries: Vec<SectionEntry> = Vec::new();
    let mut positions: BTreeMap<(&str, SectionKind), usize> = BTreeMap::new();
    for (section, gap) in binary.sections.iter().zip(&binary.gaps) {
        if section.kind == SectionKind::Unloaded {
            continue;
        }
        let position = *positions
            .entry((section.group(), section.kind))
            .or_insert_with(|| {
                entries.push(SectionEntry {
                    name: section.group().to_owned(),
                    kind: section.kind,
                    size: 0,
                    file_size: 0,
                    named: 0,
                    padding: 0,
                    unnamed: 0,
                });
                entries.len() - 1
            });
        let entry = &mut entries[position];
        entry.size += section.size;
        entry.file_size += section.file_size;
        entry.padding += gap.padding;
        entry.unnamed += gap.unnamed;
        entry.named += section.size - gap.padding - gap.unnamed;
    }
    entries
}
