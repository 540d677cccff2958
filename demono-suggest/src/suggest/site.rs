//! In: a function of the source tree. Out: where an attribute for it goes, without the
//! tree. Refused: nothing.

use std::ops::RangeInclusive;
use std::path::PathBuf;
use std::str::FromStr as _;

use demono_analysis::{analyse, can_pay, Verdict};
use proc_macro2::TokenStream;

use crate::source::{BlockKind, Function, Insertion, Owner, SourceTree};

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
    /// What stands between the attribute's parentheses.
    pub words: String,
    /// On what.
    pub place: Place,
    /// Whether the crate says `no_std`.
    pub no_std: bool,
}

/// What an attribute is written on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// The function itself.
    Function(Insertion),
    /// The block it is in, as the methods of traits need.
    Block {
        /// Which kind of block.
        kind: BlockKind,
        /// Where the attribute goes.
        block: Insertion,
        /// The line of the block.
        line: usize,
        /// Whether the block has the attribute already.
        present: bool,
        /// Where one goes that is for this method only.
        method: Insertion,
        /// Other methods that an attribute on the block would split.
        neighbours: Vec<Neighbour>,
    },
}

/// Another method of a block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Neighbour {
    /// Where `skip` goes.
    pub method: Insertion,
    /// The words with which an attribute on the block would split it.
    pub words: Vec<String>,
}

impl Site {
    pub(super) fn new(
        tree: &SourceTree,
        function: &Function,
        name: &str,
        manifest: PathBuf,
        words: &str,
    ) -> Self {
        let place = match function.owner {
            Owner::Free | Owner::Inherent { .. } => Place::Function(function.insertion.clone()),
            Owner::TraitImpl { block } | Owner::Default { block } => {
                let of = &tree.blocks[block];
                let others = of.functions.iter().map(|index| &tree.functions[*index]);
                let neighbours = others
                    .filter(|other| other.range != function.range && other.demono.is_none())
                    .map(|other| Neighbour {
                        method: other.insertion.clone(),
                        words: accepted(other, &of.head),
                    })
                    .filter(|neighbour| !neighbour.words.is_empty());
                Place::Block {
                    kind: of.kind,
                    block: of.insertion.clone(),
                    line: *of.lines.start(),
                    present: of.demono.is_some(),
                    method: function.insertion.clone(),
                    neighbours: neighbours.collect(),
                }
            }
        };
        let root = tree.files.first().map_or("", |file| &file.text);
        Site {
            function: name.to_owned(),
            file: tree.files[function.file].path.clone(),
            lines: function.lines.clone(),
            manifest,
            words: words.to_owned(),
            place,
            no_std: root.contains("#![no_std]"),
        }
    }
}

/// Which words on the block would split this method.
fn accepted(method: &Function, head: &TokenStream) -> Vec<String> {
    if !can_pay(method.tokens.clone()) {
        return Vec::new();
    }
    let splits = |words: &&str| {
        let attribute = TokenStream::from_str(words).unwrap_or_default();
        let verdict = analyse(attribute, method.tokens.clone(), Some(head.clone()));
        matches!(verdict, Verdict::Splits(_))
    };
    let words = ["", "dyn", "partial", "dyn, partial"];
    words
        .iter()
        .copied()
        .filter(|it| splits(it))
        .map(str::to_owned)
        .collect()
}
