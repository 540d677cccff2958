//! The behaviour tests in edition 2018.
