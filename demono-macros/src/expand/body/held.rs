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

use crate::expand::body::held_items::{is_range, Items};
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
const TAKING_ITERATORS: [&str; 2] = ["chain", "zip"];

impl<'t> List<'_, '_, 't> {
    pub(super) fn held(&mut self, binding: Binding, name: &'t Ident) {
        if self.walker.holder(binding) == Some(HolderKind::Optional) {
            return self.held_option(binding, name);
        }
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
        let effect = self.effect(binding, context);
        match self.get(self.at + 1) {
            Some(TokenTree::Group(index)) if index.delimiter() == Delimiter::Bracket => {
                self.walker
                    .bare(binding, name, context, None, effect, false);
                if self.held_index(binding, name, index) {
                    return;
                }
            }
            _ => self
                .walker
                .bare(binding, name, context, method, effect, false),
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
                || self.tokens.len() == 1 && self.is_chained();
        }
        allowed |= self.walker.formats && self.is_argument();
        if !allowed {
            self.unlisted(binding, name);
        }
        self.copy(1);
    }

    /// An `Option` of an object is used like one of a reference.
    fn held_option(&mut self, binding: Binding, name: &'t Ident) {
        let context = self.context();
        let method = match self.get(self.at + 2) {
            Some(TokenTree::Ident(method)) if context == Context::Receiver => Some(method.clone()),
            _ => None,
        };
        let effect = self.effect(binding, context);
        self.walker
            .bare(binding, name, context, method, effect, false);
        let (before, next) = (self.before(self.at, 1), self.get(self.at + 1));
        self.pass_item(binding, name, before, next);
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
    fn held_index(&mut self, binding: Binding, name: &Ident, index: &Group) -> bool {
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
        let (before, next) = (self.before(self.at, 1), self.get(at));
        self.pass_item(binding, name, before, next);
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

    /// Whether this is the argument of `zip` or `chain`.
    fn is_chained(&self) -> bool {
        let chained = self.walker.callee.as_ref();
        chained.is_some_and(|callee| callee.is_method && is_one_of(&callee.name, &TAKING_ITERATORS))
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

    pub(super) fn holder(&self, binding: Binding) -> Option<HolderKind> {
        let held = self.target(binding.param()?).conversion.held()?;
        Some(held.holder.kind)
    }
}

impl List<'_, '_, '_> {
    /// What the closure takes in the parentheses here, which a method of an iterator has.
    pub(super) fn items_of_call(&self) -> Option<(usize, Items)> {
        const TAKING: [&str; 22] = [
            "all",
            "and_then",
            "any",
            "filter",
            "filter_map",
            "find_map",
            "flat_map",
            "for_each",
            "inspect",
            "is_some_and",
            "map",
            "map_or",
            "map_or_else",
            "map_while",
            "max_by_key",
            "min_by_key",
            "partition",
            "position",
            "skip_while",
            "take_while",
            "try_for_each",
            "unwrap_or_else",
        ];
        let Some(TokenTree::Ident(method)) = self.before(self.at, 1) else {
            return None;
        };
        if !is_one_of(method, &TAKING) || !is_punct(self.before(self.at, 2), '.') {
            return None;
        }
        let end = self.at - 2;
        let mut start = end;
        while let Some(token) = start.checked_sub(1).and_then(|at| self.tokens.get(at)) {
            let chain = match token {
                TokenTree::Ident(_) => !matches!(self.tokens.get(start), Some(TokenTree::Ident(_))),
                TokenTree::Group(_) => true,
                token => is_punct(Some(token), '.'),
            };
            if !chain {
                break;
            }
            start -= 1;
        }
        let (param, items) = self.walker.items_of(&self.tokens[start..end])?;
        let items = match items {
            // What `map` takes of an `Option` is what is in it.
            Items::Optional => Items::One,
            other => other,
        };
        Some((param, items))
    }

    /// Records an item that is handed to a function of the user's: `before` and `next` are
    /// the tokens around it.
    pub(super) fn pass_item(
        &mut self,
        binding: Binding,
        name: &Ident,
        before: Option<&TokenTree>,
        next: Option<&TokenTree>,
    ) {
        let whole = self.context.kind == ListKind::Call
            && (before.is_none() || is_punct(before, ',') || is_punct(before, '&'))
            && (next.is_none() || is_punct(next, ','));
        let param = binding.index();
        if whole && self.takes_sized() {
            let uses = &mut self.walker.uses[param];
            uses.passed.get_or_insert_with(|| name.clone());
        }
    }

    /// Whether the arguments here are those of a function of the user's, as far as its
    /// name shows.
    pub(super) fn takes_sized(&self) -> bool {
        self.walker.callee.as_ref().is_some_and(|callee| {
            let is_value = |name: &Ident| name.to_string().starts_with(char::is_lowercase);
            let free = match &callee.owner {
                Some(owner) => {
                    let of_core = is_one_of(owner, &["any", "fmt", "hint", "mem", "ptr"]);
                    is_value(owner) && !of_core && !callee.is_of_std()
                }
                None => !callee.is_method,
            };
            is_value(&callee.name) && (free || callee.of_self)
        })
    }
}

/// Whether a macro formats its arguments.
pub(super) fn formats(name: &str) -> bool {
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
    MACROS.contains(&name)
}
