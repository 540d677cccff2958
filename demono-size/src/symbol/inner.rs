//! The names that demono gives to the inner of a function that it splits.

/// The inner of a function, nested in it.
pub(super) const INNER: &str = "__demono_inner";
/// Before the name of a function whose inner stands beside it.
pub(super) const SIBLING: &str = "__demono_";

/// The crate with the code that expansions call, which has such names and no inner.
pub(super) const FACADE: &str = "demono";

/// Whether demono chose this name.
pub(super) fn is_ours(name: &str) -> bool {
    let start = name.get(.."__demono".len());
    start.is_some_and(|start| start.eq_ignore_ascii_case("__demono"))
}
