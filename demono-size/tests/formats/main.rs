//! The reader on every format it knows: fixtures made here, whose every byte is known,
//! and real builds, compared with other readers.

mod archives;
mod coff;
mod damage;
mod elf;
mod macho;
mod made;
mod real;
mod tools;
mod wasm;
