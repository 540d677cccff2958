//! Tests of the rules, each on small crates that keep it and on some that break it.

mod circles;
mod documents;
mod itself;
mod length;
mod modules;
mod packages;
mod re_exports;
mod workspace;
