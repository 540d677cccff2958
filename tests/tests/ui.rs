//! The refusals, as a user sees them: a `.stderr` beside each case, read by a
//! person before it was accepted.

#[test]
fn refusals() {
    trybuild::TestCases::new().compile_fail("tests/ui/*.rs");
}
