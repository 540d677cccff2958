//! In: a linked file. Out: how large it is without symbols and debug information.
//! Refused: sizes and offsets that contradict each other.

pub(super) mod elf;
pub(super) mod macho;
pub(super) mod pe;
