//! What binds names in a list: `let`, `for`, closures, items. What ends, and the names with
//! it.
//!
//! In: a list at the word or the bar. Out: the pattern in the output, and the names bound
//! where they hold.

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};

use crate::expand::body::element::with_one_more_reference;
use crate::expand::body::list::{Expects, Frame, LastLet, Let, List, ListKind};
use crate::expand::body::pattern::{
    both, cfg_of, inside_some, parameters, sole_name, without_type,
};
use crate::expand::body::taken::Taken;
use crate::expand::syntax::cursor::{back, is_brace, is_punct, is_word, position, position_of};
use crate::expand::syntax::skip::{item_at, outside_angles, type_end};

impl<'t> List<'_, '_, 't> {
    pub(super) fn add_cfg(&mut self, cfg: TokenStream) {
        self.cfg = Some(both(self.cfg.as_ref(), cfg));
    }

    // ---- let

    pub(super) fn start_let(&mut self) {
        let start = self.at + 1;
        let rest = &self.tokens[start..];
        let length = outside_angles(rest, &|tokens, at| {
            is_punct(tokens.get(at), ';')
                || is_punct(tokens.get(at), '=') && !is_punct(back(tokens, at, 1), '.')
        });
        let length = length.unwrap_or(rest.len());
        let has_init = is_punct(rest.get(length), '=');
        let init = rest.get(length + 1);
        let no_init = has_init && (init.is_none() || is_punct(init, ';'));
        self.walker.half_typed |= no_init && !self.walker.in_macro;
        let conditional = self.expects != Expects::Statement || !self.frames.is_empty();
        self.frames.push(Frame::Let(Let {
            pattern: &rest[..length],
            init: start + length + 1,
            end: None,
            conditional,
            cfg: self.cfg.take().filter(|_| !conditional),
            output: self.output.len(),
            unborrowed: self.walker.unborrowed,
        }));
        self.copy(1 + length + usize::from(has_init));
        self.expects = Expects::Operand;
    }

    /// `else` where no block of an `if` ends: that of a `let`.
    pub(super) fn start_else(&mut self) {
        let end = self.at;
        while let Some(frame) = self.frames.pop() {
            if let Frame::Let(mut of_let) = frame {
                of_let.end = Some(end);
                self.frames.push(Frame::Let(of_let));
                break;
            }
            self.end_frame(frame);
        }
        self.copy(1);
        self.expects = Expects::Operand;
    }

    /// `&&` ends a `let` of a condition.
    pub(super) fn bind_conditional(&mut self) {
        if matches!(self.frames.last(), Some(Frame::Let(of_let)) if of_let.conditional) {
            if let Some(frame) = self.frames.pop() {
                self.end_frame(frame);
            }
        }
    }

    /// Everything that is open ends here.
    pub(super) fn end_expression(&mut self) {
        while let Some(frame) = self.frames.pop() {
            self.end_frame(frame);
        }
    }

    pub(super) fn end_frame(&mut self, frame: Frame<'t>) {
        match frame {
            Frame::Closure { mark, captures } => {
                self.walker.scope.restore(mark);
                self.walker.capturing -= usize::from(captures);
                self.walker.repeated -= 1;
            }
            Frame::Let(of_let) => self.bind_let(&of_let),
            Frame::Condition { .. } | Frame::ForLoop { .. } | Frame::Scrutinee { .. } => {}
        }
    }

    fn bind_let(&mut self, of_let: &Let<'t>) {
        let end = of_let.end.unwrap_or(self.at);
        let end = end.max(of_let.init).min(self.tokens.len());
        let init = &self.tokens[of_let.init.min(end)..end];
        match &of_let.cfg {
            // Whether it binds what it would is not known.
            Some(cfg) => self.walker.bind_pattern(of_let.pattern, Some(cfg)),
            None => self.bind(of_let.pattern, init),
        }
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
        let error = self.walker.error_of(value);
        if self.walker.bind_error(pattern, error) {
            return;
        }
        if let ([TokenTree::Group(names)], [TokenTree::Group(values)]) =
            (without_type(pattern), value)
        {
            if self.bind_parts(names, values) {
                return;
            }
        }
        let known = match inside_some(pattern) {
            Some((name, by_ref)) => self.walker.element_of(value).map(|binding| {
                let more = with_one_more_reference(binding);
                (name, if by_ref { more } else { binding })
            }),
            None => sole_name(pattern)
                .and_then(|name| Some((name.clone(), self.walker.alias_of(value)?))),
        };
        match known {
            Some((name, binding)) => self.walker.scope.bind(&name, binding),
            None => self.walker.bind_apart(pattern, value),
        }
    }

    /// `let (a, b) = (x, y);`: true where the parts fit.
    fn bind_parts(&mut self, names: &Group, values: &Group) -> bool {
        let (delimiter, brace) = (names.delimiter(), Delimiter::Brace);
        let names: Vec<TokenTree> = names.stream().into_iter().collect();
        let values_tokens: Vec<TokenTree> = values.stream().into_iter().collect();
        let (names, parts) = (parameters(&names), parameters(&values_tokens));
        let rest = |part: &&[TokenTree]| is_punct(part.first(), '.');
        if delimiter != values.delimiter() || delimiter == brace || names.len() != parts.len() {
            return false;
        }
        if names.iter().any(rest) {
            return false;
        }
        // What a name means in one part is what it meant before all of them.
        let mark = self.walker.scope.mark();
        let mut bound = Vec::new();
        for (name, part) in names.iter().zip(&parts) {
            self.bind(name, part);
            bound.append(&mut self.walker.scope.split_off(mark));
        }
        self.walker.scope.append(bound);
        true
    }

    /// The initializer of the innermost `let`, if it begins here.
    pub(super) fn bound_here(&self) -> Option<&'t [TokenTree]> {
        match self.frames.last() {
            Some(Frame::Let(of_let)) if of_let.init == self.at => Some(of_let.pattern),
            _ => None,
        }
    }

    /// `let y = x.as_ref().len(); y`: clippy leaves that alone because of the borrow in
    /// it, and would not once the borrow is gone.
    pub(super) fn spare_let_and_return(&mut self) {
        let Some(last) = self.last_let.take().filter(|last| last.unborrowed) else {
            return;
        };
        let tail = match self.tokens {
            [.., end, TokenTree::Ident(tail)] if is_punct(Some(end), ';') => tail,
            _ => return,
        };
        if tail == last.name && self.context.kind == ListKind::Block && !self.walker.in_macro {
            // A statement that an expansion begins is none of clippy's business.
            if let Some(word) = self.output.get_mut(last.output) {
                word.set_span(word.span().resolved_at(Span::mixed_site()));
            }
        }
    }

    // ---- for

    pub(super) fn start_for(&mut self, statement: bool) {
        let start = self.at + 1;
        let rest = &self.tokens[start..];
        self.expects = Expects::Operand;
        let Some(length) = position(rest, &|token| is_word(Some(token), "in")) else {
            return self.copy(1);
        };
        let pattern = &rest[..length];
        if self.lent_loop(pattern, statement) {
            self.expects = Expects::Operator;
            return;
        }
        self.frames.push(Frame::ForLoop {
            pattern,
            start: start + length + 1,
            statement,
        });
        self.copy(length + 2);
    }

    // ---- closures

    pub(super) fn start_closure(&mut self) {
        let rest = &self.tokens[self.at + 1..];
        self.expects = Expects::Operand;
        let Some(length) = position_of(rest, '|') else {
            return self.copy(1);
        };
        let captures = is_word(self.before(self.at, 1), "move");
        let mark = self.walker.scope.mark();
        self.frames.push(Frame::Closure { mark, captures });
        self.walker.capturing += usize::from(captures);
        self.walker.repeated += 1;
        match parameters(&rest[..length]).as_slice() {
            // With one parameter, it takes an element.
            [param] => {
                let element = self.context.element.take();
                let items = self.context.items.take();
                let numbered = element.filter(|_| self.context.numbered);
                if self.walker.bind_item(param, items) {
                } else if let Some(element) = numbered {
                    if !self.walker.bind_numbered(param, element) {
                        self.bind_parameter(param);
                    }
                } else if element.is_some() {
                    self.walker.bind_element(param, element);
                } else {
                    self.bind_parameter(param);
                }
            }
            params => {
                // `fold(0, |sum, item| ..)`
                let element = self.context.element.filter(|_| self.context.folds);
                for (at, param) in params.iter().enumerate() {
                    match element.filter(|_| at == 1) {
                        Some(element) => self.walker.bind_element(param, Some(element)),
                        None => self.bind_parameter(param),
                    }
                }
            }
        }
        self.copy(length + 2);
        // `|x| -> Result<A, B> { .. }`
        if is_punct(self.get(self.at), '-') && is_punct(self.get(self.at + 1), '>') {
            self.copy_to(type_end(self.tokens, self.at + 2));
            if let Some(TokenTree::Group(block)) = self.get(self.at).filter(|b| is_brace(Some(b))) {
                self.block(block, false);
                if let Some(frame) = self.frames.pop() {
                    self.end_frame(frame);
                }
                self.expects = Expects::Operator;
            }
        }
    }

    /// A parameter of a closure, which may take what a parameter of the function is in.
    fn bind_parameter(&mut self, param: &[TokenTree]) {
        match self.context.taken {
            Some(param_of) => {
                let taken = Taken {
                    param: param_of,
                    whole: true,
                };
                self.walker.bind_taken(param, taken);
            }
            None => self.walker.bind_pattern(param, None),
        }
    }

    // ---- items

    /// An item is in scope in all of its block.
    pub(super) fn declare_items(&mut self) {
        let mut at = 0;
        while at + 1 < self.tokens.len() {
            let words = (&self.tokens[at], &self.tokens[at + 1]);
            let item = match words {
                (TokenTree::Ident(_), TokenTree::Ident(_)) => item_at(self.tokens, at),
                _ => None,
            };
            let Some(item) = item else {
                at += 1;
                continue;
            };
            if let Some(name) = item.value.map(Ident::to_string) {
                if self.walker.scope.follows(&name) {
                    let cfg = self.cfg_of_item(at);
                    self.walker.scope.hide(name, cfg.as_ref());
                }
            }
            at = item.end;
        }
    }

    /// The `#[cfg]`s before an item, whose keyword is at `at`.
    fn cfg_of_item(&self, at: usize) -> Option<TokenStream> {
        let mut cfg = None;
        let mut at = at;
        while at > 0 {
            match &self.tokens[at - 1] {
                TokenTree::Group(group) if is_punct(back(self.tokens, at, 2), '#') => {
                    if let Some(found) = cfg_of(group) {
                        cfg = Some(both(cfg.as_ref(), found));
                    }
                }
                // `pub(crate) unsafe extern "C"`
                TokenTree::Ident(_) | TokenTree::Literal(_) => {}
                TokenTree::Group(_) if is_word(back(self.tokens, at, 2), "pub") => {}
                mark if is_punct(Some(mark), '#') => {}
                _ => break,
            }
            at -= 1;
        }
        cfg
    }
}
