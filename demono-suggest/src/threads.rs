//! In: pieces of work. Out: their results, in order. Refused: nothing; a panic in one is
//! one of the caller.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// What a parser by recursion takes for the code that people generate, see
/// [`SourceTree`](crate::source::SourceTree).
const STACK: usize = 64 << 20;

/// Pieces that a thread takes at once, where there are many.
const CHUNK: usize = 64;

/// Calls `work` with each of `pieces`, on all processors.
pub(crate) fn map<P: Sync, R: Send>(pieces: &[P], work: impl Fn(&P) -> R + Sync) -> Vec<R> {
    let processors = thread::available_parallelism().map_or(1, usize::from);
    // Few pieces are large ones.
    let chunk = CHUNK.min(pieces.len() / (processors * 8)).max(1);
    let next = AtomicUsize::new(0);
    let run = || {
        let mut done = Vec::new();
        loop {
            let start = next.fetch_add(chunk, Ordering::Relaxed);
            let Some(rest) = pieces.get(start..).filter(|rest| !rest.is_empty()) else {
                return done;
            };
            let chunk = &rest[..chunk.min(rest.len())];
            done.push((start, chunk.iter().map(&work).collect::<Vec<R>>()));
        }
    };
    let threads = processors.min(pieces.len().div_ceil(chunk));
    let mut done: Vec<(usize, Vec<R>)> = thread::scope(|scope| {
        let spawn = |_| {
            let builder = thread::Builder::new().stack_size(STACK);
            builder.spawn_scoped(scope, run).ok()
        };
        let spawned: Vec<_> = (0..threads).filter_map(spawn).collect();
        // Where there can be no threads, here.
        let own = match spawned.is_empty() {
            true => run(),
            false => Vec::new(),
        };
        let join = |thread: thread::ScopedJoinHandle<'_, _>| {
            thread
                .join()
                .unwrap_or_else(|panic| std::panic::resume_unwind(panic))
        };
        spawned.into_iter().flat_map(join).chain(own).collect()
    });
    done.sort_unstable_by_key(|(start, _)| *start);
    done.into_iter().flat_map(|(_, results)| results).collect()
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
}
