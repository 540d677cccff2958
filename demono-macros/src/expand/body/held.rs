//! A slice whose items are objects: what the inner has in its place has some of its methods.
//!
//! ```text
//! Input:  items[0]                    for item in &items[1..] { .. }
//! Output: (*items.__demono_at(0))     for item in items.__demono_range(1..) { .. }
//! ```
//!
//! In: the list, at the parameter's name. Out: the use, recorded; one that only the slice
//! itself allows is recorded as such.

use proc_macro2::{Delimiter, Group, Ident, Span, TokenTree};
use quote::quote_spanned;

use crate::expand::body::list::{GroupContext, List, ListKind};
use crate::expand::body::scope::Binding;
use crate::expand::body::walker::Walker;
use crate::expand::crossing::held::HolderKind;
use crate::expand::crossing::uses::Context;
use crate::expand::syntax::cursor::{is_brace, is_keyword, is_one_of, is_punct, is_word};

/// What a `Slice` of the facade's support code has.
const METHODS: [&str; 7] = [
    "first",
    "get",
    "into_iter",
    "is_empty",
    "iter",
    "last",
    "len",
];

/// They take an iterator as their one argument.
pub(super) const TAKING_ITERATORS: [&str; 2] = ["chain", "zip"];

impl<'t> List<'_, '_, 't> {
    pub(super) fn held(&mut self, binding: Binding, name: &'t Ident) {
        let owned = self.walker.is_owner(binding);
        let method = self
            .held_method(self.at + 1)
            .filter(|method| !owned || method != "into_iter");
        let context = match (&method, self.walker.in_macro) {
            (Some(_), _) => Context::Receiver,
            (None, true) => Context::Macro,
            (None, false) => Context::Value,
        };
        let mut allowed = method.is_some();
        match self.get(self.at + 1) {
            Some(TokenTree::Group(index)) if index.delimiter() == Delimiter::Bracket => {
                self.walker.bare(binding, name, context, None, false);
                if self.held_index(name, index) {
                    return;
                }
            }
            _ => self.walker.bare(binding, name, context, method, false),
        }
        if owned {
            // `for item in &items`
            let borrowed = is_punct(self.before(self.at, 1), '&') && self.is_unary(2);
            if borrowed && self.is_iterated(self.at - 1, self.at + 1) {
                self.output.pop();
                allowed = true;
            }
        } else {
            allowed |= self.is_iterated(self.at, self.at + 1)
                || self.context.chains && self.tokens.len() == 1;
        }
        allowed |= self.walker.formats && self.is_argument();
        if !allowed {
            self.unlisted(binding, name);
        }
        self.copy(1);
    }

    /// `.iter()` at `at`, or another method that is there.
    fn held_method(&self, at: usize) -> Option<Ident> {
        match (self.get(at), self.get(at + 1), self.get(at + 2)) {
            (dot, Some(TokenTree::Ident(method)), Some(TokenTree::Group(arguments)))
                if is_punct(dot, '.')
                    && arguments.delimiter() == Delimiter::Parenthesis
                    && is_one_of(method, &METHODS) =>
            {
                // `get(1..)`, `iter().as_slice()`
                let whole = method == "get" && is_range(arguments)
                    || is_word(self.get(at + 4), "as_slice") && is_punct(self.get(at + 3), '.');
                (!whole && !is_punct(self.before(self.at, 1), '*')).then(|| method.clone())
            }
            _ => None,
        }
    }

    /// `items[0]`, `&items[1..]`: true where it was rewritten.
    fn held_index(&mut self, name: &Ident, index: &Group) -> bool {
        let span = name.span().resolved_at(Span::mixed_site());
        let at = self.at + 2;
        let range = is_range(index);
        if range {
            let borrowed = is_punct(self.before(self.at, 1), '&') && self.is_unary(2);
            let start = self.at - usize::from(borrowed);
            let listed = match self.held_method(at) {
                Some(_) => !borrowed,
                None => borrowed && self.is_iterated(start, at),
            };
            if !listed {
                return false;
            }
            if borrowed {
                self.output.pop();
            }
        }
        let inside = self
            .walker
            .stream(index.stream(), GroupContext::of(ListKind::Elements));
        // Where it panics is where the brackets are.
        let panics = index.span().resolved_at(Span::mixed_site());
        // A macro that formats takes a reference to a value of a known size.
        let shown = self.walker.formats && !is_punct(self.get(at), '.');
        self.output.extend(if range {
            quote_spanned!(panics=> #name.__demono_range(#inside))
        } else {
            let item = quote_spanned!(panics=> #name.__demono_at(#inside));
            if shown {
                item
            } else {
                quote_spanned!(span=> (*#item))
            }
        });
        self.at = at;
        true
    }

    /// Whether the tokens from `start` to `end` are what a `for` loop iterates over.
    fn is_iterated(&self, start: usize, end: usize) -> bool {
        is_word(self.before(start, 1), "in") && is_brace(self.get(end))
    }

    /// Whether the name is a whole argument of a macro that formats.
    fn is_argument(&self) -> bool {
        let (before, next) = (self.before(self.at, 1), self.get(self.at + 1));
        let named = is_punct(before, '=') && !is_punct(self.before(self.at, 2), '=');
        (is_punct(before, ',') || named) && (next.is_none() || is_punct(next, ','))
    }

    /// Whether no value stands `count` before the name: then a `&` after it borrows.
    fn is_unary(&self, count: usize) -> bool {
        match self.before(self.at, count) {
            None | Some(TokenTree::Punct(_)) => true,
            Some(TokenTree::Ident(word)) => is_keyword(word),
            Some(_) => false,
        }
    }

    fn unlisted(&mut self, binding: Binding, name: &Ident) {
        if let Some(index) = binding.param() {
            let uses = &mut self.walker.uses[index];
            uses.unlisted.get_or_insert_with(|| name.clone());
        }
    }
}

impl Walker<'_> {
    pub(super) fn is_held(&self, binding: Binding) -> bool {
        self.holder(binding).is_some()
    }

    /// Whether the shim owns what the slice is borrowed from.
    fn is_owner(&self, binding: Binding) -> bool {
        self.holder(binding) == Some(HolderKind::Owned)
    }

    fn holder(&self, binding: Binding) -> Option<HolderKind> {
        let held = self.target(binding.param()?).conversion.held()?;
        Some(held.holder.kind)
    }
}

/// `[1..]`, `(..)`
fn is_range(group: &Group) -> bool {
    let mut dots = false;
    for token in group.stream() {
        let dot = is_punct(Some(&token), '.');
        if dot && dots {
            return true;
        }
        dots = dot;
    }
    false
}

/// Whether a macro formats its arguments.
pub(super) fn formats(name: &Ident) -> bool {
    const MACROS: [&str; 9] = [
        "eprint",
        "eprintln",
        "format",
        "format_args",
        "panic",
        "print",
        "println",
        "write",
        "writeln",
    ];
    is_one_of(name, &MACROS)
}
