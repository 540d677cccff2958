//! `cargo demono`.
fn main() {}
