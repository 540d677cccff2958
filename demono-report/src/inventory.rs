//! One binary: its sections and families, and what has no symbol.

use serde::{Deserialize, Serialize};

/// Everything in one binary: every byte of every loaded section is in exactly one place,
/// either a copy of one of `families`, or `padding` or `unnamed` of a section. Or some of its
/// families, without sections: see [`is_filtered`](Inventory::is_filtered).
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

/// All copies of one function; or data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FamilyEntry {
    /// The function without generic arguments.
    pub name: String,
    /// Function, closure, drop glue, data, ...
    pub kind: FamilyKind,
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

/// One copy of a function.
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

/// The format of a binary.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Format {
    /// Linux, the BSDs, bare metal.
    Elf,
    /// Windows, linked.
    Pe,
    /// Windows, an object file.
    Coff,
    /// macOS, iOS.
    MachO,
    /// WebAssembly.
    Wasm,
    /// `.a`, `.lib`, `.rlib`: its members may have any of the other formats.
    Archive,
}

/// What a section is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SectionKind {
    /// Loaded, and run.
    Code,
    /// Loaded.
    Data,
    /// Not loaded: symbols, debug information, comments.
    Unloaded,
}

/// What the symbols of a family are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum FamilyKind {
    /// A function or method.
    Function,
    /// A closure, or the body of an `async fn`.
    Closure,
    /// A shim that rustc makes: to call a closure through a vtable, for instance.
    Shim,
    /// `core::ptr::drop_in_place`.
    DropGlue,
    /// Vtables.
    Vtable,
    /// A static or constant.
    Data,
}

/// What a function is to a split.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// A function as written: not split, or a shim.
    Written,
    /// The inner of a split, or a closure in it.
    Inner,
}

/// Measured sizes are the rule, and need no field.
fn is_false(flag: &bool) -> bool {
    !flag
}

impl Inventory {
    /// Keeps the families for which `keep` holds. The sections go: they would not add up
    /// any more.
    pub fn filter(&mut self, keep: impl FnMut(&FamilyEntry) -> bool) {
        self.families.retain(keep);
        self.sections.clear();
    }

    /// Whether [`filter`](Inventory::filter) has left a part of it only.
    pub fn is_filtered(&self) -> bool {
        self.sections.is_empty() && self.binary.allocated > 0
    }

    /// Bytes that no symbol covers, padding included.
    pub fn unnamed(&self) -> u64 {
        (self.sections.iter())
            .map(|it| it.padding + it.unnamed)
            .sum()
    }
}
