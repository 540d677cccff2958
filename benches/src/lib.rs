//! The benches of demono live in `benches/`.
