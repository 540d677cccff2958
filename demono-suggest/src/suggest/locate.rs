//! In: a function of a binary. Out: the package and the function of the source that it was
//! compiled from. Refused: one where debug information and module tree do not agree.

use std::path::{Path, PathBuf};

use demono_report::Origin;
use demono_size::{PackageInfo, PathSegment, SymbolPath};
use proc_macro2::{TokenStream, TokenTree};
use syn::ext::IdentExt as _;

use super::gather::Line;
use crate::source::file::canonical;
use crate::source::tree::{Block, Container, SourceFunction, SourceTree};

/// The packages of a workspace with their directories, to be found by their files.
pub(super) struct Packages<'p>(Vec<(PathBuf, &'p PackageInfo)>);

/// Who wrote a function.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Author<'p> {
    /// The authors of the toolchain.
    Std,
    /// Those of a package.
    Package(&'p PackageInfo),
}

impl<'p> Packages<'p> {
    pub(super) fn new(packages: &'p [PackageInfo]) -> Self {
        let list = packages.iter().filter_map(|package| {
            let directory = package.manifest.parent()?;
            Some((canonical(directory), package))
        });
        Packages(list.collect())
    }

    /// Whose file this is.
    pub(super) fn author(&self, file: &Path) -> Option<Author<'p>> {
        // What the toolchain was built from is not on this machine, mostly.
        let of_std = |file: &Path| {
            let text = file.to_string_lossy();
            text.starts_with("/rustc/")
                || text.starts_with("/rust/deps/")
                || text.contains("/lib/rustlib/src/rust/library/")
        };
        let real = canonical(file);
        if of_std(file) || of_std(&real) {
            return Some(Author::Std);
        }
        // A package in another's directory is the deeper one.
        let around = (self.0.iter()).filter(|(directory, _)| real.starts_with(directory));
        let deepest = around.max_by_key(|(directory, _)| directory.components().count());
        deepest.map(|(_, package)| Author::Package(package))
    }
}

/// Whether its owner is who runs the command.
pub(super) fn is_own(package: &PackageInfo) -> bool {
    package.origin == Origin::Member
}

/// What the tree says of a line.
pub(super) enum Found<'t> {
    Function(&'t SourceFunction),
    /// The file is none of the crate's, as far as one can see.
    NoFile,
    /// No function begins there.
    Nothing,
    /// One does, but it is another.
    Another(&'t SourceFunction),
}

/// The function at `line`, if it is the one that symbols have `path` for.
pub(super) fn find<'t>(tree: &'t SourceTree, line: &Line, path: &SymbolPath) -> Found<'t> {
    let mut around = tree.find(&line.file, line.number);
    if line.begins {
        around.retain(|function| *function.lines.start() == line.number);
    }
    let same = around.iter().find(|function| agree(tree, function, path));
    match (same, around.first()) {
        (Some(function), _) => Found::Function(function),
        (None, Some(another)) => Found::Another(another),
        (None, None) if tree.has_file(&line.file) => Found::Nothing,
        (None, None) => Found::NoFile,
    }
}

/// Whether `path`, such as `<a::Foo as a::b::Trait>::get`, is that of `function`.
pub(crate) fn agree(tree: &SourceTree, function: &SourceFunction, path: &SymbolPath) -> bool {
    let named = |it: &PathSegment| matches!(it, PathSegment::Named(name) if *name == function.name);
    if !path.segments.last().is_some_and(named) {
        return false;
    }
    let has = |name: &Option<String>| name.as_ref().is_none_or(|name| path.has(name));
    match function.container {
        Container::Free => {
            let names = function.path.iter().chain([&function.name]);
            // The path of a function in a method goes through the method's type, one in a
            // closure through the closure.
            path.block.is_some()
                || path.names().count() < path.segments.len()
                || path.names().eq(names)
        }
        Container::Inherent { block } => has(&tree.blocks[block].self_name),
        Container::TraitImpl { block } => {
            let block = &tree.blocks[block];
            has(&block.trait_name) && (has(&block.self_name) || is_blanket(block))
        }
        Container::Default { block } => has(&tree.blocks[block].trait_name),
    }
}

/// `impl<T> Trait for &T`: symbols name any type there.
fn is_blanket(block: &Block) -> bool {
    // Once where it is declared, once where it is used.
    let is_declared = |name: &String| count(block.head.clone(), name) > 1;
    block.self_name.as_ref().is_none_or(is_declared)
}

/// How often `name` is among the tokens.
fn count(tokens: TokenStream, name: &str) -> usize {
    let each = tokens.into_iter().map(|token| match token {
        TokenTree::Group(group) => count(group.stream(), name),
        TokenTree::Ident(ident) => usize::from(ident.unraw() == name),
        TokenTree::Punct(_) | TokenTree::Literal(_) => 0,
    });
    each.sum()
}
