//! What debug information says: the functions of a binary, and how many bytes of code each
//! of them has where.

use std::path::PathBuf;

/// All code of a binary that has debug information.
#[derive(Debug, Clone, Default)]
pub struct DebugInfo {
    /// The source files that [`Declaration::file`] counts.
    pub files: Vec<PathBuf>,
    /// Every function that has code here, each copy of a generic one by itself.
    pub functions: Vec<DebugFunction>,
    /// Code with an address of its own.
    pub bodies: Vec<Body>,
}

/// A function, or one copy of a generic one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DebugFunction {
    /// Its mangled name.
    pub symbol: String,
    /// Where its signature begins.
    pub declaration: Option<Declaration>,
}

/// A line of a source file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Declaration {
    /// Index into [`DebugInfo::files`].
    pub file: usize,
    /// The line, from 1.
    pub line: usize,
}

/// The code of a function that was not inlined.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Body {
    /// Index into [`DebugInfo::functions`].
    pub function: usize,
    /// Address of its first byte.
    pub address: u64,
    /// Its bytes, all ranges together.
    pub bytes: u64,
    /// What was inlined into it: each frame after the one it was inlined into, followed by
    /// all that was inlined into the frame itself.
    pub frames: Vec<Frame>,
}

/// A function that was inlined.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frame {
    /// Index into [`DebugInfo::functions`].
    pub function: usize,
    /// The frame it was inlined into, as an index into [`Body::frames`]; `None`: the body.
    pub parent: Option<usize>,
    /// Its bytes, with those of the frames in it.
    pub bytes: u64,
}
