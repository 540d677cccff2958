//! The refusals, as a user sees them: each case has a `.stderr` file, which a person read
//! before accepting it.

#[test]
fn refusals() {
    trybuild::TestCases::new().compile_fail("tests/ui/*.rs");
}
