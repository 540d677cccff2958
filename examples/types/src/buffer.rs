//! Memory as user code has it.

/// A part of a file in memory.
#[derive(Debug)]
pub struct Page {
    bytes: [u8; 128],
    dirty: bool,
}

impl AsMut<[u8]> for Page {
    fn as_mut(&mut self) -> &mut [u8] {
        self.dirty = true;
        &mut self.bytes
    }
}

/// A buffer whose first part is in use.
#[derive(Debug)]
pub struct Tail {
    storage: Vec<u8>,
    start: usize,
}

impl AsMut<[u8]> for Tail {
    fn as_mut(&mut self) -> &mut [u8] {
        &mut self.storage[self.start..]
    }
}

/// A buffer that is allocated when it is needed.
#[derive(Debug)]
pub struct Lazy {
    length: usize,
    storage: Option<Box<[u8]>>,
}

impl AsMut<[u8]> for Lazy {
    fn as_mut(&mut self) -> &mut [u8] {
        self.storage
            .get_or_insert_with(|| vec![0; self.length].into())
    }
}

/// A part of somebody else's memory.
#[derive(Debug)]
pub struct Arena<'a> {
    memory: &'a mut [u8],
    used: usize,
    limit: usize,
}

impl AsMut<[u8]> for Arena<'_> {
    fn as_mut(&mut self) -> &mut [u8] {
        &mut self.memory[self.used..self.limit]
    }
}

impl Default for Page {
    fn default() -> Self {
        Page {
            bytes: [0; 128],
            dirty: false,
        }
    }
}

impl Default for Tail {
    fn default() -> Self {
        Tail {
            storage: vec![0; 80],
            start: 16,
        }
    }
}

impl Lazy {
    /// A buffer that will have this many bytes.
    pub fn new(length: usize) -> Self {
        Lazy {
            length,
            storage: None,
        }
    }
}

impl<'a> Arena<'a> {
    /// All of `memory` except 10 bytes at either end.
    pub fn new(memory: &'a mut [u8]) -> Self {
        let limit = memory.len() - 10;
        Arena {
            memory,
            used: 10,
            limit,
        }
    }
}
