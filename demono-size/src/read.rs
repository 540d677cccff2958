//! In: the path of a linked ELF file, not stripped. Out: its sections and symbols with
//! their sizes, and the size of the file once stripped. Refused: anything that is not
//! an ELF executable or shared object, and what is cut short or contradicts itself.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use object::elf::{SHF_ALLOC, SHF_EXECINSTR};
use object::{Object, ObjectKind, ObjectSection, ObjectSymbol};
use object::{SectionFlags, SectionIndex, SymbolKind as ObjectSymbolKind};

use serde::{Deserialize, Serialize};

use crate::strip::stripped_size;

/// A linked program, taken apart. Sizes are bytes.
#[derive(Debug, Clone)]
pub struct Binary {
    /// The file.
    pub path: PathBuf,
    /// How it is laid out.
    pub format: Format,
    /// What it runs on: `x86_64`, `aarch64`, `arm`, `wasm32`, ...
    pub architecture: String,
    /// Whether a linker has seen it: an executable or a shared library. Object files and
    /// archives hold what no program may ever use.
    pub linked: bool,
    /// Size of the file as it lies there, with symbols and debug information.
    pub file: u64,
    /// Size of the file without symbol table and debug information; `None` for what is
    /// not linked, as nobody ships that.
    pub stripped: Option<u64>,
    /// Every section, in the order of the file.
    pub sections: Vec<Section>,
    /// Every symbol that covers at least one byte, each range once, sorted by section
    /// and address.
    pub symbols: Vec<Symbol>,
    /// For each of [`sections`](Binary::sections), what no symbol covers.
    pub gaps: Vec<Gap>,
}

/// The format of a [`Binary`].
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
    /// `.text`, `.rodata`, `__text`, `<code>`, ...
    pub name: String,
    /// In an archive, the member it is in.
    pub member: Option<String>,
    /// Where it is loaded; 0 if it is not.
    pub address: u64,
    /// Its size in memory, in bytes (`.bss` has one although the file holds none of it).
    pub size: u64,
    /// The bytes of it that are in the file.
    pub file_size: u64,
    /// What it is for.
    pub kind: SectionKind,
}

/// What a [`Section`] is for.
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

/// A named range of bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Symbol {
    /// Its mangled name; of several names for one range the first in alphabetical order.
    pub name: String,
    /// The other names of the same range, sorted: identical functions that were folded.
    pub aliases: Vec<String>,
    /// Address of its first byte.
    pub address: u64,
    /// Bytes, as the file says, or as far as the next symbol if it does not.
    pub size: u64,
    /// The part of them that is counted for this symbol: all, but for symbols that
    /// overlap.
    pub bytes: u64,
    /// Whether `size` is a guess: PE and Mach-O files have addresses only, so what lies
    /// between two of them counts for the first.
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

impl Binary {
    /// Reads `path`.
    pub fn read(path: impl AsRef<Path>) -> Result<Self, ReadError> {
        let path = path.as_ref();
        let data = crate::load::load(path).map_err(|source| ReadError::Open {
            path: path.to_owned(),
            source,
        })?;
        Self::parse(path, &data)
    }

    /// Takes apart `data`, the content of `path`; the path serves for messages only.
    pub fn parse(path: impl AsRef<Path>, data: &[u8]) -> Result<Self, ReadError> {
        let path = path.as_ref().to_owned();
        let malformed = |source| ReadError::Malformed {
            path: path.clone(),
            source,
        };
        let format = object::FileKind::parse(data).ok();
        if !matches!(
            format,
            Some(object::FileKind::Elf32 | object::FileKind::Elf64)
        ) {
            return Err(ReadError::NotElf {
                path,
                found: format.map(|format| format!("{format:?}")),
            });
        }
        let file = object::File::parse(data).map_err(malformed)?;
        if !matches!(file.kind(), ObjectKind::Executable | ObjectKind::Dynamic) {
            return Err(ReadError::NotLinked { path });
        }
        let mut sections = Vec::new();
        let mut positions = BTreeMap::new();
        for section in file.sections() {
            positions.insert(section.index().0, sections.len());
            sections.push(Section {
                name: section.name().map_err(malformed)?.to_owned(),
                member: None,
                address: section.address(),
                size: section.size(),
                file_size: section.file_range().map_or(0, |(_, size)| size),
                kind: section_kind(section.flags()),
            });
        }
        let mut symbols = read_symbols(&file, &positions).map_err(malformed)?;
        let gaps = attribute(&sections, &mut symbols);
        let stripped = match &file {
            object::File::Elf32(file) => stripped_size(file),
            object::File::Elf64(file) => stripped_size(file),
            _ => None,
        };
        let stripped = stripped.ok_or_else(|| ReadError::Layout { path: path.clone() })?;
        Ok(Binary {
            path,
            format: Format::Elf,
            architecture: format!("{:?}", file.architecture()).to_lowercase(),
            linked: true,
            file: data.len() as u64,
            stripped: Some(stripped),
            sections,
            symbols,
            gaps,
        })
    }

    /// Bytes of `.text`.
    pub fn text(&self) -> u64 {
        self.sections
            .iter()
            .filter(|section| section.name == ".text")
            .map(|section| section.size)
            .sum()
    }

    /// Bytes of all sections that are loaded into memory: `.text`, `.rodata`,
    /// `.eh_frame`, `.gcc_except_table`, `.data.rel.ro` with the vtables, `.bss`, ...
    pub fn allocated(&self) -> u64 {
        self.sections
            .iter()
            .filter(|section| section.kind != SectionKind::Unloaded)
            .map(|section| section.size)
            .sum()
    }
}

fn section_kind(flags: SectionFlags) -> SectionKind {
    match flags {
        SectionFlags::Elf { sh_flags, .. } if sh_flags.contains(SHF_ALLOC) => {
            if sh_flags.contains(SHF_EXECINSTR) {
                SectionKind::Code
            } else {
                SectionKind::Data
            }
        }
        _ => SectionKind::Unloaded,
    }
}

/// One entry per range: a range with several names is several functions folded into
/// one, and its bytes are there once.
fn read_symbols(
    file: &object::File<'_>,
    positions: &BTreeMap<usize, usize>,
) -> Result<Vec<Symbol>, object::Error> {
    let mut ranges: BTreeMap<(usize, u64, u64), (SymbolKind, Vec<String>)> = BTreeMap::new();
    for symbol in file.symbols() {
        let kind = match symbol.kind() {
            ObjectSymbolKind::Text => SymbolKind::Function,
            ObjectSymbolKind::Data | ObjectSymbolKind::Tls => SymbolKind::Data,
            _ => continue,
        };
        let Some(SectionIndex(index)) = symbol.section_index() else {
            continue;
        };
        let Some(&section) = positions.get(&index) else {
            continue;
        };
        if symbol.size() == 0 {
            continue;
        }
        let name = symbol.name()?.to_owned();
        ranges
            .entry((section, symbol.address(), symbol.size()))
            .or_insert_with(|| (kind, Vec::new()))
            .1
            .push(name);
    }
    Ok(ranges
        .into_iter()
        .filter_map(|((section, address, size), (kind, mut names))| {
            names.sort();
            names.dedup();
            let mut names = names.into_iter();
            Some(Symbol {
                name: names.next()?,
                aliases: names.collect(),
                address,
                size,
                bytes: size,
                estimated: false,
                section,
                kind,
            })
        })
        .collect())
}

/// Shares the bytes of every section out: each to the first symbol that covers it.
fn attribute(sections: &[Section], symbols: &mut [Symbol]) -> Vec<Gap> {
    let mut gaps = vec![Gap::default(); sections.len()];
    let mut symbols = symbols.iter_mut().peekable();
    for (index, section) in sections.iter().enumerate() {
        let end = section.address.saturating_add(section.size);
        let mut next = section.address;
        let mut first = true;
        while let Some(symbol) = symbols.next_if(|symbol| symbol.section == index) {
            let start = symbol.address.clamp(next, end);
            let stop = symbol.address.saturating_add(symbol.size).clamp(start, end);
            let gap = start - next;
            if !first && gap < MAX_PADDING {
                gaps[index].padding += gap;
            } else {
                gaps[index].unnamed += gap;
            }
            symbol.bytes = stop - start;
            next = stop;
            first = false;
        }
        gaps[index].unnamed += end - next;
    }
    gaps
}

/// A gap of this size is not there to align a function.
const MAX_PADDING: u64 = 64;

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
    /// Not an ELF file.
    #[error(
        "`{}` is not an ELF file{}: only programs for ELF platforms such as Linux can be read",
        path.display(),
        found.as_deref().map_or_else(String::new, |found| format!(" but {found}")),
    )]
    NotElf {
        /// The file.
        path: PathBuf,
        /// The format it seems to have.
        found: Option<String>,
    },
    /// An object file that the linker has not seen: its sizes say nothing about a program.
    #[error("`{}` is not linked: name an executable or a shared library", path.display())]
    NotLinked {
        /// The file.
        path: PathBuf,
    },
    /// Cut short, or it contradicts itself.
    #[error("`{}` is damaged: build it again", path.display())]
    Malformed {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        source: object::Error,
    },
    /// Its sections reach beyond all bounds, so that it has no stripped size.
    #[error("the sections of `{}` make no sense: build it again", path.display())]
    Layout {
        /// The file.
        path: PathBuf,
    },
}
