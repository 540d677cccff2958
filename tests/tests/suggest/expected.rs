//! In: the source trees of the examples. Out: the functions that have the attribute, on
//! themselves or on their block, in a form that is the same with the attribute and without.
//! Refused: nothing.

use std::path::Path;

use demono_analysis::{analyse, can_pay, Verdict};
use demono_suggest::source::tree::{SourceFunction, SourceTree};
use demono_suggest::suggest::verdict::Proposed;
use demono_tests::examples::{folders, repository};
use proc_macro2::TokenStream;

/// A function, wherever its lines are.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Key {
    /// In the workspace.
    pub(crate) file: String,
    /// With its modules, and the head of its block if it is a method.
    pub(crate) name: String,
}

impl Key {
    fn new(root: &Path, tree: &SourceTree, function: &SourceFunction) -> Self {
        let file = &tree.files[function.file].canonical;
        let mut name = function.path[1..].join("::");
        if let Some(block) = function.container.block().map(|it| &tree.blocks[it]) {
            name.push_str(&format!(" {}", block.head));
        }
        Key {
            file: file.strip_prefix(root).unwrap().display().to_string(),
            name: format!("{name} {}", function.name),
        }
    }

    /// The function that a proposal is for.
    pub(crate) fn of(root: &Path, proposed: &Proposed) -> Self {
        let site = &proposed.site;
        let folder = site.file.parent().unwrap();
        for name in ["lib.rs", "main.rs"] {
            let Ok(tree) = SourceTree::load("any", &folder.join(name)) else {
                continue;
            };
            let found = tree.find(&site.file, *site.lines.start());
            if let Some(function) = found.into_iter().find(|it| it.lines == site.lines) {
                return Key::new(root, &tree, function);
            }
        }
        panic!("no function in {site:?}");
    }
}

/// A function with the attribute.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Expected {
    pub(crate) key: Key,
    /// What is in the parentheses, printed as tokens.
    pub(crate) words: String,
}

/// The source trees of all examples.
pub(crate) fn trees() -> Vec<SourceTree> {
    let folders = folders().into_iter();
    let roots = folders.flat_map(|it| ["src/lib.rs", "src/main.rs"].map(|file| it.join(file)));
    let roots = roots.filter(|root| root.exists());
    roots
        .map(|root| SourceTree::load("any", &root).unwrap())
        .collect()
}

/// The functions in them that are split.
pub(crate) fn expected(trees: &[SourceTree]) -> Vec<Expected> {
    let root = repository();
    let mut all = Vec::new();
    for tree in trees {
        for function in &tree.functions {
            let block = function.container.block().map(|block| &tree.blocks[block]);
            let of_block = block.and_then(|block| block.demono.as_ref().zip(Some(&block.head)));
            let words = match (&function.demono, of_block) {
                (Some(own), _) => own.arguments.clone(),
                (None, Some((of_block, head))) => {
                    let words = of_block.arguments.clone();
                    if !splits(words.clone(), function, head) {
                        continue;
                    }
                    words
                }
                (None, None) => continue,
            };
            all.push(Expected {
                key: Key::new(&root, tree, function),
                words: words.to_string(),
            });
        }
    }
    all.sort();
    all.dedup();
    all
}

/// Whether the attribute of a block splits this method.
fn splits(words: TokenStream, method: &SourceFunction, head: &TokenStream) -> bool {
    let verdict = analyse(words, method.tokens.clone(), Some(head.clone()));
    can_pay(method.tokens.clone()) && matches!(verdict, Verdict::Splits(_))
}
