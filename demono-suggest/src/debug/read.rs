//! In: DWARF sections. Out: bodies and frames, by function. Refused: what is damaged.
//!
//! Each entry is read once. An inlined frame refers to an entry that may stand behind it,
//! or in another unit (LTO), so names are looked up when all are known.

use std::collections::HashMap;
use std::path::PathBuf;

use gimli::{AttributeValue, DebuggingInformationEntry, Dwarf, Unit, UnitRef};

use super::sections::Slice;
use super::{Body, DebugInfo, Declaration, Frame, Function};

type Entry<'a> = DebuggingInformationEntry<Slice<'a>>;

/// An offset into `.debug_info`.
type Offset = usize;

/// What a `DW_TAG_subprogram` says of its function.
struct Named<'a> {
    symbol: Option<Slice<'a>>,
    declaration: Option<Declaration>,
    /// The entry that says the rest.
    origin: Option<Offset>,
}

/// Functions are offsets until all names are known.
struct Reader<'a> {
    named: HashMap<Offset, Named<'a>>,
    files: HashMap<PathBuf, usize>,
    bodies: Vec<Body>,
}

pub(super) fn read(dwarf: &Dwarf<Slice<'_>>) -> gimli::Result<DebugInfo> {
    let mut reader = Reader {
        named: HashMap::new(),
        files: HashMap::new(),
        bodies: Vec::new(),
    };
    let mut headers = dwarf.units();
    while let Some(header) = headers.next()? {
        let unit = dwarf.unit(header)?;
        reader.unit(UnitRef::new(dwarf, &unit))?;
    }
    Ok(reader.finish())
}

impl<'a> Reader<'a> {
    fn unit(&mut self, unit: UnitRef<'_, Slice<'a>>) -> gimli::Result<()> {
        let base = base(&unit);
        let mut files: HashMap<u64, Option<usize>> = HashMap::new();
        // The body, and the frames in it, that the next entry may be in.
        let mut open: Option<Open> = None;
        let mut entries = unit.entries();
        while let Some(entry) = entries.next_dfs()? {
            let depth = entry.depth();
            if let Some(around) = &mut open {
                around.close(depth);
                if depth <= around.depth {
                    open = None;
                }
            }
            match entry.tag() {
                gimli::DW_TAG_subprogram => {
                    let offset = base + entry.offset().0;
                    let named = self.named(&unit, entry, base, &mut files)?;
                    self.named.insert(offset, named);
                    let Some((address, bytes)) = extent(&unit, entry)? else {
                        continue;
                    };
                    self.bodies.push(Body {
                        function: offset,
                        address,
                        bytes,
                        frames: Vec::new(),
                    });
                    open = Some(Open {
                        depth,
                        frames: Vec::new(),
                    });
                }
                gimli::DW_TAG_inlined_subroutine => {
                    let (Some(around), Some(body)) = (&mut open, self.bodies.last_mut()) else {
                        continue;
                    };
                    let origin = reference(entry, gimli::DW_AT_abstract_origin, base);
                    let (Some(function), Some((_, bytes))) = (origin, extent(&unit, entry)?) else {
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
            Some(AttributeValue::FileIndex(index)) => match files.get(&index) {
                Some(file) => *file,
                None => {
                    let file = path(unit, index).map(|path| self.file(path));
                    files.insert(index, file);
                    file
                }
            },
            _ => None,
        };
        let declaration = file.zip(line).map(|(file, line)| Declaration {
            file,
            line: usize::try_from(line).unwrap_or(usize::MAX),
        });
        let origin = reference(entry, gimli::DW_AT_abstract_origin, base)
            .or_else(|| reference(entry, gimli::DW_AT_specification, base));
        Ok(Named {
            symbol,
            declaration,
            origin,
        })
    }

    fn file(&mut self, path: PathBuf) -> usize {
        let next = self.files.len();
        *self.files.entry(path).or_insert(next)
    }

    /// Puts functions in the place of offsets.
    fn finish(self) -> DebugInfo {
        let mut functions = Vec::new();
        let mut by_name: HashMap<&[u8], usize> = HashMap::new();
        let mut by_offset: HashMap<Offset, Option<usize>> = HashMap::new();
        let mut resolve = |offset: Offset| {
            *by_offset.entry(offset).or_insert_with(|| {
                let (symbol, declaration) = lookup(&self.named, offset)?;
                let known = by_name.get(symbol.slice()).copied();
                Some(known.unwrap_or_else(|| {
                    by_name.insert(symbol.slice(), functions.len());
                    functions.push(Function {
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
            for frame in body.frames {
                let parent = frame.parent.and_then(|parent| kept[parent]);
                match resolve(frame.function) {
                    Some(function) => {
                        kept.push(Some(frames.len()));
                        frames.push(Frame {
                            function,
                            parent,
                            ..frame
                        });
                    }
                    None => kept.push(parent),
                }
            }
            body.frames = frames;
            bodies.push(body);
        }
        let mut files = vec![PathBuf::new(); self.files.len()];
        for (path, index) in self.files {
            files[index] = path;
        }
        DebugInfo {
            files,
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

impl Open {
    /// An entry at `depth` is in none of the frames that are as deep.
    fn close(&mut self, depth: isize) {
        while self.frames.last().is_some_and(|(frame, _)| *frame >= depth) {
            self.frames.pop();
        }
    }
}

/// Name and declaration of an entry, or of what it refers to.
fn lookup<'a>(
    named: &HashMap<Offset, Named<'a>>,
    offset: Offset,
) -> Option<(Slice<'a>, Option<Declaration>)> {
    let (mut symbol, mut declaration) = (None, None);
    let mut next = Some(offset);
    // Damaged files can have a ring of references.
    for _ in 0..8 {
        let Some(entry) = next.and_then(|offset| named.get(&offset)) else {
            break;
        };
        // The first is the mangled one; what it refers to may only have the short one.
        symbol = symbol.or(entry.symbol);
        declaration = declaration.or(entry.declaration);
        next = entry.origin;
    }
    symbol.map(|symbol| (symbol, declaration))
}

fn base(unit: &Unit<Slice<'_>>) -> Offset {
    unit.debug_info_offset().map_or(0, |offset| offset.0)
}

fn reference(entry: &Entry<'_>, name: gimli::DwAt, base: Offset) -> Option<Offset> {
    match entry.attr_value(name)? {
        AttributeValue::UnitRef(offset) => Some(base + offset.0),
        AttributeValue::DebugInfoRef(offset) => Some(offset.0),
        _ => None,
    }
}

/// First address and number of bytes; nothing for what has no code, or has none any more:
/// what the linker dropped is left at address 0, or at the last one.
fn extent<'a>(
    unit: &UnitRef<'_, Slice<'a>>,
    entry: &Entry<'a>,
) -> gimli::Result<Option<(u64, u64)>> {
    let mut ranges = unit.die_ranges(entry)?;
    let mut extent: Option<(u64, u64)> = None;
    while let Some(range) = ranges.next()? {
        let bytes = range.end.saturating_sub(range.begin);
        if bytes == 0 || range.begin == 0 {
            continue;
        }
        extent = Some(match extent {
            Some((address, sum)) => (address.min(range.begin), sum + bytes),
            None => (range.begin, bytes),
        });
    }
    Ok(extent)
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
