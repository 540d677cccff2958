//! The name of a parameter, where it stands in a list.
//!
//! In: the list, at the name or at parentheses around it. Out: its own conversion
//! rewritten, or the use recorded.

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};
use quote::quote_spanned;

use crate::expand::body::element::with_one_more_reference;
use crate::expand::body::fate::Fate;
use crate::expand::body::list::{Closures, Expects, List, ListKind};
use crate::expand::body::pattern::sole_name;
use crate::expand::body::placed::in_users_edition;
use crate::expand::body::scope::Binding;
use crate::expand::crossing::form::Form;
use crate::expand::crossing::object_inner::owner;
use crate::expand::crossing::uses::Context;
use crate::expand::syntax::build::{punct, stream};
use crate::expand::syntax::cursor::{is_brace, is_empty, is_keyword, is_one_of, is_punct, is_word};

impl<'t> List<'_, '_, 't> {
    /// `(&x).as_ref()`: true where it was rewritten.
    pub(super) fn denoting_group(&mut self) -> bool {
        // `new(x).as_ref()` converts what `new` made of it.
        if self.expects == Expects::Operator {
            return false;
        }
        let token = &self.tokens[self.at..=self.at];
        let Some((binding, name)) = self.walker.denoted(token) else {
            return false;
        };
        match self.own_end(binding, self.at + 1) {
            Some(end) => {
                let original = &self.tokens[self.at..end];
                self.put_value(binding, &name, end, true, original);
                true
            }
            None => false,
        }
    }

    pub(super) fn name(&mut self, binding: Binding, name: &'t Ident) {
        if self.is_no_use() {
            return self.copy(1);
        }
        self.doubted_use(binding, name);
        if self.walker.is_item(binding) {
            let (before, next) = (self.before(self.at, 1), self.get(self.at + 1));
            self.pass_item(binding, name, before, next);
            return self.copy(1);
        }
        if self.walker.is_held(binding) {
            return self.held(binding, name);
        }
        self.taken_out(binding, name);
        self.assigned(binding);
        let own = self.own_end(binding, self.at + 1);
        if let Some(end) = own {
            self.follow_error(binding, name, end);
        }
        if let Some(end) = own.or_else(|| self.container_end(binding)) {
            let original = &self.tokens[self.at..end];
            return self.put_value(binding, name, end, true, original);
        }
        let mut context = self.context();
        if binding.param().is_some() && context == Context::Value {
            self.soften_borrow();
        }
        let mut name = name.clone();
        let dropped = context == Context::Argument && self.context.fate == Fate::Drops;
        let effect = self.effect(binding, context);
        if self.walker.is_plain_object(binding) {
            // `&mut *visitor`: what was a value is a reference now. With the user's span, so
            // that rustc points to the argument if references do not have the trait.
            let span = name.span();
            if self.is_borrowed_whole() {
                self.output.extend(punct(span, '*'));
            } else if context == Context::Argument && !dropped {
                self.output.extend(punct(span, '&'));
                self.output.push(TokenTree::Ident(Ident::new("mut", span)));
                self.output.extend(punct(span, '*'));
            } else if context == Context::Value && !self.walker.in_macro || dropped {
                // A macro may take its arguments by reference (`format!`), and then nothing
                // owns the value here.
                name = owner(&name);
            }
        }
        if context == Context::Argument && self.walker.is_lent_unsized(binding) {
            let span = name.span().resolved_at(Span::mixed_site());
            self.output.extend(punct(span, '&'));
            if self.walker.is_mut(binding) {
                self.output.push(TokenTree::Ident(Ident::new("mut", span)));
                context = Context::MutBorrow;
            }
        }
        self.lent_use(binding, &name);
        self.kept_item(binding, &name);
        let method = match self.get(self.at + 2) {
            Some(TokenTree::Ident(method)) if context == Context::Receiver => Some(method.clone()),
            _ if dropped => Some(Ident::new("drop", name.span())),
            _ => None,
        };
        if let (Some(method), Some(arguments), false) = (&method, self.arguments(), dropped) {
            let methods = &mut self.walker.uses[binding.index()].methods;
            methods.push((method.clone(), arguments));
        }
        let skipped = usize::from(is_word(self.before(self.at, 1), "mut"));
        let borrowed = is_punct(self.before(self.at, 1 + skipped), '&');
        self.walker
            .bare(binding, &name, context, method, effect, borrowed);
        self.output.push(TokenTree::Ident(name));
        self.at += 1;
    }

    /// Among the tokens of a macro: the name of an argument or of a field.
    fn is_no_use(&self) -> bool {
        let next = self.get(self.at + 1);
        let field = is_punct(next, ':');
        let operand = matches!(self.before(self.at, 1), Some(TokenTree::Punct(mark))
            if !matches!(mark.as_char(), ',' | ';' | ':' | '=' | '>' | '|'));
        let assigned = is_punct(next, '=')
            && !operand
            && !is_punct(self.get(self.at + 2), '=')
            && !is_punct(self.get(self.at + 2), '>');
        let of_struct = self.context.kind == ListKind::Fields;
        (self.walker.in_macro || of_struct) && field || self.walker.in_macro && assigned
    }

    /// A use that is recorded as the parameter's, though the name may be another variable's:
    /// for what only some converted parameters need, that is not known enough.
    fn doubted_use(&mut self, binding: Binding, name: &Ident) {
        let special = self.walker.is_plain_object(binding)
            || self.walker.is_lent(binding)
            || self.walker.is_held(binding);
        if special && !self.walker.scope.doubts(name).is_empty() {
            self.unsure(binding, name);
        }
    }

    fn unsure(&mut self, binding: Binding, name: &Ident) {
        let unsure = &mut self.walker.uses[binding.index()].unsure;
        unsure.get_or_insert_with(|| name.clone());
    }

    /// Where the own conversion ends whose receiver ends at `at`.
    fn own_end(&self, binding: Binding, mut at: usize) -> Option<usize> {
        let mut end = None;
        while let Some(method) = self.plain_call(at) {
            at += 3;
            if self.walker.is_own_method(binding, method) {
                return Some(self.error_end(binding, at));
            }
            if method != "clone" || !self.walker.clones_to_itself(binding) {
                break;
            }
            end = Some(at);
        }
        end
    }

    /// `x.map(Into::into)`, `x.as_ref()` of a container; and what a closure takes
    /// in a call further on.
    fn container_end(&mut self, binding: Binding) -> Option<usize> {
        let param = binding
            .param()
            .filter(|index| self.walker.is_container(*index))?;
        let mut element = Binding::Element { param, deref: 0 };
        let mut at = self.at + 1;
        let mut end = None;
        while let Some(method) = self.plain_call(at) {
            if method == "as_ref" && self.walker.borrows_whole(param) && end.is_none() {
                end = Some(at + 3);
            }
            match self.walker.element_after(element, method) {
                Some(after) => element = after,
                None => {
                    self.follow_calls(at, param, None);
                    return None;
                }
            }
            at += 3;
        }
        let (method, argument) = match self.call(at) {
            Some(call) => call,
            None => return end,
        };
        let whole = at == self.at + 1 || end == Some(at);
        let is_option = matches!(self.walker.target(param).conversion.form, Form::Option(_));
        let converts = method == "map" && (whole && is_option || self.walker.iterates(param));
        if converts && self.walker.converts_element(element, argument.stream()) {
            return Some(at + 3);
        }
        self.follow_calls(at, param, Some(element));
        end
    }

    /// `[a, b].iter().map(|x| ..)`, `Some(a).map(|x| ..)`, after the value that begins at
    /// `start`.
    pub(super) fn follow_value(&mut self, start: usize) {
        let tokens = &self.tokens[start..self.at];
        if let Some(taken) = self.walker.taken_by(tokens) {
            let element = self.walker.element_of(tokens);
            let list = matches!(tokens, [TokenTree::Group(_)]);
            let by_edition =
                list && matches!(self.plain_call(self.at), Some(method) if method == "into_iter");
            self.follow_calls(self.at, taken.param, element.filter(|_| !by_edition));
        }
    }

    /// What the closures take in a chain of calls from `at` on.
    pub(super) fn follow_calls(&mut self, at: usize, param: usize, element: Option<Binding>) {
        const BORROWING: [&str; 9] = [
            "filter",
            "find",
            "inspect",
            "max_by_key",
            "min_by_key",
            "partition",
            "retain",
            "skip_while",
            "take_while",
        ];
        const KEEPING: [&str; 8] = [
            "chain",
            "filter",
            "inspect",
            "skip",
            "skip_while",
            "step_by",
            "take",
            "take_while",
        ];
        let (mut at, mut element, mut numbered) = (at, element, false);
        while let Some((method, arguments)) = self.call(at) {
            let before = element;
            if method == "enumerate" && !numbered {
                numbered = true;
                at += 3;
                continue;
            }
            if arguments.stream().is_empty() {
                element = element.and_then(|element| self.walker.element_after(element, method));
                if element.is_none() && !is_one_of(method, &["iter", "into_iter"]) {
                    return;
                }
                at += 3;
                continue;
            }
            let borrows = is_one_of(method, &BORROWING);
            let taken = match before {
                // `filter(|(index, item)| ..)` takes a reference to the pair.
                Some(element) if borrows => Some(with_one_more_reference(element)),
                before => before,
            };
            self.closures.push(Closures {
                at: at + 2,
                param,
                element: taken,
                numbered,
            });
            if !is_one_of(method, &KEEPING) {
                return;
            }
            at += 3;
        }
    }

    /// `.method()` at `at`
    fn plain_call(&self, at: usize) -> Option<&'t Ident> {
        match (self.get(at), self.get(at + 1), self.get(at + 2)) {
            (dot, Some(TokenTree::Ident(method)), Some(arguments))
                if is_punct(dot, '.') && is_empty(arguments) =>
            {
                Some(method)
            }
            _ => None,
        }
    }

    /// `.method(..)` at `at`
    pub(super) fn call(&self, at: usize) -> Option<(&'t Ident, &'t Group)> {
        match (self.get(at), self.get(at + 1), self.get(at + 2)) {
            (dot, Some(TokenTree::Ident(method)), Some(TokenTree::Group(arguments)))
                if is_punct(dot, '.') && arguments.delimiter() == Delimiter::Parenthesis =>
            {
                Some((method, arguments))
            }
            _ => None,
        }
    }

    /// Puts the converted value for the tokens up to `end`, which are the end of `original`.
    pub(super) fn put_value(
        &mut self,
        binding: Binding,
        name: &Ident,
        end: usize,
        placed: bool,
        original: &[TokenTree],
    ) {
        let doubts = self.walker.scope.doubts(name);
        if placed && doubts.is_empty() && self.is_discarded(end) {
            if let Some(value) = self.walker.converted_again(binding, name) {
                self.output.extend(value);
                self.at = end;
                self.expects = Expects::Operator;
                return;
            }
        }
        let chained = placed && doubts.is_empty() && self.begins_chained_let();
        let shared = chained && self.walker.is_shared(binding);
        let operand = shared || placed && doubts.is_empty() && self.is_operand(binding, name, end);
        let mut value = self.walker.value(binding, name, operand);
        if chained {
            value = in_users_edition(value, name.span());
        }
        if !doubts.is_empty() {
            match any_of(&doubts) {
                Some(cfg) => {
                    let span = name.span().resolved_at(Span::mixed_site());
                    let original = stream(original);
                    value = quote_spanned! {span=>
                        ({ #[cfg(#cfg)] { #original } #[cfg(not(#cfg))] { #value } })
                    };
                }
                None => self.unsure(binding, name),
            }
        }
        self.output.extend(value);
        self.at = end;
        self.expects = Expects::Operator;
    }

    /// Whether the own conversion up to `end` is moved or copied where it stands.
    fn is_operand(&self, binding: Binding, name: &Ident, end: usize) -> bool {
        if self.walker.in_macro {
            return false;
        }
        let (before, next) = (self.before(self.at, 1), self.get(end));
        let ends = next.is_none() || is_punct(next, ',') || is_punct(next, ';');
        let begins = before.is_none() || is_punct(before, ',');
        let method = is_punct(next, '.') && matches!(self.get(end + 1), Some(TokenTree::Ident(_)));
        if method {
            return self.walker.is_text(binding);
        }
        if is_punct(next, '?') || is_word(before, "return") && ends {
            return true;
        }
        match self.context.kind {
            ListKind::Call | ListKind::Elements => begins && ends,
            ListKind::Block | ListKind::Fields => {
                let starts = before.is_none() || is_punct(before, ';') || is_brace(before);
                starts && next.is_none() || ends && self.is_assigned(before, name)
            }
            // All of an arm.
            ListKind::Arms(_) => before.is_none() && (next.is_none() || is_punct(next, ',')),
            ListKind::Single => false,
        }
    }

    /// `field: x`, `place = x`, `let y = x`. With `name: name` and `let x = x` clippy
    /// would see something redundant, and `let _ = x` and `_ = x` would not move.
    fn is_assigned(&self, before: Option<&TokenTree>, name: &Ident) -> bool {
        if is_punct(before, ':') {
            let field = self.before(self.at, 2);
            return matches!(field, Some(TokenTree::Ident(field)) if field != name);
        }
        let compound = matches!(self.before(self.at, 2), Some(TokenTree::Punct(mark))
            if mark.as_char() != '?' && mark.as_char() != '>');
        let discarded = is_word(self.before(self.at, 2), "_");
        if !is_punct(before, '=') || compound || discarded {
            return false;
        }
        match self.bound_here() {
            Some(pattern) => sole_name(pattern).is_some_and(|bound| bound != name && bound != "_"),
            None => true,
        }
    }

    pub(super) fn context(&self) -> Context {
        let (before, next) = (self.before(self.at, 1), self.get(self.at + 1));
        let method = match (self.get(self.at + 2), self.get(self.at + 3)) {
            (Some(TokenTree::Ident(_)), Some(TokenTree::Group(group))) => {
                group.delimiter() == Delimiter::Parenthesis
            }
            (Some(TokenTree::Ident(_)), next) => is_punct(next, ':'),
            _ => false,
        };
        let begins = before.is_none() || is_punct(before, ',');
        let ends = next.is_none() || is_punct(next, ',');
        let called = matches!(next, Some(TokenTree::Group(group))
            if group.delimiter() == Delimiter::Parenthesis);
        if is_punct(next, '.') && method || called {
            Context::Receiver
        } else if is_word(before, "mut") && is_punct(self.before(self.at, 2), '&') {
            Context::MutBorrow
        } else if self.context.kind == ListKind::Call && begins && ends {
            Context::Argument
        } else {
            Context::Value
        }
    }

    /// `&path` was needed while `path` was the caller's value. Now that it is a
    /// reference clippy would call the borrow needless, unless the token comes from an
    /// expansion.
    fn soften_borrow(&mut self) {
        let unary = match self.before(self.at, 2) {
            None | Some(TokenTree::Punct(_)) => true,
            Some(TokenTree::Ident(word)) => is_keyword(word),
            Some(_) => false,
        };
        let next = self.get(self.at + 1);
        let whole = !is_punct(next, '.') && !matches!(next, Some(TokenTree::Group(_)));
        if let (true, true, Some(TokenTree::Punct(mark))) = (unary, whole, self.output.last_mut()) {
            if mark.as_char() == '&' {
                mark.set_span(mark.span().resolved_at(Span::mixed_site()));
            }
        }
    }

    /// `&x` and `&mut x`, not `a & x`, nor `&x.field`.
    fn is_borrowed_whole(&self) -> bool {
        let skipped = usize::from(is_word(self.before(self.at, 1), "mut"));
        let unary = match self.before(self.at, 2 + skipped) {
            None | Some(TokenTree::Punct(_)) => true,
            Some(TokenTree::Ident(word)) => is_keyword(word),
            Some(_) => false,
        };
        let next = self.get(self.at + 1);
        let whole = !is_punct(next, '.') && !matches!(next, Some(TokenTree::Group(_)));
        unary && whole && is_punct(self.before(self.at, 1 + skipped), '&')
    }
}

/// One condition for all of them, if each has one.
fn any_of(doubts: &[Option<TokenStream>]) -> Option<TokenStream> {
    let mut any = TokenStream::new();
    for cfg in doubts {
        let cfg = cfg.as_ref()?;
        any.extend(quote::quote!(#cfg,));
    }
    Some(quote::quote!(any(#any)))
}
