//! In: pieces of work. Out: their results, in the order of the pieces. A panic in one
//! becomes the caller's.

use std::sync::LazyLock;

use rayon::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuilder};

/// What a recursive parser needs for generated code, see
/// [`SourceTree`](crate::source::tree::SourceTree).
const STACK: usize = 64 << 20;

/// One thread for each processor; `None` where there can be no threads.
static POOL: LazyLock<Option<ThreadPool>> =
    LazyLock::new(|| ThreadPoolBuilder::new().stack_size(STACK).build().ok());

/// Calls `work` with each of `pieces`, on all processors.
pub(crate) fn map<P: Sync, R: Send>(pieces: &[P], work: impl Fn(&P) -> R + Sync) -> Vec<R> {
    match &*POOL {
        Some(pool) => pool.install(|| pieces.par_iter().map(&work).collect()),
        None => pieces.iter().map(work).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::map;

    #[test]
    fn results_are_in_the_order_of_pieces() {
        for length in [0, 1, 2, 7, 1000, 10_001] {
            let pieces: Vec<usize> = (0..length).collect();
            let expected: Vec<usize> = pieces.iter().map(|it| it * 2).collect();
            assert_eq!(map(&pieces, |it| it * 2), expected);
        }
    }

    #[test]
    #[should_panic = "piece 3"]
    fn a_panic_is_the_callers() {
        map(&[1, 2, 3], |it| assert_ne!(*it, 3, "piece {it}"));
    }

    /// A frame of 1 KiB, ten thousand times, is more than any default.
    #[test]
    fn the_stack_is_deep() {
        fn depth(left: usize) -> usize {
            let frame = std::hint::black_box([left as u8; 1024]);
            match left {
                0 => 0,
                _ => depth(left - 1) + usize::from(frame[0] == left as u8),
            }
        }
        assert_eq!(map(&[10_000], |it| depth(*it)), [10_000]);
    }
}
