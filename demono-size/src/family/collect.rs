//! In: the symbols of one binary. Out: its families.
//!
//! Each distinct name in an archive is read once. The names are shared out in a number of
//! lots that does not depend on the machine, each with a budget of its own, and the families
//! of the lots are joined in order: the outcome is the same on one core and on many.

use indexmap::map::Entry;
use indexmap::IndexMap;
use rayon::iter::ParallelIterator as _;
use rayon::slice::ParallelSlice as _;

use super::draft::Draft;
use super::model::Family;
use super::names::{names, Name};
use crate::binary::model::{Binary, SymbolKind};
use crate::symbol::reader::{ReadDetail, Reader};

const LOTS: usize = 4;
/// A lot of fewer names is not worth a thread.
const SMALL: usize = 512;

/// By their keys, in the order of the binary.
type Drafts<'b> = IndexMap<String, Draft<'b>>;

pub(super) fn collect(binary: &Binary) -> Vec<Family> {
    let names = names(binary);
    let lots = names.par_chunks((names.len() / LOTS).max(SMALL));
    join(lots.map(drafts).collect())
}

fn drafts<'b>(names: &[Name<'b>]) -> Drafts<'b> {
    let length = names.iter().map(|name| name.name.len()).sum();
    let mut reader = Reader::new(length, ReadDetail::Text);
    // A third of the names of a debug build are the first of their family.
    let mut drafts = Drafts::with_capacity(names.len() / 2);
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
            let known = drafts.get_index_of(key.as_str());
            let index = known.unwrap_or_else(|| {
                let draft = Draft::new(&reading, &key[start..], kind, &mut scratch);
                drafts.insert_full(key.clone(), draft).0
            });
            drafts[index].add(&reading, occurrences, &mut scratch);
        }
    }
    drafts
}

/// Before the key of a static: in C a function elsewhere may have the same name.
const STATIC: &str = "static ";

fn join(lots: Vec<Drafts<'_>>) -> Vec<Family> {
    let mut lots = lots.into_iter();
    let mut joined = lots.next().unwrap_or_default();
    for (key, draft) in lots.flatten() {
        match joined.entry(key) {
            Entry::Occupied(known) => known.into_mut().absorb(draft),
            Entry::Vacant(new) => {
                new.insert(draft);
            }
        }
    }
    let mut families: Vec<(u64, Family)> = joined
        .into_iter()
        .map(|(key, draft)| draft.finish(key))
        .map(|family| (family.bytes(), family))
        .collect();
    families.sort_unstable_by(|(a_bytes, a), (b_bytes, b)| {
        (b_bytes.cmp(a_bytes))
            .then_with(|| a.name.cmp(&b.name))
            .then_with(|| a.key.cmp(&b.key))
    });
    families.into_iter().map(|(_, family)| family).collect()
}
