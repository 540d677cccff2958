//! The tests of demono live in `tests/`.
