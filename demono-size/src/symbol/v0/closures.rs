//! In: a v0 symbol, parsed. Out: the functions whose closures it mentions.
//!
//! The parser keeps types as text, and notes where closures are in it. Here it goes back to
//! the paths that these are in.

use std::ops::Range;

use super::parser::{Parsed, Parser};
use super::print::{Detail, Out, Position};
use super::tree::{Id, Nested, Node, Tree};
use crate::symbol::parts::Spelling;
use crate::symbol::path::ClosureOf;

/// Reads the paths that the types of blocks in `tree` refer to. `text` and `spare` as for
/// [`parse`](super::parser::parse); what is too much is left out.
pub(crate) fn read_targets<'s>(text: &'s str, tree: &mut Tree<'s>, spare: &mut usize) {
    for place in 0..tree.types.len() {
        let at = tree.types[place].at;
        let target = Parser::run(text, tree, spare, at, 0, Parser::target);
        tree.types[place].target = target.ok().flatten();
    }
}

/// Reads the paths that closures in the types of `tree` are in, likewise.
pub(crate) fn read_closures<'s>(text: &'s str, tree: &mut Tree<'s>, spare: &mut usize) {
    let closures = tree.closures.len();
    for place in 0..closures {
        let (at, bound) = (tree.closures[place].at, tree.closures[place].bound);
        let parent = Parser::run(text, tree, spare, at, bound, Parser::path);
        tree.closures[place].parent = parent.ok();
        tree.closures.truncate(closures);
    }
}

impl Parser<'_, '_> {
    /// The path of a type, or of what it refers to.
    fn target(&mut self) -> Parsed<Option<Id>> {
        self.nested(|this| match this.byte()? {
            b'R' | b'Q' => {
                if this.eat(b'L') {
                    this.base_62()?;
                }
                this.target()
            }
            b'P' | b'O' => this.target(),
            b'B' => this.back_reference(Self::target),
            b'C' | b'N' | b'M' | b'X' | b'Y' | b'I' => {
                this.next -= 1;
                this.path().map(Some)
            }
            _ => Ok(None),
        })
    }
}

impl Tree<'_> {
    /// The functions whose closures the name of `path` mentions.
    pub(crate) fn closures(&self, path: Id) -> Vec<ClosureOf> {
        let is_closure = |it: &Node<'_>| matches!(it, Node::Nested(Nested { namespace: 'C', .. }));
        // Most names have none.
        if self.closures.is_empty() && !self.nodes.iter().any(is_closure) {
            return Vec::new();
        }
        let mut spans = Spans::default();
        self.write(path, &mut spans, Detail::Full, Position::Value);
        let Spans { text, found } = spans;
        let (exact, mut scratch) = (Detail::Bare(Spelling::Exact), String::new());
        // A closure in a closure belongs to the same function.
        let outer = (found.into_iter()).filter(|(_, it)| self.item(*it) == self.bare(*it));
        let functions: Vec<(Range<usize>, String)> = outer
            .map(|(span, within)| (span, self.show(within, exact, &mut scratch)))
            .collect();
        let mut closures: Vec<ClosureOf> = Vec::new();
        for (_, function) in &functions {
            if !closures.iter().any(|it| it.function == *function) {
                let own = functions.iter().filter(|(_, other)| other == function);
                closures.push(ClosureOf {
                    function: function.clone(),
                    family: without(&text, own.map(|(span, _)| span)),
                });
            }
        }
        closures
    }
}

/// `text` without `spans`, which come in the order of their ends; one that is around another
/// stays.
fn without<'t>(text: &str, spans: impl Iterator<Item = &'t Range<usize>>) -> String {
    let mut rest = String::with_capacity(text.len());
    let mut done = 0;
    for span in spans {
        if span.start >= done {
            rest.push_str(&text[done..span.start]);
            done = span.end;
        }
    }
    rest + &text[done..]
}

/// A name, and the paths in it that closures are in: where, and which.
#[derive(Default)]
struct Spans {
    text: String,
    found: Vec<(Range<usize>, Id)>,
}

impl Out for Spans {
    fn text(&mut self) -> &mut String {
        &mut self.text
    }

    fn type_(&mut self, tree: &Tree<'_>, text: &Range<usize>) {
        let start = self.text.len();
        for closure in &tree.closures {
            let within = &closure.within;
            if text.start <= within.start && within.end <= text.end {
                let span = start + within.start - text.start..start + within.end - text.start;
                self.found.extend(closure.parent.map(|it| (span, it)));
            }
        }
    }

    fn closure(&mut self, start: usize, within: Id) {
        self.found.push((start..self.text.len(), within));
    }
}
