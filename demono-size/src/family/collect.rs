//! In: the symbols of one binary. Out: its families. Refused: nothing.
//!
//! Each distinct name in an archive is read once. The names are shared out in a number of lots that
//! does not depend on the machine, each with a budget of its own, and the families of the
//! lots are joined in order: the outcome is the same on one core and on many.

use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use super::draft::Draft;
use super::index::Index;
use super::Family;
use crate::read::{Binary, Symbol, SymbolKind};
use crate::symbol::anonymous::is_anonymous;
use crate::symbol::reader::Reader;

/// One name, and the symbols that have it.
struct Name<'b> {
    name: &'b str,
    first: Place<'b>,
    /// Rarely any: objects of an archive have functions in common, a program has not.
    more: Vec<Place<'b>>,
}

/// A symbol that has a name.
#[derive(Clone, Copy)]
pub(super) struct Place<'b> {
    pub(super) symbol: &'b Symbol,
    /// Whether the bytes of the symbol are counted for the name.
    pub(super) counted: bool,
}

impl<'b> Name<'b> {
    fn places(&self) -> impl Iterator<Item = Place<'b>> + Clone + '_ {
        std::iter::once(self.first).chain(self.more.iter().copied())
    }
}

/// Small lots of names are not worth a thread.
const LOTS: usize = 4;
const SMALL: usize = 512;

pub(super) fn collect(binary: &Binary) -> Vec<Family> {
    let names = names(binary);
    let lots: Vec<&[Name<'_>]> = names.chunks((names.len() / LOTS).max(SMALL)).collect();
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let next = AtomicUsize::new(0);
    let work = || {
        let mut done = Vec::new();
        while let Some(lot) = lots.get(next.fetch_add(1, Ordering::Relaxed)..) {
            let Some(names) = lot.first() else { break };
            done.push((lots.len() - lot.len(), drafts(names)));
        }
        done
    };
    let mut done = thread::scope(|scope| {
        let others: Vec<_> = (1..threads.min(lots.len()))
            .map(|_| scope.spawn(work))
            .collect();
        let mut done = work();
        for other in others {
            match other.join() {
                Ok(lots) => done.extend(lots),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        done
    });
    done.sort_by_key(|(number, _)| *number);
    join(done.into_iter().map(|(_, drafts)| drafts).collect())
}

/// The names in the order of the binary.
fn names<'b>(binary: &'b Binary) -> Vec<Name<'b>> {
    let mut names: Vec<Name<'_>> = Vec::with_capacity(binary.symbols.len());
    let mut known: HashMap<&str, usize> = HashMap::new();
    let mut add = |name: &'b str, place| {
        let next = names.len();
        // A program has few names twice, and looking for them takes as long as reading.
        let index = match binary.linked {
            true => next,
            false => *known.entry(name).or_insert(next),
        };
        match names.get_mut(index) {
            Some(name) => name.more.push(place),
            None => names.push(Name {
                name,
                first: place,
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
            // That two statics share their bytes is no news.
            let folded = symbol.kind == SymbolKind::Function && !is_anonymous(name);
            if counted || folded {
                add(name, Place { symbol, counted });
            }
        }
    }
    names
}

fn drafts<'b>(names: &[Name<'b>]) -> Vec<Draft<'b>> {
    let mut reader = Reader::new(names.iter().map(|name| name.name.len()).sum());
    // A third of the names of a debug build are the first of their family.
    let mut drafts: Vec<Draft<'b>> = Vec::with_capacity(names.len() / 2);
    let mut known = Index::new(names.len() / 2);
    let (mut key, mut scratch) = (String::new(), String::new());
    for name in names {
        let reading = reader.read(name.name);
        for (kind, prefix) in [(SymbolKind::Function, ""), (SymbolKind::Data, STATIC)] {
            let places = name.places().filter(|place| place.symbol.kind == kind);
            if places.clone().next().is_none() {
                continue;
            }
            key.clear();
            if !reading.is_anonymous() {
                key.push_str(prefix);
            }
            let start = key.len();
            reading.write_key(&mut key);
            let found = known.find(&key, drafts.len(), |place| drafts[place].key());
            let index = found.unwrap_or_else(|| {
                let key = key.as_str().to_owned();
                drafts.push(Draft::new(&reading, key, start, kind, &mut scratch));
                drafts.len() - 1
            });
            drafts[index].add(&reading, places, &mut scratch);
        }
    }
    drafts
}

/// Before the key of a static: C lets a function elsewhere have the same name.
const STATIC: &str = "static ";

fn join(lots: Vec<Vec<Draft<'_>>>) -> Vec<Family> {
    let mut lots = lots.into_iter();
    let mut joined = lots.next().unwrap_or_default();
    let mut known = Index::new(2 * joined.len());
    for (place, draft) in joined.iter().enumerate() {
        known.find(draft.key(), place, |place| joined[place].key());
    }
    for draft in lots.flatten() {
        let found = known.find(draft.key(), joined.len(), |place| joined[place].key());
        match found {
            Some(place) => joined[place].absorb(draft),
            None => joined.push(draft),
        }
    }
    let mut families: Vec<(u64, Family)> = joined
        .into_iter()
        .map(Draft::finish)
        .map(|family| (family.bytes(), family))
        .collect();
    families.sort_unstable_by(|(a_bytes, a), (b_bytes, b)| {
        (b_bytes.cmp(a_bytes))
            .then_with(|| a.name.cmp(&b.name))
            .then_with(|| a.key.cmp(&b.key))
    });
    families.into_iter().map(|(_, family)| family).collect()
}
