//! In: a WebAssembly module or object. Out: its sections, its functions and the pieces
//! of its data, with the names that the `name` section, the symbol table of an object,
//! or the exports give. Refused: components, and what contradicts itself.
//!
//! The bytes of a function are its body, as in every listing. The length in front of
//! each body, and the number of functions, are without a name.

use std::ops::Range;

use demono_report::{Format, SectionKind};
use wasmparser::{
    BinaryReader, Encoding, ExternalKind, Linking, LinkingSectionReader, Name, NameMap,
    NameSectionReader, Parser, Payload, SymbolFlags, SymbolInfo, TypeRef,
};

use super::error::ReadError;
use super::input::Input;
use super::model::{Section, SymbolKind};
use super::part::Part;
use super::symbols::{Raw, SmallGaps};

pub(super) fn read<'data>(input: &Input<'data, '_>) -> Result<Part<'data>, ReadError> {
    let mut module = Module::default();
    let mut sections = Vec::new();
    let mut bare = 8;
    for payload in Parser::new(0).parse_all(input.data) {
        let payload = payload.map_err(input.malformed("a Wasm section"))?;
        if let Payload::Version { encoding, .. } = payload {
            if encoding != Encoding::Module {
                return input.unsupported("a Wasm component", "name the modules in it");
            }
        }
        if let Some((id, range)) = payload.as_section() {
            let custom = id == 0;
            let index = sections.len();
            let name = match &payload {
                Payload::CustomSection(section) => section.name(),
                _ => standard_name(id),
            };
            sections.push(section(input, name, &range, id)?);
            if !custom {
                bare += framed(range.len());
            }
            module.take(input, payload, index, range)?;
        } else if let Payload::CodeSectionEntry(body) = payload {
            module.bodies.push(body.range());
        }
    }
    let object = module.linking.is_some();
    let mut symbols = Vec::new();
    module.functions(input, &mut symbols)?;
    module.data(input, &mut symbols)?;
    let architecture = if module.wide { "wasm64" } else { "wasm32" };
    Ok(Part {
        linked: !object,
        stripped: (!object).then_some(bare),
        sections,
        symbols,
        small_gaps: SmallGaps::Unnamed,
        ..Part::new(Format::Wasm, architecture.to_owned())
    })
}

/// The size of a section with what precedes it: its kind, and its size in as few bytes as
/// possible.
fn framed(size: usize) -> u64 {
    let bits = u64::from(usize::BITS - size.leading_zeros()).max(1);
    1 + bits.div_ceil(7) + size as u64
}

fn section(
    input: &Input<'_, '_>,
    name: &str,
    range: &Range<usize>,
    id: u8,
) -> Result<Section, ReadError> {
    Ok(Section {
        name: input.section_name(name.as_bytes())?,
        member: input.member.clone(),
        address: 0,
        size: range.len() as u64,
        file_size: range.len() as u64,
        kind: match id {
            0 => SectionKind::Unloaded,
            10 => SectionKind::Code,
            _ => SectionKind::Data,
        },
    })
}

fn standard_name(id: u8) -> &'static str {
    match id {
        1 => "<type>",
        2 => "<import>",
        3 => "<function>",
        4 => "<table>",
        5 => "<memory>",
        6 => "<global>",
        7 => "<export>",
        8 => "<start>",
        9 => "<element>",
        10 => "<code>",
        11 => "<data>",
        12 => "<data_count>",
        13 => "<tag>",
        _ => "<unknown>",
    }
}

/// Where a section that symbols can be in begins.
#[derive(Default)]
struct SectionStart {
    index: usize,
    offset: usize,
}

/// What is needed to name functions and data; ranges are in the file.
#[derive(Default)]
struct Module<'data> {
    wide: bool,
    imported: u32,
    code: SectionStart,
    bodies: Vec<Range<usize>>,
    data: SectionStart,
    segments: Vec<Range<usize>>,
    exports: Vec<(u32, &'data str)>,
    names: Option<NameSectionReader<'data>>,
    linking: Option<LinkingSectionReader<'data>>,
}

impl<'data> Module<'data> {
    /// Keeps what names need of a section.
    fn take(
        &mut self,
        input: &Input<'data, '_>,
        payload: Payload<'data>,
        index: usize,
        range: Range<usize>,
    ) -> Result<(), ReadError> {
        let offset = range.start;
        match payload {
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    match import.map_err(input.malformed("an import"))?.ty {
                        TypeRef::Func(_) | TypeRef::FuncExact(_) => {
                            self.imported = self.imported.saturating_add(1);
                        }
                        TypeRef::Memory(memory) => self.wide |= memory.memory64,
                        TypeRef::Table(_) | TypeRef::Global(_) | TypeRef::Tag(_) => {}
                    }
                }
            }
            Payload::MemorySection(memories) => {
                for memory in memories {
                    self.wide |= memory.map_err(input.malformed("a memory"))?.memory64;
                }
            }
            Payload::ExportSection(exports) => {
                for export in exports {
                    let export = export.map_err(input.malformed("an export"))?;
                    if export.kind == ExternalKind::Func {
                        self.exports.push((export.index, export.name));
                    }
                }
            }
            Payload::CodeSectionStart { .. } => self.code = SectionStart { index, offset },
            Payload::DataSection(segments) => {
                self.data = SectionStart { index, offset };
                for segment in segments {
                    let segment = segment.map_err(input.malformed("a data segment"))?;
                    let end = segment.range.end;
                    // The bytes are the last of the segment.
                    self.segments.push(end - segment.data.len()..end);
                }
            }
            Payload::CustomSection(section) => {
                let reader = || BinaryReader::new(section.data(), section.data_offset());
                match section.name() {
                    "name" => self.names = Some(NameSectionReader::new(reader())),
                    "linking" => {
                        let linking = LinkingSectionReader::new(reader());
                        self.linking = Some(linking.map_err(input.malformed("its symbol table"))?);
                    }
                    _ => {}
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// Imported functions have the first numbers, and no bodies.
    fn body(&self, function: u32) -> Option<&Range<usize>> {
        let index = usize::try_from(function.checked_sub(self.imported)?).ok()?;
        self.bodies.get(index)
    }

    fn functions(
        &mut self,
        input: &Input<'data, '_>,
        symbols: &mut Vec<Raw<'data>>,
    ) -> Result<(), ReadError> {
        let mut named = vec![false; self.bodies.len()];
        let mut names = Vec::new();
        for info in symbol_table(self.linking.clone()) {
            match info.map_err(input.malformed("its symbol table"))? {
                SymbolInfo::Func {
                    flags,
                    index,
                    name: Some(name),
                } if !flags.contains(SymbolFlags::UNDEFINED) => names.push((index, name)),
                _ => {}
            }
        }
        let what = "the names of its functions";
        names.extend(self.names(input, what, |names| match names {
            Name::Function(map) => Some(map),
            _ => None,
        })?);
        let exports = std::mem::take(&mut self.exports);
        let known = names.len();
        for (at, (function, name)) in names.into_iter().chain(exports).enumerate() {
            let Some(body) = self.body(function) else {
                continue;
            };
            let index = function.saturating_sub(self.imported) as usize;
            // An export is for others and may have another name.
            if at >= known && named[index] {
                continue;
            }
            named[index] = true;
            symbols.push(symbol(input, &self.code, body, name, SymbolKind::Function)?);
        }
        Ok(())
    }

    /// In an object every piece of data has a symbol, in a module a segment has a name.
    fn data(
        &self,
        input: &Input<'data, '_>,
        symbols: &mut Vec<Raw<'data>>,
    ) -> Result<(), ReadError> {
        for info in symbol_table(self.linking.clone()) {
            let SymbolInfo::Data {
                name,
                symbol: Some(piece),
                ..
            } = info.map_err(input.malformed("its symbol table"))?
            else {
                continue;
            };
            let Some(segment) = self.segments.get(piece.index as usize) else {
                continue;
            };
            let start = segment.start.saturating_add(piece.offset as usize);
            let end = start.saturating_add(piece.size as usize);
            let kind = SymbolKind::Data;
            if start < end {
                symbols.push(symbol(input, &self.data, &(start..end), name, kind)?);
            }
        }
        if self.linking.is_some() {
            return Ok(());
        }
        let what = "the names of its data segments";
        let names = self.names(input, what, |names| match names {
            Name::Data(map) => Some(map),
            _ => None,
        })?;
        for (index, name) in names {
            let segment = self.segments.get(index as usize);
            if let Some(segment) = segment.filter(|segment| !segment.is_empty()) {
                let kind = SymbolKind::Data;
                symbols.push(symbol(input, &self.data, segment, name, kind)?);
            }
        }
        Ok(())
    }

    /// Those of the `name` section that `map` selects.
    fn names(
        &self,
        input: &Input<'data, '_>,
        what: &'static str,
        map: fn(Name<'data>) -> Option<NameMap<'data>>,
    ) -> Result<Vec<(u32, &'data str)>, ReadError> {
        let mut found = Vec::new();
        for names in self.names.clone().into_iter().flatten() {
            let names = map(names.map_err(input.malformed(what))?);
            for naming in names.into_iter().flatten() {
                let naming = naming.map_err(input.malformed(what))?;
                found.push((naming.index, naming.name));
            }
        }
        Ok(found)
    }
}

fn symbol<'data>(
    input: &Input<'data, '_>,
    start: &SectionStart,
    range: &Range<usize>,
    name: &'data str,
    kind: SymbolKind,
) -> Result<Raw<'data>, ReadError> {
    let offset = range.start.saturating_sub(start.offset) as u64;
    Ok(Raw {
        section: start.index,
        offset,
        address: offset,
        size: Some(range.len() as u64),
        name: input.charge(name.as_bytes())?,
        kind,
        derived: false,
    })
}

/// Every symbol of an object.
fn symbol_table<'data>(
    linking: Option<LinkingSectionReader<'data>>,
) -> impl Iterator<Item = wasmparser::Result<SymbolInfo<'data>>> {
    linking.into_iter().flatten().flat_map(|subsection| {
        let (table, error) = match subsection {
            Ok(Linking::SymbolTable(table)) => (Some(table), None),
            Ok(_) => (None, None),
            Err(error) => (None, Some(Err(error))),
        };
        table.into_iter().flatten().chain(error)
    })
}
