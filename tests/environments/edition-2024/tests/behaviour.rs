//! The behaviour tests in edition 2024.

#[path = "../../../tests/behaviour/main.rs"]
mod behaviour;
