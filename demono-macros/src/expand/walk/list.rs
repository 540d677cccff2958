//! One pair of delimiters, from left to right.
//!
//! In: its tokens. Out: the same, rewritten. What a name means changes on the way:
//! with `let`, behind the bars of a closure, in the arms of a `match`, in the block
//! behind `if let`, `while let` and `for`.

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};

use super::super::mentions::{item_end, starts_item};
use super::super::tokens::{is_double_colon, is_punct};
use super::own::{is_empty, is_identity, path_start};
use super::pattern::{inside_some, sole_name, without_type};
use super::{Binding, Context, Walker};

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Statements, or the fields of a struct.
    Block,
    /// The arguments of a call.
    Call,
    /// The elements of a tuple or an array, an index.
    Elements,
    /// One expression in parentheses.
    Single,
    /// The arms of a `match`; what one element of the scrutinee is.
    Arms(Option<Binding>),
}

/// A `let` of which the names are not bound yet.
struct Let<'t> {
    pattern: &'t [TokenTree],
    /// Where its initializer begins.
    init: usize,
    /// `if let`, `while let`: bound for the block that follows.
    conditional: bool,
    /// Where it stands in the output.
    output: usize,
    unborrowed: usize,
}

struct Closure {
    mark: usize,
    captures: bool,
}

pub(super) struct List<'w, 'p, 't> {
    walker: &'w mut Walker<'p>,
    tokens: &'t [TokenTree],
    kind: Kind,
    at: usize,
    output: Vec<TokenTree>,
    lets: Vec<Let<'t>>,
    closures: Vec<Closure>,
    /// Behind `if` or `while`: the scope to return to behind the block.
    condition: Option<usize>,
    /// Behind `for`: the pattern, and where the iterator begins.
    for_loop: Option<(&'t [TokenTree], usize)>,
    /// Behind `match`: where the scrutinee begins.
    scrutinee: Option<usize>,
    /// What the first closure with one parameter takes, if that is known.
    element: Option<Binding>,
    /// The group with such a closure, and what that takes.
    element_of_group: Option<(usize, Binding)>,
    /// The last `let` of the list: its output, its name, whether a borrow went.
    last_let: Option<(usize, &'t Ident, bool)>,
}

impl<'w, 'p, 't> List<'w, 'p, 't> {
    pub(super) fn new(walker: &'w mut Walker<'p>, tokens: &'t [TokenTree], kind: Kind) -> Self {
        let element = walker.element.take();
        List {
            walker,
            tokens,
            kind,
            at: 0,
            output: Vec::with_capacity(tokens.len()),
            lets: Vec::new(),
            closures: Vec::new(),
            condition: None,
            for_loop: None,
            scrutinee: None,
            element,
            element_of_group: None,
            last_let: None,
        }
    }

    pub(super) fn rewrite(mut self) -> TokenStream {
        if let Kind::Arms(element) = self.kind {
            self.arms(element);
        }
        while self.at < self.tokens.len() {
            self.step();
        }
        self.end_closures();
        while let Some(of_let) = self.lets.pop() {
            self.bind_let(&of_let);
        }
        self.allow_let_and_return();
        self.output.into_iter().collect()
    }

    fn step(&mut self) {
        match &self.tokens[self.at] {
            TokenTree::Group(group) => self.group(group),
            TokenTree::Ident(name) => match self.walker.scope.lookup(name) {
                Some(binding) => self.name(binding, name),
                None => self.word(name),
            },
            TokenTree::Punct(mark) => self.mark(mark.as_char()),
            TokenTree::Literal(literal) => {
                if self.walker.in_macro {
                    self.walker.captures_of(&literal.to_string());
                }
                self.copy(1);
            }
        }
    }

    fn get(&self, at: usize) -> Option<&'t TokenTree> {
        self.tokens.get(at)
    }

    fn before(&self, at: usize, back: usize) -> Option<&'t TokenTree> {
        at.checked_sub(back).and_then(|at| self.tokens.get(at))
    }

    fn copy(&mut self, count: usize) {
        let end = (self.at + count).min(self.tokens.len());
        self.output.extend_from_slice(&self.tokens[self.at..end]);
        self.at = end;
    }

    // ---- words and marks

    fn word(&mut self, word: &'t Ident) {
        let next = self.get(self.at + 1);
        if starts_item(word, next) {
            return self.copy(item_end(self.tokens, self.at) + 1 - self.at);
        }
        if is_punct(next, '!') {
            return self.invocation(word);
        }
        if word == "let" {
            return self.start_let();
        } else if word == "if" || word == "while" {
            self.condition = Some(self.walker.scope.mark());
        } else if word == "match" {
            self.scrutinee = Some(self.at + 1);
        } else if word == "for" && !is_punct(next, '<') {
            let rest = &self.tokens[self.at + 1..];
            if let Some(length) = rest.iter().position(|token| is_word(Some(token), "in")) {
                self.for_loop = Some((&rest[..length], self.at + length + 2));
                return self.copy(length + 2);
            }
        }
        self.copy(1);
    }

    fn mark(&mut self, mark: char) {
        self.walker.half_typed |= self.ends_half_typed(mark);
        match mark {
            '|' if self.starts_closure() => return self.start_closure(),
            ';' => {
                self.end_closures();
                if let Some(of_let) = self.lets.pop() {
                    self.bind_let(&of_let);
                }
            }
            ',' => self.end_closures(),
            '&' if is_punct(self.get(self.at + 1), '&') => {
                let behind_value = !is_punct(self.before(self.at, 1), '=');
                if behind_value && self.lets.last().is_some_and(|of_let| of_let.conditional) {
                    self.bind_conditional();
                }
            }
            // A name or a label of a lifetime.
            '\'' => return self.copy(2),
            // The commas of types end nothing.
            '<' => {
                let end = angle_end(self.tokens, self.at).unwrap_or(self.at + 1);
                return self.copy(end - self.at);
            }
            // An arm in somebody's macro.
            '=' if is_punct(self.get(self.at + 1), '>') => {
                let start = self.tokens[..self.at].iter().rposition(ends_arm);
                let pattern = &self.tokens[start.map_or(0, |start| start + 1)..self.at];
                self.walker.bind_pattern(pattern);
            }
            _ => {}
        }
        self.copy(1);
    }

    /// `name.` before the end, or before what cannot follow. What a macro takes is its
    /// own affair.
    fn ends_half_typed(&self, mark: char) -> bool {
        if self.walker.in_macro || !matches!(mark, '.' | '=' | ':' | '+' | '/' | '%') {
            return false;
        }
        let range = mark == '.' && is_punct(self.before(self.at, 1), '.');
        let ends = match self.get(self.at + 1) {
            None => true,
            Some(TokenTree::Punct(next)) => next.as_char() == ';',
            Some(TokenTree::Ident(word)) => mark == '.' && word == "let",
            Some(TokenTree::Group(_)) => mark == '.',
            Some(TokenTree::Literal(_)) => false,
        };
        ends && !range
    }

    // ---- bindings

    fn start_let(&mut self) {
        let start = self.at + 1;
        let rest = &self.tokens[start..];
        let is_end = |at: usize| {
            let assigns = is_punct(rest.get(at), '=')
                && !is_punct(at.checked_sub(1).and_then(|at| rest.get(at)), '.');
            assigns || is_punct(rest.get(at), ';')
        };
        let length = (0..rest.len()).find(|at| is_end(*at)).unwrap_or(rest.len());
        let has_init = is_punct(rest.get(length), '=');
        let init = rest.get(length + 1);
        let no_init = has_init && (init.is_none() || is_punct(init, ';'));
        self.walker.half_typed |= no_init && !self.walker.in_macro;
        self.lets.push(Let {
            pattern: &rest[..length],
            init: start + length + 1,
            conditional: self.condition.is_some(),
            output: self.output.len(),
            unborrowed: self.walker.unborrowed,
        });
        self.copy(1 + length + usize::from(has_init));
    }

    fn bind_conditional(&mut self) {
        if self.lets.last().is_some_and(|of_let| of_let.conditional) {
            if let Some(of_let) = self.lets.pop() {
                self.bind_let(&of_let);
            }
        }
    }

    fn bind_let(&mut self, of_let: &Let<'t>) {
        let end = self.at.max(of_let.init).min(self.tokens.len());
        let init = &self.tokens[of_let.init.min(end)..end];
        // `let .. else { .. }`
        let length = init.iter().position(|token| is_word(Some(token), "else"));
        let init = &init[..length.unwrap_or(init.len())];
        self.bind(of_let.pattern, init);
        let unborrowed = self.walker.unborrowed > of_let.unborrowed;
        self.last_let = sole_name(of_let.pattern).map(|name| (of_let.output, name, unborrowed));
    }

    /// Binds a pattern; to an element or another name of a parameter, where it is the
    /// one name for that.
    fn bind(&mut self, pattern: &[TokenTree], value: &[TokenTree]) {
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
    fn allow_let_and_return(&mut self) {
        let Some((output, name, true)) = self.last_let else {
            return;
        };
        let tail = match self.tokens {
            [.., end, TokenTree::Ident(tail)] if is_punct(Some(end), ';') => tail,
            _ => return,
        };
        if tail == name && self.kind == Kind::Block && !self.walker.in_macro {
            let span = Span::mixed_site();
            let allow = quote::quote_spanned!(span=> #[allow(clippy::let_and_return)]);
            self.output.splice(output..output, allow);
        }
    }

    // ---- closures

    fn starts_closure(&self) -> bool {
        match self.before(self.at, 1) {
            None => true,
            // Behind another bar this is the second of `||`.
            Some(TokenTree::Punct(mark)) => !matches!(mark.as_char(), '?' | '|'),
            Some(TokenTree::Ident(word)) => is_keyword(word),
            Some(TokenTree::Group(_) | TokenTree::Literal(_)) => false,
        }
    }

    fn start_closure(&mut self) {
        let rest = &self.tokens[self.at + 1..];
        let Some(length) = rest.iter().position(|token| is_punct(Some(token), '|')) else {
            return self.copy(1);
        };
        let captures = is_word(self.before(self.at, 1), "move");
        self.closures.push(Closure {
            mark: self.walker.scope.mark(),
            captures,
        });
        self.walker.capturing += usize::from(captures);
        let params = &rest[..length];
        match (sole_name(params), self.element) {
            (Some(name), Some(element)) => {
                self.walker.scope.bind(name.clone(), element);
                self.element = None;
            }
            _ => {
                for param in params.split(|token| is_punct(Some(token), ',')) {
                    self.walker.bind_pattern(without_type(param));
                }
            }
        }
        self.copy(length + 2);
        // `|x| -> Result<A, B> { .. }`
        if is_punct(self.get(self.at), '-') {
            let rest = &self.tokens[self.at..];
            let body = rest.iter().position(|token| is_brace(Some(token)));
            self.copy(body.unwrap_or(0));
        }
    }

    /// The bodies of all closures of this list end here.
    fn end_closures(&mut self) {
        while let Some(closure) = self.closures.pop() {
            self.walker.scope.restore(closure.mark);
            self.walker.capturing -= usize::from(closure.captures);
        }
    }

    // ---- groups

    fn group(&mut self, group: &'t Group) {
        match group.delimiter() {
            Delimiter::Brace => self.block(group),
            Delimiter::Parenthesis | Delimiter::None if self.denoting_group() => {}
            Delimiter::Parenthesis => {
                let start = path_start(&self.output);
                let own = self
                    .walker
                    .own_argument(&self.output[start..], group.stream());
                if let Some((binding, name)) = own {
                    self.output.truncate(start);
                    let end = self.at + 1;
                    // Where it stands is told by its path, and that is gone.
                    return self.put_value(binding, &name, end, false);
                }
                let callee = self.is_behind_value();
                let kind = match (callee, has_comma(group)) {
                    (true, _) => Kind::Call,
                    (false, true) => Kind::Elements,
                    (false, false) => Kind::Single,
                };
                if let Some((at, element)) = self.element_of_group {
                    if at == self.at {
                        self.walker.element = Some(element);
                    }
                }
                self.put_group(group, kind);
            }
            Delimiter::Bracket => self.put_group(group, Kind::Elements),
            Delimiter::None => self.put_group(group, Kind::Single),
        }
    }

    fn put_group(&mut self, group: &Group, kind: Kind) {
        let inside = self.walker.stream(group.stream(), kind);
        let mut rewritten = Group::new(group.delimiter(), inside);
        rewritten.set_span(group.span());
        self.output.push(TokenTree::Group(rewritten));
        self.at += 1;
    }

    fn block(&mut self, group: &'t Group) {
        self.bind_conditional();
        let mark = self.walker.scope.mark();
        let mut kind = Kind::Block;
        if let Some((pattern, start)) = self.for_loop.take() {
            self.bind_element(pattern, start);
        } else if let Some(start) = self.scrutinee.take() {
            let scrutinee = &self.tokens[start.min(self.at)..self.at];
            kind = Kind::Arms(self.walker.element_of(scrutinee));
        }
        let captures = is_word(self.before(self.at, 1), "move");
        self.walker.capturing += usize::from(captures);
        self.put_group(group, kind);
        self.walker.capturing -= usize::from(captures);
        self.walker.scope.restore(mark);
        if let Some(mark) = self.condition.take() {
            self.walker.scope.restore(mark);
        }
    }

    /// The pattern of a `for`.
    fn bind_element(&mut self, pattern: &[TokenTree], start: usize) {
        let iterator = &self.tokens[start.min(self.at)..self.at];
        match (sole_name(pattern), self.walker.element_of(iterator)) {
            (Some(name), Some(element)) => self.walker.scope.bind(name.clone(), element),
            _ => self.walker.bind_pattern(pattern),
        }
    }

    fn arms(&mut self, element: Option<Binding>) {
        while let Some(length) = arrow(&self.tokens[self.at..]) {
            let mark = self.walker.scope.mark();
            let head = &self.tokens[self.at..self.at + length];
            let guard = head.iter().position(|token| is_word(Some(token), "if"));
            let pattern = &head[..guard.unwrap_or(length)];
            self.output.extend_from_slice(pattern);
            match (inside_some(pattern), element) {
                (Some(name), Some(element)) => self.walker.scope.bind(name, element),
                _ => self.walker.bind_pattern(pattern),
            }
            if guard.is_some() {
                let guard = List::new(self.walker, &head[pattern.len()..], Kind::Single).rewrite();
                self.output.extend(guard);
            }
            self.at += length;
            self.copy(2);
            let length = arm_length(&self.tokens[self.at..]);
            let body = &self.tokens[self.at..self.at + length];
            let body = List::new(self.walker, body, Kind::Block).rewrite();
            self.output.extend(body);
            self.at += length;
            self.walker.scope.restore(mark);
            if is_punct(self.get(self.at), ',') {
                self.copy(1);
            }
        }
    }

    // ---- macros

    fn invocation(&mut self, name: &Ident) {
        // `macro_rules! name { .. }` has a word more.
        let definition = matches!(self.get(self.at + 2), Some(TokenTree::Ident(_)));
        let at = self.at + 2 + usize::from(definition);
        let Some(TokenTree::Group(group)) = self.get(at) else {
            return self.copy(1);
        };
        self.copy(at - self.at);
        let outside = std::mem::replace(&mut self.walker.in_macro, true);
        if name == "matches" {
            self.matches(group);
        } else {
            self.put_group(group, Kind::Block);
        }
        self.walker.in_macro = outside;
    }

    /// `matches!(expr, pattern if guard)`
    fn matches(&mut self, group: &Group) {
        let tokens: Vec<TokenTree> = group.stream().into_iter().collect();
        let comma = tokens.iter().position(|token| is_punct(Some(token), ','));
        let comma = comma.map_or(tokens.len(), |comma| comma + 1);
        let (value, rest) = tokens.split_at(comma);
        let guard = rest.iter().position(|token| is_word(Some(token), "if"));
        let (pattern, guard) = rest.split_at(guard.unwrap_or(rest.len()));
        let mark = self.walker.scope.mark();
        let mut inside = List::new(self.walker, value, Kind::Single).rewrite();
        inside.extend(pattern.iter().cloned());
        self.walker.bind_pattern(pattern);
        inside.extend(List::new(self.walker, guard, Kind::Single).rewrite());
        self.walker.scope.restore(mark);
        let mut rewritten = Group::new(group.delimiter(), inside);
        rewritten.set_span(group.span());
        self.output.push(TokenTree::Group(rewritten));
        self.at += 1;
    }

    // ---- names

    /// `(&x).as_ref()`: true where it was rewritten.
    fn denoting_group(&mut self) -> bool {
        // `new(x).as_ref()` converts what `new` made of it.
        if self.is_behind_value() {
            return false;
        }
        let token = &self.tokens[self.at..=self.at];
        let Some((binding, name)) = self.walker.denoted(token) else {
            return false;
        };
        match self.own_end(binding, self.at + 1) {
            Some(end) => {
                self.put_value(binding, &name, end, true);
                true
            }
            None => false,
        }
    }

    fn name(&mut self, binding: Binding, name: &'t Ident) {
        if self.is_no_use() {
            return self.copy(1);
        }
        if let Some(end) = self.own_end(binding, self.at + 1) {
            return self.put_value(binding, name, end, true);
        }
        if let Some(end) = self.container_end(binding) {
            return self.put_value(binding, name, end, true);
        }
        let context = self.context();
        if binding.param().is_some() && context == Context::Value {
            self.soften_borrow();
        }
        self.walker.bare(binding, name, context);
        self.copy(1);
    }

    /// A field, a segment of a path, a label; the name of an argument in a macro.
    fn is_no_use(&self) -> bool {
        let (before, next) = (self.before(self.at, 1), self.get(self.at + 1));
        let range = is_punct(self.before(self.at, 2), '.');
        let member = is_punct(before, '.') && !range;
        let path = is_double_colon(self.before(self.at, 2), before)
            || is_double_colon(next, self.get(self.at + 2));
        let field = is_punct(next, ':') && !path;
        let assigned = is_punct(next, '=')
            && !is_punct(self.get(self.at + 2), '=')
            && !is_punct(self.get(self.at + 2), '>');
        let macro_call =
            is_punct(next, '!') && matches!(self.get(self.at + 2), Some(TokenTree::Group(_)));
        member || path || field || macro_call || self.walker.in_macro && assigned
    }

    /// Where the own conversion ends of which the receiver ends at `at`.
    fn own_end(&self, binding: Binding, mut at: usize) -> Option<usize> {
        let mut end = None;
        while let Some(method) = self.plain_call(at) {
            at += 3;
            if self.walker.is_own_method(binding, method) {
                return Some(self.identity_end(binding, at));
            }
            if method != "clone" || !self.walker.clones_to_itself(binding) {
                break;
            }
            end = Some(at);
        }
        end
    }

    /// `.map_err(Into::into)` behind a `try_into()` whose error the shim maps.
    fn identity_end(&self, binding: Binding, at: usize) -> usize {
        let mapped = binding.param().is_some_and(|index| {
            let error = self.walker.target(index).conversion.error;
            error.is_some_and(|error| error.mapped)
        });
        match self.call(at) {
            Some((method, argument)) if mapped && method == "map_err" => {
                at + if is_identity(argument.stream()) { 3 } else { 0 }
            }
            _ => at,
        }
    }

    /// `x.map(Into::into)`, `x.as_ref()` of a container; and what a closure takes
    /// in a call further on.
    fn container_end(&mut self, binding: Binding) -> Option<usize> {
        let param = binding
            .param()
            .filter(|index| self.walker.is_container(*index))?;
        let mut element = Binding::Element {
            param,
            deref: false,
        };
        let mut at = self.at + 1;
        let mut end = None;
        while let Some(method) = self.plain_call(at) {
            if method == "as_ref" && self.walker.borrows_whole(param) && end.is_none() {
                end = Some(at + 3);
            }
            element = self.walker.element_after(element, method)?;
            at += 3;
        }
        let (method, argument) = match self.call(at) {
            Some(call) => call,
            None => return end,
        };
        let whole = at == self.at + 1 || end == Some(at);
        let is_option = matches!(
            self.walker.target(param).conversion.form,
            super::super::conversion::Form::Option(_)
        );
        let converts = method == "map" && whole && is_option;
        if converts && self.walker.converts_element(element, argument.stream()) {
            return Some(at + 3);
        }
        self.element_of_group = Some((at + 2, element));
        end
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
    fn call(&self, at: usize) -> Option<(&'t Ident, &'t Group)> {
        match (self.get(at), self.get(at + 1), self.get(at + 2)) {
            (dot, Some(TokenTree::Ident(method)), Some(TokenTree::Group(arguments)))
                if is_punct(dot, '.') && arguments.delimiter() == Delimiter::Parenthesis =>
            {
                Some((method, arguments))
            }
            _ => None,
        }
    }

    /// Puts the converted value for the tokens up to `end`.
    fn put_value(&mut self, binding: Binding, name: &Ident, end: usize, placed: bool) {
        let operand = placed && self.is_operand(binding, name, end);
        let value = self.walker.value(binding, name, operand);
        self.output.extend(value);
        self.at = end;
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
        match self.kind {
            Kind::Call | Kind::Elements => begins && ends,
            Kind::Block => {
                let starts = before.is_none() || is_punct(before, ';') || is_brace(before);
                starts && next.is_none() || ends && self.is_assigned(before, name)
            }
            Kind::Single | Kind::Arms(_) => false,
        }
    }

    /// `field: x`, `place = x`, `let y = x`. With `name: name` and `let x = x` clippy
    /// would see something redundant, and `let _ = x` would not move.
    fn is_assigned(&self, before: Option<&TokenTree>, name: &Ident) -> bool {
        if is_punct(before, ':') {
            let field = self.before(self.at, 2);
            return matches!(field, Some(TokenTree::Ident(field)) if field != name);
        }
        let compound = matches!(self.before(self.at, 2), Some(TokenTree::Punct(mark))
            if mark.as_char() != '?' && mark.as_char() != '>');
        if !is_punct(before, '=') || compound {
            return false;
        }
        match self.lets.last() {
            Some(of_let) if of_let.init == self.at => {
                sole_name(of_let.pattern).is_some_and(|bound| bound != name)
            }
            _ => true,
        }
    }

    fn context(&self) -> Context {
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
        if is_punct(next, '.') && method {
            Context::Receiver
        } else if is_word(before, "mut") && is_punct(self.before(self.at, 2), '&') {
            Context::MutBorrow
        } else if self.kind == Kind::Call && begins && ends {
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

    /// Whether what stands before is a value: then parentheses call it.
    fn is_behind_value(&self) -> bool {
        match self.before(self.at, 1) {
            Some(TokenTree::Ident(word)) => !is_keyword(word),
            Some(TokenTree::Group(_)) => true,
            Some(TokenTree::Punct(mark)) => {
                mark.as_char() == '>' && !is_punct(self.before(self.at, 2), '=')
            }
            _ => false,
        }
    }
}

fn is_word(token: Option<&TokenTree>, word: &str) -> bool {
    matches!(token, Some(TokenTree::Ident(ident)) if ident == word)
}

fn is_brace(token: Option<&TokenTree>) -> bool {
    matches!(token, Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace)
}

/// Words behind which an expression begins.
fn is_keyword(word: &Ident) -> bool {
    const KEYWORDS: [&str; 14] = [
        "as", "async", "break", "else", "if", "in", "let", "match", "move", "mut", "return",
        "static", "while", "yield",
    ];
    KEYWORDS.iter().any(|keyword| word == keyword)
}

fn has_comma(group: &Group) -> bool {
    group
        .stream()
        .into_iter()
        .any(|token| is_punct(Some(&token), ','))
}

/// What can stand before an arm.
fn ends_arm(token: &TokenTree) -> bool {
    is_punct(Some(token), ',') || is_brace(Some(token))
}

/// How many tokens stand before the next `=>`.
fn arrow(tokens: &[TokenTree]) -> Option<usize> {
    (0..tokens.len()).find(|at| is_punct(tokens.get(*at), '=') && is_punct(tokens.get(at + 1), '>'))
}

/// How many tokens the body of an arm has: a block, or all up to the comma.
fn arm_length(tokens: &[TokenTree]) -> usize {
    let next = tokens.get(1);
    if is_brace(tokens.first()) && !is_punct(next, '.') && !is_punct(next, '?') {
        return 1;
    }
    let mut at = 0;
    while at < tokens.len() && !is_punct(tokens.get(at), ',') {
        at = angle_end(tokens, at).unwrap_or(at + 1);
    }
    at
}

/// Where the generic arguments or the qualified path end that begin at `at`: `<` as
/// in `::<A, B>` or `<A as B<C, D>>::c`, not as in `a < b`.
fn angle_end(tokens: &[TokenTree], at: usize) -> Option<usize> {
    let before = |back: usize| at.checked_sub(back).and_then(|at| tokens.get(at));
    if !is_punct(tokens.get(at), '<') {
        return None;
    }
    let compares = match before(1) {
        Some(TokenTree::Ident(word)) => !is_keyword(word),
        Some(TokenTree::Group(_) | TokenTree::Literal(_)) => true,
        Some(TokenTree::Punct(mark)) => {
            matches!(mark.as_char(), '?' | '<') || is_punct(tokens.get(at + 1), '<')
        }
        None => false,
    };
    if compares {
        return None;
    }
    let mut depth = 0_usize;
    for (index, token) in tokens.iter().enumerate().skip(at) {
        if is_punct(Some(token), '<') {
            depth += 1;
        } else if is_punct(Some(token), '>') && !is_punct(tokens.get(index - 1), '-') {
            depth -= 1;
            if depth == 0 {
                return Some(index + 1);
            }
        }
    }
    None
}
