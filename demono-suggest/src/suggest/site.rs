//! In: a function of a source tree. Out: where an attribute for it goes, which outlives the
//! tree.

use std::ops::RangeInclusive;
use std::path::PathBuf;

use demono_analysis::{can_pay, Verdict};
use proc_macro2::TokenStream;

use crate::edit::attribute::{attribute_line, AttributeLine, Unplaceable};
use crate::source::tree::{BlockKind, Insertion, SourceFunction, SourceTree};
use crate::split::forms::{ask, PLAIN};

/// The place of one attribute.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Site {
    /// The function, as symbols name it.
    pub function: String,
    /// The file it is in.
    pub file: PathBuf,
    /// The lines of the function.
    pub lines: RangeInclusive<usize>,
    /// The manifest of its package.
    pub manifest: PathBuf,
    /// What is in the attribute's parentheses.
    pub words: String,
    /// What it is written on.
    pub place: EditPlace,
    /// Whether the crate is `no_std`.
    pub no_std: bool,
}

/// What an attribute is written on, and the line for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EditPlace {
    /// The function itself.
    Function(Result<AttributeLine, Unplaceable>),
    /// The block it is in, as the methods of traits need.
    Block {
        /// Which kind of block.
        kind: BlockKind,
        /// The line of the block.
        line: usize,
        /// Whether the block has the attribute already.
        present: bool,
        /// For one on the block.
        block: Result<AttributeLine, Unplaceable>,
        /// For one on the method, where it takes precedence over the block's.
        method: Result<AttributeLine, Unplaceable>,
        /// Other methods that an attribute on the block would split.
        neighbours: Vec<Neighbour>,
    },
}

/// Another method of a block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Neighbour {
    /// For a `skip` on it.
    pub skip: Result<AttributeLine, Unplaceable>,
    /// The words with which an attribute on the block would split it.
    pub words: Vec<String>,
}

impl Site {
    pub(super) fn new(
        tree: &SourceTree,
        function: &SourceFunction,
        name: &str,
        manifest: PathBuf,
        words: &str,
    ) -> Self {
        // A block and its methods are in one file.
        let file = &tree.files[function.file];
        let line = |insertion: &Insertion| attribute_line(file, insertion);
        let method = line(&function.insertion);
        let place = match function.container.of_trait() {
            None => EditPlace::Function(method),
            Some(block) => {
                let of = &tree.blocks[block];
                let others = of.functions.iter().map(|index| &tree.functions[*index]);
                let neighbours = others
                    .filter(|other| other.range != function.range && other.demono.is_none())
                    .map(|other| Neighbour {
                        skip: line(&other.insertion),
                        words: accepted(other, &of.head),
                    })
                    .filter(|neighbour| !neighbour.words.is_empty());
                EditPlace::Block {
                    kind: of.kind,
                    line: *of.lines.start(),
                    present: of.demono.is_some(),
                    block: line(&of.insertion),
                    method,
                    neighbours: neighbours.collect(),
                }
            }
        };
        Site {
            function: name.to_owned(),
            file: file.path.clone(),
            lines: function.lines.clone(),
            manifest,
            words: words.to_owned(),
            place,
            no_std: tree.no_std,
        }
    }
}

/// Which words on the block would split this method.
fn accepted(method: &SourceFunction, head: &TokenStream) -> Vec<String> {
    if !can_pay(method.tokens.clone()) {
        return Vec::new();
    }
    let splits = |words: &&str| matches!(ask(words, method, Some(head)), Verdict::Splits(_));
    (PLAIN.into_iter().filter(splits).map(str::to_owned)).collect()
}
