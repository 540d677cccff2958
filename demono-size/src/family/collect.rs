//! In: the symbols of one binary. Out: its families. Refused: nothing.
//!
//! Each distinct name in an archive is read once. The names are shared out in a number of lots that
//! does not depend on the machine, each with a budget of its own, and the families of the
//! lots are joined in order: the outcome is the same on one core and on many.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use super::draft::Draft;
use super::index::Index;
use super::model::Family;
use super::names::{names, Name};
use crate::binary::model::{Binary, SymbolKind};
use crate::symbol::reader::Reader;

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

fn drafts<'b>(names: &[Name<'b>]) -> Vec<Draft<'b>> {
    let mut reader = Reader::new(names.iter().map(|name| name.name.len()).sum());
    // A third of the names of a debug build are the first of their family.
    let mut drafts: Vec<Draft<'b>> = Vec::with_capacity(names.len() / 2);
    let mut known = Index::new(names.len() / 2);
    let (mut key, mut scratch) = (String::new(), String::new());
    for name in names {
        let reading = reader.read(name.name);
        for (kind, prefix) in [(SymbolKind::Function, ""), (SymbolKind::Data, STATIC)] {
            let occurrences = name.occurrences().filter(|it| it.symbol.kind == kind);
            if occurrences.clone().next().is_none() {
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
            drafts[index].add(&reading, occurrences, &mut scratch);
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
