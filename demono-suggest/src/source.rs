//! In: the root file of a crate target. Out: its functions with a body, its `impl` and
//! `trait` blocks and its traits, each with where it stands and how it is written.
//! Refused: a root file that cannot be read or parsed. What else cannot is a
//! [`Problem`], and the rest of the crate is there.
//!
//! Code in the arguments of macros is not seen, but for `cfg_if!`, which is where crates
//! declare their modules.

mod attributes;
mod collect;
mod directory;
mod file;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod tests_modules;
mod visit;

use std::io;
use std::ops::{Range, RangeInclusive};
use std::path::{Path, PathBuf};

use proc_macro2::TokenStream;
use syn::Attribute;

pub use attributes::{Condition, DemonoAttribute};
pub use file::SourceFile;
pub(crate) use file::BYTE_ORDER_MARK;

/// The parsed modules of one crate target.
///
/// Tokens keep their spans, so a tree stays in the thread that loaded it. As any parser by
/// recursion, the one beneath needs a stack as deep as the code: the generated types of
/// `typenum` take more than 2 MiB without optimization, the default of a thread that is
/// not the main one.
#[derive(Default)]
pub struct SourceTree {
    /// The files, the root first, then in the order in which they are met.
    pub files: Vec<SourceFile>,
    /// The functions with a body, in the order in which they are written; a file's are
    /// where its `mod` stands.
    pub functions: Vec<Function>,
    /// The `impl` and `trait` blocks, in that order, too; also those without functions.
    pub blocks: Vec<Block>,
    /// The definitions of traits.
    pub traits: Vec<TraitDef>,
    /// What is not in the tree.
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
pub struct Function {
    /// The modules it is in, the crate first; for a function within a function the names
    /// of the outer ones, too. A method's type is in its block.
    pub path: Vec<String>,
    /// Its name; a raw one without `r#`.
    pub name: String,
    /// Whether it stands alone or in a block.
    pub owner: Owner,
    /// Index into [`SourceTree::files`].
    pub file: usize,
    /// From the line of its visibility or `fn`, which is what debug information has, to
    /// the closing brace. The first line is 1.
    pub lines: RangeInclusive<usize>,
    /// The same, in bytes of the file.
    pub range: Range<usize>,
    /// The attributes before it, but for `demono`.
    pub attributes: Vec<Attribute>,
    /// All of it as it is written, with its attributes, but for `demono`.
    pub tokens: TokenStream,
    /// The `demono` attribute that it has.
    pub demono: Option<DemonoAttribute>,
    /// Where an attribute can be put.
    pub insertion: Insertion,
    /// Whether it is for tests only: `#[test]`, or within `#[cfg(test)]`.
    pub test_only: bool,
    /// The conditions under which it exists: what is in its `cfg` and those of the
    /// modules and items around it, outermost first.
    pub conditions: Vec<String>,
}

/// Where a function stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Owner {
    /// In a module or in a body.
    Free,
    /// In `impl Type`.
    Inherent {
        /// Index into [`SourceTree::blocks`].
        block: usize,
    },
    /// In `impl Trait for Type`.
    TraitImpl {
        /// Index into [`SourceTree::blocks`].
        block: usize,
    },
    /// In `trait`: a method with a default.
    Default {
        /// Index into [`SourceTree::blocks`].
        block: usize,
    },
}

impl Owner {
    /// Index of the block, if there is one.
    pub fn block(self) -> Option<usize> {
        match self {
            Owner::Free => None,
            Owner::Inherent { block } | Owner::TraitImpl { block } | Owner::Default { block } => {
                Some(block)
            }
        }
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
    /// As [`Function::path`].
    pub path: Vec<String>,
    /// What is before the brace, with the attributes but for `demono`.
    pub head: TokenStream,
    /// The type as it is written, `Foo<T>`; of a trait `Self`.
    pub self_type: String,
    /// The name of that type, `Foo`, if it is a path, maybe behind references.
    pub self_name: Option<String>,
    /// The trait as it is written, `fmt::Display`.
    pub trait_path: Option<String>,
    /// The name of that trait, `Display`.
    pub trait_name: Option<String>,
    /// Indices into [`SourceTree::functions`]: those with a body.
    pub functions: Vec<usize>,
    /// Index into [`SourceTree::files`].
    pub file: usize,
    /// As [`Function::lines`].
    pub lines: RangeInclusive<usize>,
    /// The same, in bytes of the file.
    pub range: Range<usize>,
    /// The attributes before it, but for `demono`.
    pub attributes: Vec<Attribute>,
    /// All of it as it is written, but for its own `demono`; its functions' are there.
    pub tokens: TokenStream,
    /// The `demono` attribute that it has.
    pub demono: Option<DemonoAttribute>,
    /// Where an attribute can be put.
    pub insertion: Insertion,
    /// As [`Function::test_only`].
    pub test_only: bool,
    /// As [`Function::conditions`].
    pub conditions: Vec<String>,
}

/// A trait, for those who look for its methods' signatures.
pub struct TraitDef {
    /// The modules it is in, the crate first.
    pub path: Vec<String>,
    /// Its name.
    pub name: String,
    /// All of it.
    pub definition: syn::ItemTrait,
    /// Index into [`SourceTree::blocks`].
    pub block: usize,
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

/// The places in an item's text that count when an attribute is put before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Insertion {
    /// Index into [`SourceTree::files`].
    pub file: usize,
    /// Byte at which the visibility or the first keyword begins.
    pub keyword: usize,
    /// Bytes of the attributes and documentation before it, in order.
    pub attributes: Vec<Range<usize>>,
}

/// Why there is no tree.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SourceError {
    /// The root file cannot be read.
    #[error("cannot read `{}`", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The root file is not Rust.
    #[error("cannot parse `{}`: {message}", path.display())]
    Parse {
        /// The file.
        path: PathBuf,
        /// What is wrong, and in which line.
        message: String,
    },
}

/// Reads a file: from the disk, or what will be there.
pub type Reader<'a> = &'a dyn Fn(&Path) -> io::Result<String>;

impl SourceTree {
    /// The modules of the target with this root file; `crate_name` is the name in code,
    /// with underscores.
    pub fn load(crate_name: &str, root_file: &Path) -> Result<Self, SourceError> {
        Self::load_with(crate_name, root_file, &|path| std::fs::read_to_string(path))
    }

    /// The same, read by `reader`; a file is there if it does not say `NotFound`.
    pub fn load_with(
        crate_name: &str,
        root_file: &Path,
        reader: Reader<'_>,
    ) -> Result<Self, SourceError> {
        collect::collect(crate_name, root_file, reader)
    }

    /// The functions whose [`lines`](Function::lines) contain `line` of `file`, the
    /// innermost first. Links in paths are followed.
    pub fn find(&self, file: &Path, line: usize) -> Vec<&Function> {
        let canonical = file::canonical(file);
        let mut found: Vec<&Function> = (self.functions.iter())
            .filter(|it| it.lines.contains(&line) && self.files[it.file].canonical == canonical)
            .collect();
        found.sort_by_key(|it| (it.range.len(), it.range.start));
        found
    }

    /// Whether `file` is one of the crate's.
    pub fn has_file(&self, file: &Path) -> bool {
        let canonical = file::canonical(file);
        self.files.iter().any(|it| it.canonical == canonical)
    }

    /// The functions of this name.
    pub fn named<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Function> {
        self.functions.iter().filter(move |it| it.name == name)
    }

    /// The file an item with this insertion is in.
    pub fn file_of(&self, insertion: &Insertion) -> &SourceFile {
        &self.files[insertion.file]
    }
}
