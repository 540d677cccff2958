//! In: sections, and what stands in the symbol table, in any order. Out: each range
//! once with all its names, sizes that were not in the file estimated, and the bytes
//! of every section shared out.

use super::input::text;
use super::model::{Gap, Section, Symbol, SymbolKind};

/// A symbol as a file has it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Raw<'data> {
    /// Index into the sections.
    pub(super) section: usize,
    /// From the start of the section.
    pub(super) offset: u64,
    /// To show; nothing is computed with it.
    pub(super) address: u64,
    /// Unless the file does not say.
    pub(super) size: Option<u64>,
    pub(super) name: &'data [u8],
    pub(super) kind: SymbolKind,
    /// Whether the name was not in a symbol table, so that the size is a guess although
    /// there is one.
    pub(super) derived: bool,
}

impl<'data> Raw<'data> {
    /// A symbol of a format that has no sizes, in `section`, which has this index.
    pub(super) fn without_size(
        (index, section): (usize, &Section),
        address: u64,
        name: &'data [u8],
    ) -> Self {
        Raw {
            section: index,
            offset: address.wrapping_sub(section.address),
            address,
            size: None,
            name,
            kind: SymbolKind::in_section(section.kind),
            derived: false,
        }
    }
}

/// The section of this number, from 1, with its index.
pub(super) fn numbered(sections: &[Section], number: usize) -> Option<(usize, &Section)> {
    let index = number.checked_sub(1)?;
    Some((index, sections.get(index)?))
}

/// A gap that is larger is not there to align a function.
const MAX_PADDING: u64 = 64;

/// What a gap of a few bytes between two symbols is.
#[derive(Debug, Clone, Copy)]
pub(super) enum SmallGaps {
    /// There to align the second symbol.
    Padding,
    /// As any other gap: in Wasm nothing is aligned.
    Unnamed,
}

/// Gives every byte of the sections to one symbol, to padding, or to nobody.
pub(super) fn resolve(
    sections: &[Section],
    mut raws: Vec<Raw<'_>>,
    small_gaps: SmallGaps,
) -> (Vec<Symbol>, Vec<Gap>) {
    // A symbol without a size has to come after those that have one at the same place.
    raws.sort_unstable_by(|a, b| {
        let key = |raw: &Raw<'_>| (raw.section, raw.offset, raw.size.is_none(), raw.size);
        key(a).cmp(&key(b)).then_with(|| a.name.cmp(b.name))
    });
    uncover(sections, &mut raws);
    let mut symbols = merge(&estimate(sections, &raws));
    let max_padding = match small_gaps {
        SmallGaps::Padding => MAX_PADDING,
        SmallGaps::Unnamed => 0,
    };
    let gaps = attribute(sections, &mut symbols, max_padding);
    let symbols = symbols.into_iter().map(|(symbol, _)| symbol).collect();
    (symbols, gaps)
}

/// Drops the labels within what has a size, and those outside of their section.
fn uncover(sections: &[Section], raws: &mut Vec<Raw<'_>>) {
    let mut current = usize::MAX;
    let mut covered = 0;
    raws.retain(|raw| {
        if raw.section != current {
            current = raw.section;
            covered = 0;
        }
        let Some(section) = sections.get(raw.section) else {
            return false;
        };
        match raw.size {
            Some(size) => {
                covered = covered.max(raw.offset.saturating_add(size));
                true
            }
            None => raw.offset >= covered && raw.offset < section.size,
        }
    });
}

/// Each symbol with its size, if need be as far as the next one at another address, at
/// most to the end of the section.
fn estimate<'data>(sections: &[Section], raws: &[Raw<'data>]) -> Vec<(Raw<'data>, u64)> {
    let mut sized: Vec<_> = raws.iter().map(|&raw| (raw, 0)).collect();
    let mut next: Option<Raw<'_>> = None;
    let mut end = 0;
    for (raw, size) in sized.iter_mut().rev() {
        match next {
            Some(next) if next.section == raw.section => {
                if next.offset > raw.offset {
                    end = next.offset.min(sections[raw.section].size);
                }
            }
            _ => end = sections[raw.section].size,
        }
        *size = raw.size.unwrap_or(end.saturating_sub(raw.offset));
        next = Some(*raw);
    }
    sized
}

/// One entry per range, with its offset in the section: a range with several names is
/// several functions folded into one, and its bytes are there once.
fn merge(sized: &[(Raw<'_>, u64)]) -> Vec<(Symbol, u64)> {
    let mut symbols: Vec<(Symbol, u64)> = Vec::with_capacity(sized.len());
    let mut names = Vec::new();
    let place = |(raw, size): &(Raw<'_>, u64)| (raw.section, raw.offset, *size);
    for range in sized.chunk_by(|a, b| place(a) == place(b)) {
        let (raw, size) = range[0];
        let range = range.iter().map(|(raw, _)| raw);
        names.clear();
        names.extend(range.clone().map(|raw| raw.name));
        names.sort_unstable();
        names.dedup();
        let mut names = names.iter().map(|name| text(name).into_owned());
        symbols.push((
            Symbol {
                name: names.next().unwrap_or_default(),
                aliases: names.collect(),
                address: raw.address,
                size,
                bytes: 0,
                estimated: range.clone().all(|raw| raw.derived || raw.size.is_none()),
                section: raw.section,
                // A function, if one of the names is.
                kind: range.fold(raw.kind, |kind, it| kind.min(it.kind)),
            },
            raw.offset,
        ));
    }
    symbols
}

/// Shares the bytes of every section out: each to the first symbol that covers it.
fn attribute(sections: &[Section], symbols: &mut [(Symbol, u64)], max_padding: u64) -> Vec<Gap> {
    let mut gaps = vec![Gap::default(); sections.len()];
    let mut symbols = symbols.iter_mut().peekable();
    for (index, section) in sections.iter().enumerate() {
        let end = section.size;
        let mut next = 0;
        let mut first = true;
        while let Some((symbol, offset)) = symbols.next_if(|(symbol, _)| symbol.section == index) {
            let start = (*offset).clamp(next, end);
            let stop = offset.saturating_add(symbol.size).clamp(start, end);
            let gap = start - next;
            if !first && gap < max_padding {
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
