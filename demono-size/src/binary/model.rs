//! What a binary is to the rest of the crate: sections, symbols, and the bytes that no
//! symbol covers.

use std::path::PathBuf;

use demono_report::{Format, SectionKind};

use super::group::group;

/// A program, a library or an object file, taken apart. Sizes are bytes.
#[derive(Debug, Clone)]
pub struct Binary {
    /// The file.
    pub path: PathBuf,
    /// How it is laid out.
    pub format: Format,
    /// What it runs on: `x86_64`, `aarch64`, `arm`, `wasm32`, ...; of an archive its
    /// first object, `unknown` if it has none. A universal file names all: `x86_64+aarch64`.
    pub architecture: String,
    /// Whether a linker has seen it: an executable or a shared library. Object files and
    /// archives hold what no program may ever use.
    pub linked: bool,
    /// Size of the file as it lies there, with symbols and debug information.
    pub file: u64,
    /// Size of the file without symbol table and debug information; `None` for what is
    /// not linked, as that is not shipped.
    ///
    /// For ELF and PE it is what `strip --strip-all` of binutils leaves, for Wasm what
    /// `wasm-strip` leaves. For Mach-O it is computed: the file without local symbols and,
    /// in an executable, without exported ones, which is what `llvm-strip` leaves (with
    /// `-x` of a library). Of a universal file, the same of all slices.
    pub stripped: Option<u64>,
    /// Every section, in the order of the file.
    pub sections: Vec<Section>,
    /// Every symbol that covers at least one byte, each range once, sorted by section
    /// and address.
    pub symbols: Vec<Symbol>,
    /// For each of [`sections`](Binary::sections), what no symbol covers.
    pub gaps: Vec<Gap>,
}

impl Binary {
    /// Bytes of machine code that the compiler made: `.text` of ELF and PE (with
    /// `.text.*` and `.text$*` of objects), `__text` of Mach-O, `<code>` of Wasm.
    pub fn text(&self) -> u64 {
        let text = |section: &&Section| {
            section.kind == SectionKind::Code
                && matches!(section.group(), ".text" | "__text" | "<code>")
        };
        sum(self.sections.iter().filter(text))
    }

    /// Bytes of all sections that are loaded into memory: `.text`, `.rodata`,
    /// `.eh_frame`, `.gcc_except_table`, `.data.rel.ro` with the vtables, `.bss`, ...
    pub fn allocated(&self) -> u64 {
        let loaded = |section: &&Section| section.kind != SectionKind::Unloaded;
        sum(self.sections.iter().filter(loaded))
    }
}

/// Sizes of damaged sections may be anything.
fn sum<'a>(sections: impl Iterator<Item = &'a Section>) -> u64 {
    sections.fold(0, |sum, section| sum.saturating_add(section.size))
}

/// The bytes of a section that no symbol covers. What the symbols cover
/// ([`Symbol::bytes`]), `padding` and `unnamed` add up to [`Section::size`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Gap {
    /// Between two symbols, to align the second.
    pub padding: u64,
    /// Everything else.
    pub unnamed: u64,
}

/// A section of a [`Binary`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// `.text`, `.rodata`, `__text`, `<code>`, ... Wasm's have no names but custom ones
    /// do; the others are called `<type>`, `<import>`, `<data>` and so on.
    pub name: String,
    /// In an archive, the member it is in; in a universal Mach-O file, the architecture.
    pub member: Option<String>,
    /// Where it is loaded; 0 if it is not, and in Wasm, where code has no addresses.
    pub address: u64,
    /// Its size in memory, in bytes (`.bss` has one although the file holds none of it).
    pub size: u64,
    /// The bytes of it that are in the file: in PE more than `size`, as there sections
    /// are filled up to blocks.
    pub file_size: u64,
    /// What it is for.
    pub kind: SectionKind,
}

impl Section {
    /// The section that the linker makes of it. Compilers give every function a section
    /// of its own: `.text.foo` and `.text$foo` are parts of `.text`, `.rodata..Lanon.1`
    /// of `.rodata`, `.data.rel.ro..Lvtable.1` of `.data.rel.ro`. Every other name is
    /// its own group.
    pub fn group(&self) -> &str {
        group(&self.name)
    }
}

/// A named range of bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Symbol {
    /// Its mangled name; of several names for one range the first in alphabetical order.
    /// Without the underscore that Mach-O and 32-bit Windows put in front of every name.
    pub name: String,
    /// The other names of the same range, sorted: identical functions that were folded.
    pub aliases: Vec<String>,
    /// Address of its first byte. As symbol tables have it, so a thread-local variable of
    /// a linked ELF file has its offset in the thread's block, and a symbol in Wasm its
    /// offset in the section.
    pub address: u64,
    /// Bytes, as the file says, or as far as the next symbol if it does not.
    pub size: u64,
    /// The part of them that is counted for this symbol: all, but for symbols that
    /// overlap.
    pub bytes: u64,
    /// Whether `size` is a guess: PE and Mach-O files have addresses only, so what lies
    /// between two of them counts for the first. In ELF, so do labels of hand-written
    /// assembly, and constants that only their section is named after.
    pub estimated: bool,
    /// Index into [`Binary::sections`].
    pub section: usize,
    /// Code or data.
    pub kind: SymbolKind,
}

/// What a [`Symbol`] names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum SymbolKind {
    /// A function.
    Function,
    /// A static, a vtable, a constant.
    Data,
}

impl SymbolKind {
    /// What a symbol in such a section names, unless the file says otherwise.
    pub(super) fn in_section(section: SectionKind) -> Self {
        if section == SectionKind::Code {
            SymbolKind::Function
        } else {
            SymbolKind::Data
        }
    }
}
