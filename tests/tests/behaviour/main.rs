//! Annotated functions do the same as without the attribute. All of these tests pass
//! with `DEMONO=off` as well; code that compiles only with a converted parameter is in
//! `momo.rs`, next to this folder.

// Code as people write it; `lints.rs` is about what clippy reports.
#![allow(clippy::all)]

mod asyncs;
mod binders;
mod blocks;
mod blocks_self;
mod bounds;
mod closures;
mod closures_once;
mod collections;
mod conversions;
mod crate_path;
mod custom;
mod drops;
mod forbidden;
mod impl_generics;
mod items;
mod iterators;
mod iterators_order;
mod kinds;
mod lifetimes;
mod lifetimes_named;
mod lint_levels;
mod log;
mod macros;
mod methods;
mod names;
mod objects;
mod objects_generic;
mod one_generic;
mod other_names;
mod own_methods;
mod own_value;
mod ownership;
mod readers;
mod recursion;
mod reversed;
mod same_name;
mod scopes;
mod send;
mod shadowing;
mod slices;
mod std_traits;
mod traits;
mod traits_default;
mod two_of_one_trait;
mod types;
