//! Attribute the bytes of a binary to generic functions.
