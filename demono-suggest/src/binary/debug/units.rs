//! In: DWARF sections. Out: bodies and frames, by function. Refused: what is damaged.
//!
//! Each entry is read once. An inlined frame refers to an entry that may come after it, or
//! be in another unit (LTO), so names are looked up when all are known.

use std::collections::HashMap;
use std::ffi::OsString;
use std::path::PathBuf;

use gimli::{AttributeValue, DebuggingInformationEntry, Dwarf, UnitHeader, UnitRef};

use super::info::{Body, DebugFunction, DebugInfo, Declaration, Frame};
use super::sections::Slice;
use crate::threads;

type Entry<'a> = DebuggingInformationEntry<Slice<'a>>;

/// An offset into `.debug_info`.
type Offset = usize;

/// What a `DW_TAG_subprogram` says of its function.
struct Named<'a> {
    /// Where it stands.
    offset: Offset,
    symbol: Option<Slice<'a>>,
    declaration: Option<Declaration>,
    /// The entry that says the rest.
    origin: Option<Offset>,
}

/// One unit, or all. Functions are offsets until all names are known.
#[derive(Default)]
struct Reader<'a> {
    /// Sorted by offset, as they are read.
    named: Vec<Named<'a>>,
    files: Vec<PathBuf>,
    bodies: Vec<Body>,
    /// No function has as many bytes as the file.
    limit: u64,
}

/// Reads the units, each by itself; the file has `limit` bytes.
pub(super) fn read(dwarf: &Dwarf<Slice<'_>>, limit: u64) -> gimli::Result<DebugInfo> {
    let mut headers = Vec::new();
    let mut units = dwarf.units();
    while let Some(header) = units.next()? {
        headers.push(header);
    }
    let mut all = Reader::default();
    let mut known: HashMap<OsString, usize> = HashMap::new();
    for unit in threads::map(&headers, |header| Reader::read(dwarf, *header, limit)) {
        all.append(unit?, &mut known);
    }
    Ok(all.finish())
}

impl<'a> Reader<'a> {
    fn read(
        dwarf: &Dwarf<Slice<'a>>,
        header: UnitHeader<Slice<'a>>,
        limit: u64,
    ) -> gimli::Result<Self> {
        let unit = dwarf.unit(header)?;
        let mut reader = Reader {
            limit,
            ..Reader::default()
        };
        reader.unit(UnitRef::new(dwarf, &unit))?;
        Ok(reader)
    }

    /// Adds the unit that comes next; `known` are the files so far.
    fn append(&mut self, unit: Reader<'a>, known: &mut HashMap<OsString, usize>) {
        let file = |path: PathBuf| {
            let known = known.entry(path.into_os_string());
            *known.or_insert_with_key(|path| {
                self.files.push(PathBuf::from(path));
                self.files.len() - 1
            })
        };
        let files: Vec<usize> = unit.files.into_iter().map(file).collect();
        self.named.extend(unit.named.into_iter().map(|mut named| {
            if let Some(declaration) = &mut named.declaration {
                declaration.file = files[declaration.file];
            }
            named
        }));
        self.bodies.extend(unit.bodies);
    }

    fn unit(&mut self, unit: UnitRef<'_, Slice<'a>>) -> gimli::Result<()> {
        let base = unit.debug_info_offset().map_or(0, |offset| offset.0);
        let mut files: HashMap<u64, Option<usize>> = HashMap::new();
        // The body, and the frames in it, that the next entry may be in.
        let mut open: Option<Open> = None;
        let mut entries = unit.entries();
        while let Some(entry) = entries.next_dfs()? {
            let depth = entry.depth();
            if let Some(around) = &mut open {
                around.frames.retain(|(frame, _)| *frame < depth);
                if depth <= around.depth {
                    open = None;
                }
            }
            match entry.tag() {
                gimli::DW_TAG_subprogram => {
                    let named = self.named(&unit, entry, base, &mut files)?;
                    let offset = named.offset;
                    self.named.push(named);
                    let Some((address, bytes)) = self.extent(&unit, entry)? else {
                        continue;
                    };
                    self.bodies.push(Body {
                        function: offset,
                        address,
                        bytes,
                        frames: Vec::new(),
                    });
                    let frames = Vec::new();
                    open = Some(Open { depth, frames });
                }
                gimli::DW_TAG_inlined_subroutine => {
                    let Some(around) = &mut open else { continue };
                    let origin = reference(entry, gimli::DW_AT_abstract_origin, base);
                    let extent = self.extent(&unit, entry)?;
                    let body = self.bodies.last_mut();
                    let (Some(function), Some((_, bytes)), Some(body)) = (origin, extent, body)
                    else {
                        continue;
                    };
                    body.frames.push(Frame {
                        function,
                        parent: around.frames.last().map(|(_, frame)| *frame),
                        bytes,
                    });
                    around.frames.push((depth, body.frames.len() - 1));
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn named(
        &mut self,
        unit: &UnitRef<'_, Slice<'a>>,
        entry: &Entry<'a>,
        base: Offset,
        files: &mut HashMap<u64, Option<usize>>,
    ) -> gimli::Result<Named<'a>> {
        let name = (entry.attr_value(gimli::DW_AT_linkage_name))
            .or_else(|| entry.attr_value(gimli::DW_AT_MIPS_linkage_name))
            .or_else(|| entry.attr_value(gimli::DW_AT_name));
        let symbol = name.and_then(|name| unit.attr_string(name).ok());
        let line = entry.attr_value(gimli::DW_AT_decl_line);
        let line = line.and_then(|line| line.udata_value());
        let file = match entry.attr_value(gimli::DW_AT_decl_file) {
            Some(AttributeValue::FileIndex(index)) => *files.entry(index).or_insert_with(|| {
                self.files.push(path(unit, index)?);
                Some(self.files.len() - 1)
            }),
            _ => None,
        };
        let declaration = file.zip(line).map(|(file, line)| Declaration {
            file,
            line: usize::try_from(line).unwrap_or(usize::MAX),
        });
        let origin = reference(entry, gimli::DW_AT_abstract_origin, base)
            .or_else(|| reference(entry, gimli::DW_AT_specification, base));
        Ok(Named {
            offset: base.wrapping_add(entry.offset().0),
            symbol,
            declaration,
            origin,
        })
    }

    /// First address and number of bytes; nothing for what has no code (any more): the
    /// linker sets what it drops to address 0, or to the last one.
    fn extent(
        &self,
        unit: &UnitRef<'_, Slice<'a>>,
        entry: &Entry<'a>,
    ) -> gimli::Result<Option<(u64, u64)>> {
        let value = |name| entry.attr_value(name);
        let mut extent: Option<(u64, u64)> = None;
        let mut add = |begin: u64, end: u64| {
            let bytes = end.saturating_sub(begin);
            if bytes == 0 || begin == 0 {
                return;
            }
            let (address, sum) = extent.unwrap_or((begin, 0));
            extent = Some((address.min(begin), sum.saturating_add(bytes)));
        };
        // Not `die_ranges`, whose sum of the two may overflow.
        let ranges = value(gimli::DW_AT_ranges).map(|it| unit.attr_ranges(it));
        if let Some(mut ranges) = ranges.transpose()?.flatten() {
            while let Some(range) = ranges.next()? {
                add(range.begin, range.end);
            }
        } else if let Some(low) = value(gimli::DW_AT_low_pc) {
            let low = unit.attr_address(low)?;
            let high = match value(gimli::DW_AT_high_pc) {
                Some(AttributeValue::Udata(bytes)) => low.and_then(|it| it.checked_add(bytes)),
                Some(high) => unit.attr_address(high)?,
                None => None,
            };
            if let Some((low, high)) = low.zip(high) {
                add(low, high);
            }
        }
        Ok(extent.filter(|(_, bytes)| *bytes <= self.limit))
    }

    /// Replaces offsets by functions.
    fn finish(self) -> DebugInfo {
        let mut functions = Vec::new();
        let mut by_name: HashMap<&[u8], usize> = HashMap::new();
        let mut by_offset: HashMap<Offset, Option<usize>> = HashMap::new();
        let mut resolve = |offset: Offset| {
            *by_offset.entry(offset).or_insert_with(|| {
                let (symbol, declaration) = lookup(&self.named, offset)?;
                Some(*by_name.entry(symbol.slice()).or_insert_with(|| {
                    functions.push(DebugFunction {
                        symbol: symbol.to_string_lossy().into_owned(),
                        declaration,
                    });
                    functions.len() - 1
                }))
            })
        };
        let mut bodies = Vec::with_capacity(self.bodies.len());
        for mut body in self.bodies {
            let Some(function) = resolve(body.function) else {
                continue;
            };
            body.function = function;
            // A frame of a function without a name stays one of the function around it.
            let mut kept: Vec<Option<usize>> = Vec::with_capacity(body.frames.len());
            let mut frames = Vec::with_capacity(body.frames.len());
            for mut frame in body.frames {
                let parent = frame.parent.and_then(|parent| kept[parent]);
                match resolve(frame.function) {
                    Some(function) => {
                        kept.push(Some(frames.len()));
                        (frame.function, frame.parent) = (function, parent);
                        frames.push(frame);
                    }
                    None => kept.push(parent),
                }
            }
            body.frames = frames;
            bodies.push(body);
        }
        DebugInfo {
            files: self.files,
            functions,
            bodies,
        }
    }
}

/// Where in the tree of entries the reader is.
struct Open {
    /// The depth of the body.
    depth: isize,
    /// The frames that are open, with their depths.
    frames: Vec<(isize, usize)>,
}

/// Name and declaration of an entry, or of what it refers to.
fn lookup<'a>(named: &[Named<'a>], offset: Offset) -> Option<(Slice<'a>, Option<Declaration>)> {
    let (mut symbol, mut declaration) = (None, None);
    let mut next = Some(offset);
    // Damaged files can have a ring of references.
    for _ in 0..8 {
        let found = next.and_then(|offset| {
            let index = named.binary_search_by_key(&offset, |it| it.offset);
            index.ok().map(|index| &named[index])
        });
        let Some(entry) = found else { break };
        // The first is the mangled one; what it refers to may only have the short one.
        symbol = symbol.or(entry.symbol);
        declaration = declaration.or(entry.declaration);
        next = entry.origin;
    }
    symbol.map(|symbol| (symbol, declaration))
}

fn reference(entry: &Entry<'_>, name: gimli::DwAt, base: Offset) -> Option<Offset> {
    match entry.attr_value(name)? {
        // It goes nowhere in a damaged file.
        AttributeValue::UnitRef(offset) => Some(base.wrapping_add(offset.0)),
        AttributeValue::DebugInfoRef(offset) => Some(offset.0),
        _ => None,
    }
}

/// The path of a file of the unit's line table.
fn path<'a>(unit: &UnitRef<'_, Slice<'a>>, index: u64) -> Option<PathBuf> {
    let program = unit.line_program.as_ref()?;
    let file = program.header().file(index)?;
    let mut path = PathBuf::new();
    let mut push = |part: AttributeValue<Slice<'a>>| -> Option<()> {
        path.push(unit.attr_string(part).ok()?.to_string_lossy().as_ref());
        Some(())
    };
    if let Some(directory) = &unit.comp_dir {
        push(AttributeValue::String(*directory))?;
    }
    if let Some(directory) = file.directory(program.header()) {
        push(directory)?;
    }
    push(file.path_name())?;
    Some(path)
}
