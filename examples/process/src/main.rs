//! Lists items of many types.

use std::hint::black_box;

use example_process::process;
use example_types::{for_each_value, Transcript};

fn main() {
    let mut transcript = Transcript::default();
    #[cfg(not(feature = "limit"))]
    macro_rules! call {
        ($($item:expr),+) => {
            transcript.add(process(&black_box([$($item),+])));
        };
    }
    #[cfg(feature = "limit")]
    macro_rules! call {
        ($first:expr, $second:expr, $third:expr) => {
            let items = black_box([$first, $second, $third]);
            transcript.add(process(&[&items[0], &items[1], &items[2]]));
        };
    }
    for_each_value!(call);
}
