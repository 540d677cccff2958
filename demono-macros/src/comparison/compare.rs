//! A file, function by function: the walk beside the parser.
//!
//! In: the text of a file. Out: a [`Tally`], and a line for each difference.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::ToTokens;
use syn::visit::{self, Visit};
use syn::{Block, ImplItemFn, ItemFn, Pat, PatIdent, Signature, TraitItemFn};

use crate::comparison::reference::Reference;
use crate::comparison::seen::{place, walk, Place, Seen};

#[derive(Default)]
pub(super) struct Tally {
    pub(super) files: usize,
    /// Files that syn cannot parse.
    pub(super) unparsed: usize,
    pub(super) bodies: usize,
    pub(super) names: usize,
    pub(super) uses: usize,
    pub(super) conversions: usize,
    pub(super) differences: Vec<String>,
}

pub(super) fn compare(title: &str, text: &str, tally: &mut Tally) {
    tally.files += 1;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let Ok(tokens) = syn::parse_str::<TokenStream>(without_shebang(text)) else {
        tally.unparsed += 1;
        return;
    };
    let Ok(file) = syn::parse2::<syn::File>(tokens.clone()) else {
        tally.unparsed += 1;
        return;
    };
    let mut blocks = BTreeMap::new();
    collect_blocks(tokens, &mut blocks);
    let mut functions = Functions {
        title,
        blocks,
        tally,
    };
    functions.visit_file(&file);
}

fn without_shebang(text: &str) -> &str {
    match text.strip_prefix("#!") {
        Some(rest) if !rest.trim_start().starts_with('[') => {
            rest.find('\n').map_or("", |end| &rest[end..])
        }
        _ => text,
    }
}

/// Every pair of braces, by the place of the first.
fn collect_blocks(tokens: TokenStream, blocks: &mut BTreeMap<Place, TokenStream>) {
    for token in tokens {
        if let TokenTree::Group(group) = token {
            if group.delimiter() == Delimiter::Brace {
                blocks.insert(place(group.span_open()), group.stream());
            }
            collect_blocks(group.stream(), blocks);
        }
    }
}

struct Functions<'t> {
    title: &'t str,
    blocks: BTreeMap<Place, TokenStream>,
    tally: &'t mut Tally,
}

impl Functions<'_> {
    fn function(&mut self, signature: &Signature, block: &Block) {
        let at = place(block.brace_token.span.open());
        let Some(tokens) = self.blocks.get(&at) else {
            return;
        };
        let mut names = Names::default();
        names.visit_signature(signature);
        names.visit_block(block);
        let names: Vec<String> = names.0.into_iter().collect();
        let found = differences(&names, block, tokens);
        self.tally.bodies += 1;
        self.tally.names += names.len();
        self.tally.uses += found.uses;
        self.tally.conversions += found.conversions;
        for difference in found.differences {
            let (title, name) = (self.title, &signature.ident);
            self.tally
                .differences
                .push(format!("{difference}, in fn {name} of {title}"));
        }
    }
}

impl<'ast> Visit<'ast> for Functions<'_> {
    fn visit_item_fn(&mut self, item: &'ast ItemFn) {
        self.function(&item.sig, &item.block);
        visit::visit_item_fn(self, item);
    }

    fn visit_impl_item_fn(&mut self, item: &'ast ImplItemFn) {
        self.function(&item.sig, &item.block);
        visit::visit_impl_item_fn(self, item);
    }

    fn visit_trait_item_fn(&mut self, item: &'ast TraitItemFn) {
        if let Some(block) = &item.default {
            self.function(&item.sig, block);
        }
        visit::visit_trait_item_fn(self, item);
    }
}

/// All names that patterns bind, so that each binder has something to hide.
#[derive(Default)]
struct Names(BTreeSet<String>);

impl<'ast> Visit<'ast> for Names {
    fn visit_pat_ident(&mut self, pattern: &'ast PatIdent) {
        let name = pattern.ident.to_string();
        if name != "self" && !name.starts_with("r#") {
            self.0.insert(name);
        }
        visit::visit_pat_ident(self, pattern);
    }

    fn visit_pat(&mut self, pattern: &'ast Pat) {
        visit::visit_pat(self, pattern);
    }
}

pub(super) struct Found {
    pub(super) uses: usize,
    pub(super) conversions: usize,
    pub(super) differences: Vec<String>,
}

/// The walk over `tokens` beside the parser's `block`, which is the same.
pub(super) fn differences(names: &[String], block: &Block, tokens: &TokenStream) -> Found {
    let reference = Reference::of(names, block);
    let walked = walk(names, tokens);
    let unclaimed = &reference.unclaimed;
    let mut differences = Vec::new();
    if walked.half_typed {
        differences.push("taken for half-typed code".to_owned());
    }
    let Seen {
        own,
        bare,
        captured,
    } = &walked.seen;
    let expected = &reference.seen;
    let sets = [
        ("conversion", own, &expected.own),
        ("use", bare, &expected.bare),
    ];
    for (what, walk, parser) in sets {
        for place in walk.difference(parser) {
            if !unclaimed.contains(place) {
                differences.push(format!(
                    "{place:?}: the walk sees a {what}, the parser none"
                ));
            }
        }
        for place in parser.difference(walk) {
            if !unclaimed.contains(place) {
                differences.push(format!(
                    "{place:?}: the parser sees a {what}, the walk none"
                ));
            }
        }
    }
    for name in names {
        let (walk, parser) = (captured.get(name), expected.captured.get(name));
        let claimed = walk.map_or(true, |place| !unclaimed.contains(place));
        if walk != parser && claimed {
            differences.push(format!("`{name}`: captured at {walk:?}, at {parser:?}"));
        }
    }
    if !own.is_empty() {
        let output = walked.tokens;
        if let Err(error) = syn::parse2::<Block>(quote::quote!({ #output })) {
            let output = output.to_token_stream();
            differences.push(format!("what comes out does not parse: {error}: {output}"));
        }
    }
    Found {
        uses: expected.bare.len() + expected.own.len(),
        conversions: expected.own.len(),
        differences,
    }
}
