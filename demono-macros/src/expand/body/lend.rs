//! An iterator that lends its items.
//!
//! ```text
//! Input:  for name in names { push(name.as_ref()) }
//! Output: while let Some(name) = names.__demono_next() { push(({ name })) }
//! ```
//!
//! No `Iterator` can lend, so a loop asks for the next item itself, and of the methods
//! those work whose closures need an item no longer than a call takes.

use proc_macro2::{Delimiter, Ident, Span, TokenTree};
use quote::quote_spanned;

use crate::expand::body::list::{Frame, List};
use crate::expand::body::scope::Binding;
use crate::expand::body::walker::Walker;
use crate::expand::crossing::items::{Elements, LentAs};
use crate::expand::crossing::object::ObjectKind;
use crate::expand::crossing::std_traits::ConversionTrait;
use crate::expand::crossing::uses::Context;
use crate::expand::syntax::build::stream;
use crate::expand::syntax::cursor::{is_brace, is_empty, is_one_of, is_punct, position};
use crate::expand::syntax::mentions::has_any;

/// What a `Lent` of the facade's support code has.
const METHODS: [&str; 8] = [
    "all",
    "any",
    "count",
    "filter_map",
    "flat_map",
    "fold",
    "for_each",
    "map",
];

impl<'t> List<'_, '_, 't> {
    /// True where a `for` loop was rewritten; `pattern` ends before its `in`.
    pub(super) fn lent_loop(&mut self, pattern: &'t [TokenTree], statement: bool) -> bool {
        let start = self.at + pattern.len() + 2;
        let rest = self.tokens.get(start..).unwrap_or_default();
        let Some(length) = position(rest, &|token| is_brace(Some(token))) else {
            return false;
        };
        let name = match &rest[..length] {
            [TokenTree::Ident(name)] => name,
            [TokenTree::Ident(name), dot, TokenTree::Ident(method), arguments]
                if is_punct(Some(dot), '.') && method == "into_iter" && is_empty(arguments) =>
            {
                name
            }
            _ => return false,
        };
        let binding = self.walker.scope.lookup(name);
        if !binding.is_some_and(|binding| self.walker.is_lent(binding)) {
            return false;
        }
        let span = name.span().resolved_at(Span::mixed_site());
        let pattern_tokens = stream(pattern);
        self.output.extend(quote_spanned! {span=>
            while let ::core::option::Option::Some(#pattern_tokens) = #name.__demono_next()
        });
        self.frames.push(Frame::ForLoop {
            pattern,
            start,
            statement,
        });
        self.at = start + length;
        true
    }

    /// Records a use that a lent iterator does not allow.
    pub(super) fn lent_use(&mut self, binding: Binding, name: &Ident) {
        if !self.walker.is_lent(binding) {
            return;
        }
        let mut at = self.at + 1;
        while let (dot, Some(TokenTree::Ident(method)), Some(TokenTree::Group(arguments))) =
            (self.get(at), self.get(at + 1), self.get(at + 2))
        {
            if !is_punct(dot, '.') || arguments.delimiter() != Delimiter::Parenthesis {
                break;
            }
            if is_one_of(method, &METHODS) {
                return;
            }
            if method != "into_iter" {
                break;
            }
            at += 3;
        }
        if let Some(index) = binding.param() {
            self.walker.uses[index]
                .unlent
                .get_or_insert_with(|| name.clone());
        }
    }
}

impl List<'_, '_, '_> {
    /// Records where a lent item is put where it is kept.
    pub(super) fn kept_item(&mut self, binding: Binding, name: &Ident) {
        const KEEPING: [&str; 8] = [
            "entry",
            "get_or_insert",
            "insert",
            "or_insert",
            "push",
            "push_back",
            "push_front",
            "send",
        ];
        let Binding::Element { param, .. } = binding else {
            return;
        };
        let assigned = is_punct(self.before(self.at, 1), '=')
            && matches!(self.before(self.at, 2), Some(TokenTree::Ident(_)))
            && self.bound_here().is_none();
        let callee = self.walker.callee.as_ref();
        let collected = callee.is_some_and(|callee| {
            callee.name == "Some"
                || callee.is_method && is_one_of(&callee.name, &KEEPING)
                // Paths are extended by `push`, too.
                && (callee.name != "push" || !self.walker.is_path(param))
        });
        let argument = self.context() == Context::Argument;
        let keeps = assigned || argument && collected;
        let elements = self.walker.target(param).conversion.elements();
        // A kept `&T` would be converted elsewhere, where it is converted already.
        let converts = elements.and_then(Elements::by) == Some(ConversionTrait::AsRef);
        if keeps && (converts || self.walker.is_lent(Binding::Param(param))) {
            let uses = &mut self.walker.uses[param];
            uses.unlent.get_or_insert_with(|| name.clone());
        }
    }
}

impl Walker<'_> {
    /// Whether the items are lent as a `&Path` or a `&OsStr`.
    fn is_path(&self, param: usize) -> bool {
        match self.target(param).object().map(|object| &object.kind) {
            Some(ObjectKind::Lend {
                lent: LentAs::Target(target),
                ..
            }) => has_any(target, &["OsStr", "Path"]),
            _ => false,
        }
    }

    pub(super) fn is_lent(&self, binding: Binding) -> bool {
        let object = binding
            .param()
            .and_then(|index| self.target(index).object());
        object.is_some_and(|object| matches!(object.kind, ObjectKind::Lend { .. }))
    }
}
