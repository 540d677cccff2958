//! In: a linked file. Out: how large it is without symbols and debug information.
//! Refused: sizes and offsets that contradict each other.

mod elf;
mod macho;
mod pe;

pub(super) use elf::elf_size;
pub(super) use macho::{macho_size, Tables};
pub(super) use pe::pe_size;
