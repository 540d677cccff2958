//! In: the modules of a crate, and a mode. Out: the items that get the attribute, each with
//! its place; and the sources with the attribute on some of them. Refused: a module tree
//! without a root.
//!
//! What has nothing to convert, as the attribute's own analysis says, gets none.

use std::fs;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};
use std::str::FromStr as _;

use anyhow::Context as _;
use demono_analysis::{analyse, can_pay, Refusal, RefusalKind, Verdict};
use demono_suggest::bisect::{ChangeId, ChangeSet};
use demono_suggest::edit::text::{self, Edit};
use demono_suggest::source::tree::{Block, Container, SourceFunction, SourceTree};
use proc_macro2::TokenStream;

use super::outcome::Mode;

/// A crate's sources.
pub(super) struct Sources {
    tree: SourceTree,
}

/// An item that gets the attribute.
#[derive(Debug, Clone)]
pub(super) struct Site {
    /// Its path, and what it is of a block.
    pub(super) item: String,
    /// Index of the file.
    file: usize,
    /// The byte before which the attribute goes.
    at: usize,
    lines: RangeInclusive<usize>,
}

impl Sources {
    pub(super) fn load(crate_name: &str, root_file: &Path) -> anyhow::Result<Self> {
        let tree = SourceTree::load(crate_name, root_file)?;
        Ok(Sources { tree })
    }

    /// Whether the crate is `no_std` in every build.
    pub(super) fn is_no_std(&self) -> bool {
        self.tree.no_std
    }

    /// The items of a mode, in the order in which they are written.
    pub(super) fn sites(&self, mode: Mode) -> Vec<Site> {
        match mode {
            Mode::Functions => self.functions(),
            Mode::Blocks | Mode::Objects => self.blocks(mode.words()),
        }
    }

    /// A method of a trait is not among them: its attribute stands on the block.
    fn functions(&self) -> Vec<Site> {
        let functions = self.tree.functions.iter();
        let functions = functions.filter(|it| it.container.of_trait().is_none());
        let functions = functions.filter(|it| has_conversion("", it, None));
        let site = |it: &SourceFunction| Site {
            item: self.name(it),
            file: it.file,
            at: it.insertion.keyword,
            lines: it.lines.clone(),
        };
        functions.map(site).collect()
    }

    fn blocks(&self, words: &str) -> Vec<Site> {
        let mut sites = Vec::new();
        for block in &self.tree.blocks {
            let mut methods = block.functions.iter().map(|it| &self.tree.functions[*it]);
            let is_worth_it = |method: &SourceFunction| {
                can_pay(method.tokens.clone()) && has_conversion(words, method, Some(&block.head))
            };
            let Some(first) = methods.find(|it| is_worth_it(it)) else {
                continue;
            };
            sites.push(Site {
                item: format!("{}::{{{}}}", first.path.join("::"), one_line(block)),
                file: block.file,
                at: block.insertion.keyword,
                lines: block.lines.clone(),
            });
        }
        sites
    }

    fn name(&self, function: &SourceFunction) -> String {
        let mut path = function.path.clone();
        if let Container::Inherent { block } = function.container {
            path.extend(self.tree.blocks[block].self_name.clone());
        }
        path.push(function.name.clone());
        path.join("::")
    }

    /// Writes the files, with `attribute` on those of `sites` that are in `set`. It stands on
    /// the line of the item, so that every line keeps its number.
    pub(super) fn write(
        &self,
        sites: &[Site],
        set: &ChangeSet,
        attribute: &str,
    ) -> anyhow::Result<()> {
        for (index, file) in self.tree.files.iter().enumerate() {
            let numbered = sites.iter().enumerate();
            let wanted =
                numbered.filter(|(at, it)| it.file == index && set.contains(&ChangeId(*at)));
            let edits: Vec<Edit> = wanted
                .map(|(_, it)| Edit {
                    file: file.path.clone(),
                    range: it.at..it.at,
                    text: format!("{attribute} "),
                })
                .collect();
            let text = text::apply(&file.text, &edits)?;
            if fs::read_to_string(&file.path)? != text {
                fs::write(&file.path, text)
                    .with_context(|| format!("cannot write `{}`", file.path.display()))?;
            }
        }
        Ok(())
    }

    /// The innermost of `sites` that has these lines.
    pub(super) fn site_at(&self, sites: &[Site], file: &Path, line: usize) -> Option<ChangeId> {
        let real: PathBuf = fs::canonicalize(file).ok()?;
        let numbered = sites.iter().enumerate();
        numbered
            .filter(|(_, it)| {
                it.lines.contains(&line) && self.tree.files[it.file].canonical == real
            })
            .min_by_key(|(_, it)| it.lines.end() - it.lines.start())
            .map(|(at, _)| ChangeId(at))
    }
}

/// Whether the attribute with these words would split the function, or refuse to.
fn has_conversion(words: &str, function: &SourceFunction, head: Option<&TokenStream>) -> bool {
    let words = TokenStream::from_str(words).unwrap_or_default();
    match analyse(words, function.tokens.clone(), head.cloned()) {
        Verdict::Splits(_) => true,
        Verdict::Nothing(_) | Verdict::Unparsed => false,
        Verdict::Refused(refusals) => !refusals.iter().all(is_nothing),
    }
}

fn is_nothing(refusal: &Refusal) -> bool {
    matches!(refusal.kind, RefusalKind::Nothing | RefusalKind::Item)
}

/// `impl fmt::Display for Url`, without its attributes.
fn one_line(block: &Block) -> String {
    let mut words = String::new();
    let mut tokens = block.head.clone().into_iter().peekable();
    while let Some(token) = tokens.next() {
        match token {
            proc_macro2::TokenTree::Punct(mark) if mark.as_char() == '#' => {
                tokens.next();
            }
            token => {
                words = TokenStream::from_iter([token].into_iter().chain(tokens)).to_string();
                break;
            }
        }
    }
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
