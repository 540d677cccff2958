//! In: what LLVM or GCC added to a symbol name, `.llvm.123.cold`. Out: whether the symbol is
//! a part that was split off a function, and of which. Refused: nothing.

/// What is split off: the rest of the function is under the name before it.
const PARTS: [&str; 10] = [
    "cold", "hot", "warm", "unlikely", "part", "split", "eh", "resume", "destroy", "cleanup",
];
/// Copies of a function within one program: LTO makes a local name unique, GCC
/// specializes.
const COPIES: [&str; 9] = [
    "llvm",
    "isra",
    "constprop",
    "lto_priv",
    "localalias",
    "clone",
    "uniq",
    "__uniq",
    "specialized",
];

/// Where the suffix begins in a name that is not Rust's; its length if there is none.
pub(super) fn start(symbol: &str) -> usize {
    let known = |word: &str| PARTS.contains(&word) || COPIES.contains(&word);
    // Something has to be left: `.part` is a whole name.
    let rest = symbol
        .char_indices()
        .nth(1)
        .map_or(symbol.len(), |(at, _)| at);
    find(&symbol[rest..], known).map_or(symbol.len(), |at| rest + at)
}

/// Where in `suffix` the name of a part begins, if there is one.
pub(super) fn part(suffix: &str) -> Option<usize> {
    find(suffix, |word| PARTS.contains(&word))
}

/// The first dot before one of the words that `wanted` wants.
fn find(text: &str, wanted: impl Fn(&str) -> bool) -> Option<usize> {
    let dots = text.match_indices('.');
    dots.map(|(at, _)| at).find(|&at| {
        let rest = &text[at + 1..];
        wanted(&rest[..rest.find('.').unwrap_or(rest.len())])
    })
}
