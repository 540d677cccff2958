//! `let`, with and without a block of its own: the names that it binds.
//!
//! In: a list at the word. Out: the pattern and its initializer in the output, and the
//! names bound once the initializer ends.

use proc_macro2::{Span, TokenTree};

use crate::expand::body::list::{LastLet, Let, List, ListKind};
use crate::expand::body::pattern::{inside_some, sole_name, without_type};
use crate::expand::syntax::cursor::{is_punct, is_word, position};

impl<'t> List<'_, '_, 't> {
    pub(super) fn start_let(&mut self) {
        let start = self.at + 1;
        let rest = &self.tokens[start..];
        let mut length = 0;
        while length < rest.len() && !is_punct(rest.get(length), ';') {
            let after_dot = length > 0 && is_punct(rest.get(length - 1), '.');
            if is_punct(rest.get(length), '=') && !after_dot {
                break;
            }
            length += 1;
        }
        let has_init = is_punct(rest.get(length), '=');
        let init = rest.get(length + 1);
        let no_init = has_init && (init.is_none() || is_punct(init, ';'));
        self.walker.half_typed |= no_init && !self.walker.in_macro;
        self.lets.push(Let {
            pattern: &rest[..length],
            init: start + length + 1,
            conditional: self.heads.condition.is_some(),
            output: self.output.len(),
            unborrowed: self.walker.unborrowed,
        });
        self.copy(1 + length + usize::from(has_init));
    }

    pub(super) fn bind_conditional(&mut self) {
        if self.lets.last().is_some_and(|of_let| of_let.conditional) {
            if let Some(of_let) = self.lets.pop() {
                self.bind_let(&of_let);
            }
        }
    }

    pub(super) fn bind_let(&mut self, of_let: &Let<'t>) {
        let end = self.at.max(of_let.init).min(self.tokens.len());
        let init = &self.tokens[of_let.init.min(end)..end];
        // `let .. else { .. }`
        let length = position(init, &|token| is_word(Some(token), "else"));
        let init = &init[..length.unwrap_or(init.len())];
        self.bind(of_let.pattern, init);
        let unborrowed = self.walker.unborrowed > of_let.unborrowed;
        self.last_let = sole_name(of_let.pattern).map(|name| LastLet {
            name,
            output: of_let.output,
            unborrowed,
        });
    }

    /// Binds a pattern: where it is a single name for an element or for a parameter, to that.
    pub(super) fn bind(&mut self, pattern: &[TokenTree], value: &[TokenTree]) {
        let items = self.walker.items_of(value);
        if self.walker.bind_item(pattern, items) {
            return;
        }
        let known = match inside_some(pattern) {
            Some(name) => self.walker.element_of(value).map(|binding| (name, binding)),
            None => sole_name(pattern)
                .and_then(|name| Some((name.clone(), self.walker.alias_of(value)?))),
        };
        match known {
            Some((name, binding)) => self.walker.scope.bind(name, binding),
            None => self.walker.bind_pattern(without_type(pattern)),
        }
    }

    /// `let y = x.as_ref().len(); y`: clippy leaves that alone because of the borrow in
    /// it, and would not once the borrow is gone.
    pub(super) fn allow_let_and_return(&mut self) {
        let Some(last) = self.last_let.take().filter(|last| last.unborrowed) else {
            return;
        };
        let tail = match self.tokens {
            [.., end, TokenTree::Ident(tail)] if is_punct(Some(end), ';') => tail,
            _ => return,
        };
        if tail == last.name && self.context.kind == ListKind::Block && !self.walker.in_macro {
            let span = Span::mixed_site();
            let allow = quote::quote_spanned!(span=> #[allow(clippy::let_and_return)]);
            let mut rest = self.output.split_off(last.output);
            self.output.extend(allow);
            self.output.append(&mut rest);
        }
    }
}
