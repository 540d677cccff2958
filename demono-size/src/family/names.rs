//! In: the symbols of one binary. Out: each name once, with the symbols that have it.

use std::collections::HashMap;

use crate::binary::model::{Binary, Symbol, SymbolKind};
use crate::symbol::anonymous::is_anonymous;

/// One name, and the symbols that have it.
pub(super) struct Name<'b> {
    pub(super) name: &'b str,
    first: Occurrence<'b>,
    /// Rarely any: objects of an archive have functions in common, a program does not.
    more: Vec<Occurrence<'b>>,
}

/// A symbol that has a name.
#[derive(Clone, Copy)]
pub(super) struct Occurrence<'b> {
    pub(super) symbol: &'b Symbol,
    /// Whether the bytes of the symbol are counted for the name.
    pub(super) counted: bool,
}

impl<'b> Name<'b> {
    pub(super) fn occurrences(&self) -> impl Iterator<Item = Occurrence<'b>> + Clone + '_ {
        std::iter::once(self.first).chain(self.more.iter().copied())
    }
}

/// The names, in the order of the binary.
pub(super) fn names<'b>(binary: &'b Binary) -> Vec<Name<'b>> {
    let mut names: Vec<Name<'_>> = Vec::with_capacity(binary.symbols.len());
    let mut known: HashMap<&str, usize> = HashMap::new();
    let mut add = |name: &'b str, occurrence| {
        let next = names.len();
        // A program has few names twice, and looking for them takes as long as reading.
        let index = if binary.linked {
            next
        } else {
            *known.entry(name).or_insert(next)
        };
        match names.get_mut(index) {
            Some(name) => name.more.push(occurrence),
            None => names.push(Name {
                name,
                first: occurrence,
                more: Vec::new(),
            }),
        }
    };
    for symbol in &binary.symbols {
        let all = || std::iter::once(&symbol.name).chain(&symbol.aliases);
        // What somebody wrote says more than `anon.1f.3`.
        let own = all().find(|name| symbol.aliases.is_empty() || !is_anonymous(name));
        let own = own.unwrap_or(&symbol.name);
        for name in all() {
            let counted = std::ptr::eq(name, own) && symbol.bytes > 0;
            // It says nothing that two statics share their bytes.
            let folded = symbol.kind == SymbolKind::Function && !is_anonymous(name);
            if counted || folded {
                add(name, Occurrence { symbol, counted });
            }
        }
    }
    names
}
