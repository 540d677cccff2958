//! The behaviour tests in edition 2018.

#[path = "../../../tests/behaviour/main.rs"]
mod behaviour;
