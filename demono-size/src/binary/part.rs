//! In: what the reader of one format found. Out: with other parts, a binary.

use std::path::Path;

use demono_report::Format;
use object::Architecture;

use super::model::{Binary, Section};
use super::symbols::{resolve, Raw, SmallGaps};

/// One object or program, or all members of an archive.
pub(super) struct Part<'data> {
    pub(super) format: Format,
    pub(super) architecture: String,
    pub(super) linked: bool,
    pub(super) stripped: Option<u64>,
    pub(super) sections: Vec<Section>,
    pub(super) symbols: Vec<Raw<'data>>,
    pub(super) small_gaps: SmallGaps,
}

impl<'data> Part<'data> {
    /// An object without a section.
    pub(super) fn new(format: Format, architecture: String) -> Self {
        Part {
            format,
            architecture,
            linked: false,
            stripped: None,
            sections: Vec::new(),
            symbols: Vec::new(),
            small_gaps: SmallGaps::Padding,
        }
    }

    /// Adds the sections and symbols of a member.
    pub(super) fn absorb(&mut self, member: Part<'data>) {
        let base = self.sections.len();
        self.sections.extend(member.sections);
        let symbols = member.symbols.into_iter().map(|symbol| Raw {
            section: symbol.section + base,
            ..symbol
        });
        self.symbols.extend(symbols);
    }

    pub(super) fn finish(self, path: &Path, file: usize) -> Binary {
        let (symbols, gaps) = resolve(&self.sections, self.symbols, self.small_gaps);
        Binary {
            path: path.to_owned(),
            format: self.format,
            architecture: self.architecture,
            linked: self.linked,
            file: file as u64,
            stripped: self.stripped,
            sections: self.sections,
            symbols,
            gaps,
        }
    }
}

/// `x86_64`, `aarch64`, `wasm32`.
pub(super) fn architecture(architecture: Architecture) -> String {
    format!("{architecture:?}").to_lowercase()
}
