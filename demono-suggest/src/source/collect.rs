//! In: a root file. Out: the tree of its modules. Refused: a root file that cannot be read
//! or is not Rust.

use std::collections::BTreeSet;
use std::io::{self, ErrorKind};
use std::ops::Range;
use std::path::{Path, PathBuf};

use proc_macro2::{Ident, Span, TokenStream};
use quote::ToTokens;
use syn::ext::IdentExt as _;
use syn::parse::Parser as _;
use syn::visit::Visit as _;
use syn::{Attribute, ItemMacro};

use super::attributes::{self, is_outer, DemonoAttribute, ModulePaths};
use super::directory::{parent, Candidate, Directory};
use super::file::{canonical, SourceFile};
use super::tree::{Block, BlockKind, Container, Insertion, Problem, SourceFunction, SourceTree};

/// Why there is no tree.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SourceError {
    /// The root file cannot be read.
    #[error("cannot read `{}`", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// The system's reason.
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

    /// The same, read by `reader`; a file exists unless it says `NotFound`.
    pub fn load_with(
        crate_name: &str,
        root_file: &Path,
        reader: Reader<'_>,
    ) -> Result<Self, SourceError> {
        let path = root_file.to_owned();
        let text = match reader(root_file) {
            Ok(text) => text,
            Err(source) => return Err(SourceError::Read { path, source }),
        };
        let (file, syntax) = match SourceFile::parse(root_file, text) {
            Ok(parsed) => parsed,
            Err(message) => return Err(SourceError::Parse { path, message }),
        };
        let mut collector = Collector {
            seen: BTreeSet::from([file.canonical.clone()]),
            tree: SourceTree::default(),
            reader,
            file: 0,
            directory: Directory::of_owner(root_file),
            path: vec![crate_name.to_owned()],
            block: None,
        };
        collector.tree.no_std =
            attributes::is_no_std(&syntax.attrs) && !syntax.items.iter().any(links_std);
        collector.tree.files.push(file);
        collector.visit_items(&syntax.items);
        Ok(collector.tree)
    }
}

/// `extern crate std;` in every build.
fn links_std(item: &syn::Item) -> bool {
    let is_cfg = |it: &Attribute| it.path().is_ident("cfg");
    matches!(item, syn::Item::ExternCrate(it) if it.ident == "std" && !it.attrs.iter().any(is_cfg))
}

/// The tree so far, and where the walk is.
pub(super) struct Collector<'a> {
    pub(super) tree: SourceTree,
    reader: Reader<'a>,
    seen: BTreeSet<PathBuf>,
    file: usize,
    pub(super) directory: Directory,
    pub(super) path: Vec<String>,
    /// The block that is walked.
    pub(super) block: Option<usize>,
}

/// What functions and blocks have in common.
pub(super) struct ItemParts {
    range: Range<usize>,
    insertion: Insertion,
    attributes: Vec<Attribute>,
    tokens: TokenStream,
    demono: Option<DemonoAttribute>,
}

impl Collector<'_> {
    /// Runs `inner` with `name` at the end of the path.
    pub(super) fn within(&mut self, name: &Ident, inner: impl FnOnce(&mut Self)) {
        self.path.push(name.unraw().to_string());
        inner(self);
        self.path.pop();
    }

    pub(super) fn visit_items(&mut self, items: &[syn::Item]) {
        items.iter().for_each(|it| self.visit_item(it));
    }

    /// An item with these attributes; `end` is its closing brace.
    pub(super) fn parts(
        &self,
        attributes: &[Attribute],
        item: &impl ToTokens,
        end: Span,
    ) -> ItemParts {
        let file = &self.tree.files[self.file];
        let end = file.bytes(end).end;
        let outer: Vec<&Attribute> = attributes.iter().filter(|it| is_outer(it)).collect();
        // `#` and `[..]` each.
        let all = item.to_token_stream().into_iter();
        let mut rest = all.skip(2 * outer.len()).peekable();
        let keyword = (rest.peek()).map_or(end, |it| file.bytes(it.span()).start);
        let kept = attributes::without_demono(attributes);
        ItemParts {
            range: keyword..end,
            insertion: Insertion {
                keyword,
                attributes: outer.iter().map(|it| self.attribute_bytes(it)).collect(),
            },
            demono: attributes::demono(attributes, |it| self.attribute_bytes(it)),
            attributes: (Attribute::parse_outer.parse2(kept.clone())).unwrap_or_default(),
            tokens: kept.into_iter().chain(rest).collect(),
        }
    }

    fn attribute_bytes(&self, attribute: &Attribute) -> Range<usize> {
        let file = &self.tree.files[self.file];
        // A doc comment's tokens all have the span of the comment.
        let start = file.bytes(attribute.pound_token.span).start;
        start..file.bytes(attribute.bracket_token.span.close()).end
    }

    /// Lists a function; those in its body follow.
    pub(super) fn function(&mut self, name: &Ident, container: Container, parts: ItemParts) {
        let function = SourceFunction {
            path: self.path.clone(),
            name: name.unraw().to_string(),
            container,
            file: self.file,
            lines: self.tree.files[self.file].lines(&parts.range),
            range: parts.range,
            attributes: parts.attributes,
            tokens: parts.tokens,
            demono: parts.demono,
            insertion: parts.insertion,
        };
        if let Some(block) = container.block() {
            let index = self.tree.functions.len();
            self.tree.blocks[block].functions.push(index);
        }
        self.tree.functions.push(function);
    }

    /// Walks the file of a module or of an `include!`; `false` if there is none.
    fn visit_file(&mut self, candidate: Candidate) -> bool {
        let Candidate { file, directory } = candidate;
        let text = match (self.reader)(&file) {
            Ok(text) => text,
            Err(error) if error.kind() == ErrorKind::NotFound => return false,
            Err(error) => {
                self.problem(file, error.to_string());
                return true;
            }
        };
        // A cycle, or one file for two modules.
        if !self.seen.insert(canonical(&file)) {
            return true;
        }
        match SourceFile::parse(&file, text) {
            Ok((source, syntax)) => {
                let outer_file = std::mem::replace(&mut self.file, self.tree.files.len());
                let outer_directory = std::mem::replace(&mut self.directory, directory);
                self.tree.files.push(source);
                self.visit_items(&syntax.items);
                self.file = outer_file;
                self.directory = outer_directory;
            }
            Err(message) => self.problem(file, message),
        }
        true
    }

    fn problem(&mut self, path: PathBuf, message: String) {
        self.tree.problems.push(Problem { path, message });
    }

    pub(super) fn visit_module_files(&mut self, name: &str, paths: &ModulePaths) {
        let candidates = self.directory.candidates(name, paths);
        let files: Vec<PathBuf> = candidates.iter().map(|it| it.file.clone()).collect();
        let mut found = false;
        for candidate in candidates {
            found |= self.visit_file(candidate);
        }
        if !found {
            let tried: Vec<String> =
                (files.iter().map(|it| format!("`{}`", it.display()))).collect();
            let message = format!("no file for `mod {name}`: {}", tried.join(", "));
            self.problem(files[0].clone(), message);
        }
    }

    /// Files that builds generate, `concat!(env!("OUT_DIR"), ..)`, are not looked for.
    pub(super) fn visit_include(&mut self, item: &ItemMacro) {
        let Ok(literal) = item.mac.parse_body::<syn::LitStr>() else {
            return;
        };
        let file = parent(&self.tree.files[self.file].path).join(literal.value());
        if !self.visit_file(Candidate::of_owner(file.clone())) {
            self.problem(file, "no file for `include!`".to_owned());
        }
    }

    pub(super) fn visit_cfg_if(&mut self, item: &ItemMacro) {
        for group in attributes::cfg_if_arms(&item.mac.tokens) {
            if let Ok(syntax) = syn::parse2::<syn::File>(group.stream()) {
                self.visit_items(&syntax.items);
            }
        }
    }

    /// Lists a block and enters it; returns the one around it.
    pub(super) fn open_block(
        &mut self,
        kind: BlockKind,
        self_name: Option<String>,
        trait_name: Option<String>,
        parts: ItemParts,
    ) -> Option<usize> {
        let block = Block {
            kind,
            head: before_brace(&parts.tokens),
            self_name,
            trait_name,
            functions: Vec::new(),
            file: self.file,
            lines: self.tree.files[self.file].lines(&parts.range),
            demono: parts.demono,
            insertion: parts.insertion,
        };
        let index = self.tree.blocks.len();
        self.tree.blocks.push(block);
        self.block.replace(index)
    }
}

/// In: an item that ends with its braces. Out: the same without them.
fn before_brace(tokens: &TokenStream) -> TokenStream {
    let mut tokens: Vec<_> = tokens.clone().into_iter().collect();
    tokens.pop();
    tokens.into_iter().collect()
}
