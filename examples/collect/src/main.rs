//! Collects the same pairs, from iterators of many types.

use std::hint::black_box;

use example_collect::NumberMap;
use example_types::{for_each_iterator, Transcript};

#[inline(never)]
fn describe(map: &NumberMap) -> String {
    format!("{map}; {:?}", map.get("b"))
}

#[inline(never)]
fn pairs() -> Vec<(String, i64)> {
    let names = [
        "d", " b", "a  c", "", "b", "d ", "b", "e", "a c", "d", " ", "b",
    ];
    let pairs = names.into_iter().zip([4, 2, 3, 7, 9, 4, -2, 5, 8, 1, 0, 2]);
    pairs
        .map(|(name, number)| (name.to_owned(), number))
        .collect()
}

fn main() {
    let mut transcript = Transcript::default();
    #[cfg(not(feature = "limit"))]
    macro_rules! call {
        ($pairs:expr) => {
            let mut map = NumberMap::from_iter(black_box($pairs));
            map.extend([("c".to_owned(), 6), ("b".to_owned(), 5)]);
            map.extend(black_box($pairs));
            transcript.add(describe(&map));
        };
    }
    #[cfg(feature = "limit")]
    macro_rules! call {
        ($pairs:expr) => {
            let mut map = NumberMap::from_iter_inner(&mut black_box($pairs).into_iter());
            let more = [("c".to_owned(), 6), ("b".to_owned(), 5)];
            map.extend_inner(&mut more.into_iter());
            map.extend_inner(&mut black_box($pairs).into_iter());
            transcript.add(describe(&map));
        };
    }
    for_each_iterator!(call, pairs());
}
