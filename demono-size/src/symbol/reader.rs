//! In: the names of one binary, one after the other. Out: of each what tells its copy from
//! others and, when asked for, what it shares with them; beyond its budget a name stands
//! for itself.
//!
//! A binary can be made to have names that cost a gigabyte of text each. What a name may
//! cost follows from its length, and so does what all names together may.

use demono_report::{FamilyKind, Role};

use super::anonymous::{self, Pool};
use super::legacy::parse::{self as legacy, Legacy};
use super::parts::{CopyName, FamilyName, Spelling};
use super::path::{ClosureOf, SymbolPath};
use super::suffix;
use super::v0::closures::{read_closures, read_targets};
use super::v0::parser as v0;
use super::v0::print::{Detail, Position};
use super::v0::tree::{Id, Nested, Tree};

/// Bytes of text and nodes that the names of a binary may cost on average, for each byte of
/// theirs. On average, the texts of real programs are shorter than their names.
const EXPANSION: usize = 16;

/// Reads names, keeping what it allocates from one to the next.
#[derive(Debug)]
pub(crate) struct Reader<'s> {
    tree: Tree<'s>,
    spare: usize,
    detail: ReadDetail,
}

/// What is read of names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ReadDetail {
    /// What families need.
    Text,
    /// Also what [`Reading::closures`] needs.
    Closures,
    /// What [`Reading::path`] needs.
    Paths,
}

/// A name that was read.
#[derive(Debug)]
pub(crate) struct Reading<'r, 's> {
    symbol: &'s str,
    /// The symbol without what LLVM added to it.
    bare: &'s str,
    found: Found<'r, 's>,
}

#[derive(Debug)]
enum Found<'r, 's> {
    V0(&'r Tree<'s>, v0::Name),
    Legacy(Legacy, legacy::Function),
    /// Has no parts; with its pool, if a compiler made it up.
    Other(Option<Pool>),
}

impl<'s> Reader<'s> {
    /// For names that have `length` bytes together.
    pub(crate) fn new(length: usize, detail: ReadDetail) -> Self {
        Reader {
            detail,
            tree: Tree::default(),
            spare: EXPANSION.saturating_mul(length).saturating_add(1 << 20),
        }
    }

    pub(crate) fn read(&mut self, symbol: &'s str) -> Reading<'_, 's> {
        let symbol = anonymous::strip_section(symbol);
        let (bare, found) = if let Some(text) = v0::strip_prefix(symbol) {
            match self.read_v0(text) {
                Ok(name) => {
                    let rest = text.len() - name.end;
                    (&symbol[..symbol.len() - rest], Found::V0(&self.tree, name))
                }
                Err(v0::Malformed) => (symbol, Found::Other(None)),
            }
        } else if let Some(legacy) = legacy::parse(symbol) {
            let function = legacy.function();
            (&symbol[..legacy.end], Found::Legacy(legacy, function))
        } else if let Some(pool) = anonymous::pool(symbol) {
            (symbol, Found::Other(Some(pool)))
        } else {
            (&symbol[..suffix::start(symbol)], Found::Other(None))
        };
        Reading {
            symbol,
            bare,
            found,
        }
    }

    fn read_v0(&mut self, text: &'s str) -> v0::Parsed<v0::Name> {
        let name = v0::parse(text, &mut self.tree, &mut self.spare)?;
        match self.detail {
            ReadDetail::Text => {}
            ReadDetail::Closures => read_closures(text, &mut self.tree, &mut self.spare),
            ReadDetail::Paths => read_targets(text, &mut self.tree, &mut self.spare),
        }
        Ok(name)
    }
}

impl<'s> Reading<'_, 's> {
    /// If this is a part that LLVM or GCC split off, the symbol it belongs to.
    pub(crate) fn whole(&self) -> Option<&'s str> {
        if self.is_anonymous() || self.bare.len() == self.symbol.len() {
            return None;
        }
        let part = suffix::part(&self.symbol[self.bare.len()..])?;
        Some(&self.symbol[..self.bare.len() + part])
    }

    /// Whether a compiler made the name up.
    pub(crate) fn is_anonymous(&self) -> bool {
        matches!(self.found, Found::Other(Some(_)))
    }

    /// Appends [`FunctionName::key`](crate::FunctionName::key).
    pub(crate) fn write_key(&self, out: &mut String) {
        match &self.found {
            Found::V0(tree, name) => tree.write_key(name.path, out),
            Found::Legacy(_, function) => out.push_str(&function.key),
            Found::Other(pool) => out.push_str(pool.map_or(self.bare, |it| it.name)),
        }
    }

    /// Appends [`FunctionName::function`](crate::FunctionName::function), or one of the more
    /// general forms of it.
    pub(crate) fn write_function(&self, out: &mut String, spelling: Spelling) {
        match &self.found {
            Found::V0(tree, name) => {
                tree.write(name.path, out, Detail::Bare(spelling), Position::Value);
            }
            Found::Legacy(_, function) => out.push_str(&function.function),
            Found::Other(pool) => out.push_str(pool.map_or(self.bare, |it| it.name)),
        }
    }

    /// What [`write_function`](Reading::write_function) writes.
    pub(crate) fn function(&self, spelling: Spelling, scratch: &mut String) -> String {
        scratch.clear();
        self.write_function(scratch, spelling);
        scratch.as_str().to_owned()
    }

    /// Whether there is more than one spelling.
    pub(crate) fn has_spellings(&self) -> bool {
        matches!(self.found, Found::V0(tree, name) if tree.block_type(name.path).is_some())
    }

    /// What differs from copy to copy.
    pub(crate) fn copy(&self, scratch: &mut String) -> CopyName {
        match &self.found {
            Found::V0(tree, name) => {
                let (path, mut arguments) = (name.path, Vec::new());
                tree.arguments(path, &mut arguments);
                CopyName {
                    text: tree.show(path, Detail::Full, scratch),
                    arguments,
                    self_type: tree.self_type(path, scratch),
                    instantiated_in: (name.instantiated_in)
                        .map(|it| tree.show(it, Detail::Full, scratch)),
                    role: if tree.is_inner(tree.item(path)) {
                        Role::Inner
                    } else {
                        Role::Written
                    },
                    generic: tree.is_generic(path),
                }
            }
            Found::Legacy(legacy, function) => CopyName {
                text: legacy.text.clone(),
                arguments: function.arguments.clone(),
                self_type: None,
                instantiated_in: None,
                role: function.role,
                generic: function.family.kind == FamilyKind::DropGlue,
            },
            Found::Other(_) => CopyName {
                text: self.symbol.to_owned(),
                arguments: Vec::new(),
                self_type: None,
                instantiated_in: None,
                role: Role::Written,
                generic: false,
            },
        }
    }

    /// What the copies share, but for the spelling; `key` is theirs.
    pub(crate) fn family(&self, key: &str, scratch: &mut String) -> FamilyName {
        match &self.found {
            Found::V0(tree, name) => {
                let (item, part) = tree.split_item(name.path);
                let mut item_key = String::with_capacity(key.len());
                if part.is_empty() {
                    item_key.push_str(key);
                } else {
                    tree.write_key(item, &mut item_key);
                }
                FamilyName {
                    kind: v0_kind(tree, tree.bare(name.path)),
                    krate: Some(tree.krate(name.path).to_owned()),
                    item: item_key,
                    item_text: tree.show(item, Detail::Item, scratch),
                    part,
                }
            }
            Found::Legacy(_, function) => function.family.clone(),
            Found::Other(pool) => FamilyName {
                item: key.to_owned(),
                item_text: key.to_owned(),
                part: String::new(),
                kind: pool.map_or(FamilyKind::Function, |it| it.kind),
                krate: None,
            },
        }
    }

    /// The path of the named function that this is, or is a part of.
    pub(crate) fn path(&self) -> SymbolPath {
        match &self.found {
            Found::V0(tree, name) => tree.item_path(tree.item(name.path)),
            Found::Legacy(legacy, _) => legacy.path(),
            Found::Other(_) => SymbolPath::of(self.bare),
        }
    }

    /// The functions whose closures the name mentions.
    pub(crate) fn closures(&self) -> Vec<ClosureOf> {
        match &self.found {
            Found::V0(tree, name) => tree.closures(name.path),
            Found::Legacy(..) | Found::Other(_) => Vec::new(),
        }
    }

    /// What all copies of a function have in common that is not generic: if two in its
    /// family differ in it, it is. `text` is the copy's. Names of other languages say
    /// nothing about it.
    pub(crate) fn instance<'t>(&'t self, text: &'t str) -> &'t str {
        match &self.found {
            Found::V0(..) => text,
            // The hash is part of it.
            Found::Legacy(..) => self.bare,
            Found::Other(_) => "",
        }
    }

    /// The symbol as it was read.
    pub(crate) fn symbol(&self) -> &'s str {
        self.symbol
    }
}

fn v0_kind(tree: &Tree<'_>, path: Id) -> FamilyKind {
    match tree.nested(path) {
        Some(Nested { namespace: 'C', .. }) => FamilyKind::Closure,
        Some(nested) if nested.is_unnamed() => FamilyKind::Shim,
        Some(nested) if is_drop_glue(tree, nested) => FamilyKind::DropGlue,
        _ => FamilyKind::Function,
    }
}

fn is_drop_glue(tree: &Tree<'_>, nested: &Nested<'_>) -> bool {
    nested.namespace == 'v'
        && nested.name == "drop_in_place"
        && tree.is_module(nested.parent, &["core", "ptr"])
}
