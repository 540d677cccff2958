//! The functions, blocks and traits of one crate target, and where each is written.

use std::ops::{Range, RangeInclusive};
use std::path::{Path, PathBuf};

use proc_macro2::TokenStream;
use syn::Attribute;

use super::attributes::DemonoAttribute;
use super::file::{canonical, SourceFile};

/// The parsed modules of one crate target.
///
/// Tokens keep their spans, so a tree stays in the thread that loaded it. The parser is
/// recursive, and needs a stack as deep as the code: without optimization the generated
/// types of `typenum` take more than 2 MiB, the default of any thread but the main one.
#[derive(Default)]
pub struct SourceTree {
    /// The files, the root first, then in the order in which they are met.
    pub files: Vec<SourceFile>,
    /// Whether the root file has `#![no_std]`, and no `extern crate std`, unconditionally.
    pub no_std: bool,
    /// The functions with a body, in the order in which they are written; those of a file
    /// come where its `mod` does.
    pub functions: Vec<SourceFunction>,
    /// The `impl` and `trait` blocks in the same order, also those without functions.
    pub blocks: Vec<Block>,
    /// The definitions of traits.
    pub traits: Vec<TraitDef>,
    /// The files that are not in the tree.
    pub problems: Vec<Problem>,
}

/// A file that is missing, or that does not parse.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The file.
    pub path: PathBuf,
    /// Why it is not in the tree.
    pub message: String,
}

/// A function with a body.
pub struct SourceFunction {
    /// The modules it is in, the crate first, and the functions it is nested in. A
    /// method's type is in its block.
    pub path: Vec<String>,
    /// Its name; a raw one without `r#`.
    pub name: String,
    /// Whether it stands alone or in a block.
    pub container: Container,
    /// Index into [`SourceTree::files`].
    pub file: usize,
    /// From the line of its visibility or `fn`, which is what debug information has, to
    /// the closing brace. The first line is 1.
    pub lines: RangeInclusive<usize>,
    /// The same in bytes of the file.
    pub range: Range<usize>,
    /// The attributes before it, but for `demono`.
    pub attributes: Vec<Attribute>,
    /// All of it as it is written, with its attributes, but for `demono`.
    pub tokens: TokenStream,
    /// The `demono` attribute that it has.
    pub demono: Option<DemonoAttribute>,
    /// Where an attribute can be put.
    pub insertion: Insertion,
}

/// What a function stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Container {
    /// A module, or a body.
    Free,
    /// `impl Type`.
    Inherent {
        /// Index into [`SourceTree::blocks`].
        block: usize,
    },
    /// `impl Trait for Type`.
    TraitImpl {
        /// Index into [`SourceTree::blocks`].
        block: usize,
    },
    /// `trait`: a method with a default.
    Default {
        /// Index into [`SourceTree::blocks`].
        block: usize,
    },
}

impl Container {
    /// Index of the block, if there is one.
    pub fn block(self) -> Option<usize> {
        match self {
            Container::Free => None,
            Container::Inherent { block }
            | Container::TraitImpl { block }
            | Container::Default { block } => Some(block),
        }
    }

    /// Index of the block, if a trait has or declares its methods.
    pub fn of_trait(self) -> Option<usize> {
        let inherent = matches!(self, Container::Inherent { .. });
        self.block().filter(|_| !inherent)
    }
}

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum BlockKind {
    /// `impl Type`.
    Inherent,
    /// `impl Trait for Type`.
    TraitImpl,
    /// `trait`.
    Trait,
}

/// An `impl` or a `trait`.
pub struct Block {
    /// Which of the three.
    pub kind: BlockKind,
    /// What is before the brace, with the attributes but for `demono`.
    pub head: TokenStream,
    /// The name of the type, `Foo` of `&m::Foo<T>`, if it has one.
    pub self_name: Option<String>,
    /// The name of the trait, `Display` of `fmt::Display`.
    pub trait_name: Option<String>,
    /// Indices into [`SourceTree::functions`]: those with a body.
    pub functions: Vec<usize>,
    /// Index into [`SourceTree::files`].
    pub file: usize,
    /// As [`SourceFunction::lines`].
    pub lines: RangeInclusive<usize>,
    /// The `demono` attribute that it has.
    pub demono: Option<DemonoAttribute>,
    /// Where an attribute can be put.
    pub insertion: Insertion,
}

/// A trait, with the signatures of its methods.
pub struct TraitDef {
    /// Its name.
    pub name: String,
    /// All of it.
    pub definition: syn::ItemTrait,
}

impl TraitDef {
    /// The signatures of its methods, those with a default and those without.
    pub fn methods(&self) -> impl Iterator<Item = &syn::Signature> {
        self.definition.items.iter().filter_map(|it| match it {
            syn::TraitItem::Fn(method) => Some(&method.sig),
            _ => None,
        })
    }
}

/// The parts of an item's text that matter when an attribute is put before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Insertion {
    /// Byte at which the visibility or the first keyword begins.
    pub keyword: usize,
    /// Bytes of the attributes and documentation before it, in order.
    pub attributes: Vec<Range<usize>>,
}

impl SourceTree {
    /// The functions whose [`lines`](SourceFunction::lines) contain `line` of `file`, the
    /// innermost first. Links in paths are followed.
    pub fn find(&self, file: &Path, line: usize) -> Vec<&SourceFunction> {
        let canonical = canonical(file);
        let mut found: Vec<&SourceFunction> = (self.functions.iter())
            .filter(|it| it.lines.contains(&line) && self.files[it.file].canonical == canonical)
            .collect();
        found.sort_by_key(|it| (it.range.len(), it.range.start));
        found
    }

    /// Whether `file` is one of the crate's.
    pub fn has_file(&self, file: &Path) -> bool {
        let canonical = canonical(file);
        self.files.iter().any(|it| it.canonical == canonical)
    }

    /// Why `file` is not in the tree, if that is known.
    pub fn problem_of(&self, file: &Path) -> Option<&Problem> {
        let real = canonical(file);
        let mut problems = self.problems.iter();
        problems.find(|it| it.path.file_name() == file.file_name() && canonical(&it.path) == real)
    }
}
