//! One pair of delimiters, from left to right.
//!
//! In: its tokens. Out: the same, rewritten. What a name means changes on the way:
//! with `let`, after the bars of a closure, in the arms of a `match`, in the block
//! after `if let`, `while let` and `for`.

use proc_macro2::{Ident, TokenStream, TokenTree};

use crate::expand::body::held_items::Items;
use crate::expand::body::pattern::without_type;
use crate::expand::body::scope::Binding;
use crate::expand::body::walker::Walker;
use crate::expand::syntax::cursor::{
    angle_end, back, is_brace, is_keyword, is_punct, is_word, item_end, position, position_of,
    split_at_each, starts_item,
};

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum ListKind {
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

/// What the list of a group has to know about the place where the group stands.
#[derive(Clone, Copy)]
pub(super) struct GroupContext {
    pub(super) kind: ListKind,
    /// What the first closure with one parameter takes, if that is known.
    pub(super) element: Option<Binding>,
    /// The group has the arguments of `drop`.
    pub(super) drops: bool,
    /// What the first closure takes of the items of a slice.
    pub(super) items: Option<(usize, Items)>,
}

impl GroupContext {
    pub(super) fn of(kind: ListKind) -> Self {
        GroupContext {
            kind,
            element: None,
            drops: false,
            items: None,
        }
    }
}

/// The keywords that the next block belongs to.
#[derive(Default)]
pub(super) struct Heads<'t> {
    /// `if` or `while`: the scope to return to after the block.
    pub(super) condition: Option<usize>,
    /// `for`: the pattern, and where the iterator begins.
    pub(super) for_loop: Option<(&'t [TokenTree], usize)>,
    /// `match`: where the scrutinee begins.
    pub(super) scrutinee: Option<usize>,
    /// `for`, `while`, `loop`
    pub(super) repeats: bool,
}

/// A `let` whose names are not bound yet.
pub(super) struct Let<'t> {
    pub(super) pattern: &'t [TokenTree],
    /// Where its initializer begins.
    pub(super) init: usize,
    /// `if let`, `while let`: bound for the block that follows.
    pub(super) conditional: bool,
    /// Where it stands in the output.
    pub(super) output: usize,
    pub(super) unborrowed: usize,
}

struct Closure {
    mark: usize,
    captures: bool,
}

pub(super) struct List<'w, 'p, 't> {
    pub(super) walker: &'w mut Walker<'p>,
    pub(super) tokens: &'t [TokenTree],
    pub(super) context: GroupContext,
    pub(super) at: usize,
    pub(super) output: Vec<TokenTree>,
    pub(super) lets: Vec<Let<'t>>,
    closures: Vec<Closure>,
    pub(super) heads: Heads<'t>,
    /// A group further on with a closure that takes an element.
    pub(super) element_of_group: Option<(usize, Binding)>,
    pub(super) last_let: Option<LastLet<'t>>,
}

/// The last `let` of a list.
pub(super) struct LastLet<'t> {
    pub(super) name: &'t Ident,
    /// Where it stands in the output.
    pub(super) output: usize,
    /// A borrow in it was removed.
    pub(super) unborrowed: bool,
}

impl<'w, 'p, 't> List<'w, 'p, 't> {
    pub(super) fn new(
        walker: &'w mut Walker<'p>,
        tokens: &'t [TokenTree],
        context: GroupContext,
    ) -> Self {
        List {
            walker,
            tokens,
            context,
            at: 0,
            output: Vec::with_capacity(tokens.len()),
            lets: Vec::new(),
            closures: Vec::new(),
            heads: Heads::default(),
            element_of_group: None,
            last_let: None,
        }
    }

    /// Rewrites a part of the list as a list of its own.
    pub(super) fn part(&mut self, tokens: &[TokenTree], kind: ListKind) -> TokenStream {
        List::new(self.walker, tokens, GroupContext::of(kind)).rewrite()
    }

    pub(super) fn rewrite(mut self) -> TokenStream {
        if let ListKind::Arms(element) = self.context.kind {
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
        if self.walker.customs && self.custom() {
            return;
        }
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

    pub(super) fn get(&self, at: usize) -> Option<&'t TokenTree> {
        self.tokens.get(at)
    }

    pub(super) fn before(&self, at: usize, count: usize) -> Option<&'t TokenTree> {
        back(self.tokens, at, count)
    }

    pub(super) fn copy(&mut self, count: usize) {
        let end = (self.at + count).min(self.tokens.len());
        self.output.extend_from_slice(&self.tokens[self.at..end]);
        self.at = end;
    }

    // ---- words and marks

    fn word(&mut self, word: &'t Ident) {
        let next = self.get(self.at + 1);
        if starts_item(word, next) {
            return self.copy(item_end(self.tokens, self.at) - self.at);
        }
        if is_punct(next, '!') {
            return self.invocation(word);
        }
        if self.recursion(word) {
            return;
        }
        self.heads.repeats |= word == "while" || word == "loop";
        if word == "let" {
            return self.start_let();
        } else if word == "if" || word == "while" {
            self.heads.condition = Some(self.walker.scope.mark());
        } else if word == "match" {
            self.heads.scrutinee = Some(self.at + 1);
        } else if word == "for" && !is_punct(next, '<') {
            let rest = &self.tokens[self.at + 1..];
            if let Some(length) = position(rest, &|token| is_word(Some(token), "in")) {
                if self.lent_loop(&rest[..length]) {
                    return;
                }
                self.heads.repeats = true;
                self.heads.for_loop = Some((&rest[..length], self.at + length + 2));
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
                let follows_value = !is_punct(self.before(self.at, 1), '=');
                if follows_value && self.lets.last().is_some_and(|of_let| of_let.conditional) {
                    self.bind_conditional();
                }
            }
            // A name or a label of a lifetime.
            '\'' => return self.copy(2),
            // Commas between types end no expression.
            '<' => {
                let end = angle_end(self.tokens, self.at).unwrap_or(self.at + 1);
                return self.copy(end - self.at);
            }
            // An arm in a macro of the user's.
            '=' if is_punct(self.get(self.at + 1), '>') => {
                let mut start = self.at;
                while start > 0 && !ends_arm(&self.tokens[start - 1]) {
                    start -= 1;
                }
                let pattern = &self.tokens[start..self.at];
                self.walker.bind_pattern(pattern);
            }
            _ => {}
        }
        self.copy(1);
    }

    /// `name.` before the end, or before what cannot follow. A macro may take any tokens.
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

    // ---- closures

    fn starts_closure(&self) -> bool {
        match self.before(self.at, 1) {
            None => true,
            // After another bar this is the second of `||`.
            Some(TokenTree::Punct(mark)) => !matches!(mark.as_char(), '?' | '|'),
            Some(TokenTree::Ident(word)) => is_keyword(word),
            Some(TokenTree::Group(_) | TokenTree::Literal(_)) => false,
        }
    }

    fn start_closure(&mut self) {
        let rest = &self.tokens[self.at + 1..];
        let Some(length) = position_of(rest, '|') else {
            return self.copy(1);
        };
        let captures = is_word(self.before(self.at, 1), "move");
        self.closures.push(Closure {
            mark: self.walker.scope.mark(),
            captures,
        });
        self.walker.capturing += usize::from(captures);
        self.walker.repeated += 1;
        let params = &rest[..length];
        match split_at_each(params, ',').as_slice() {
            // With one parameter, it takes an element.
            [param] if !param.is_empty() => {
                let element = self.context.element.take();
                let items = self.context.items.take();
                if !self.walker.bind_item(param, items) {
                    self.walker.bind_element(param, element);
                }
            }
            params => {
                for param in params {
                    self.walker.bind_pattern(without_type(param));
                }
            }
        }
        self.copy(length + 2);
        // `|x| -> Result<A, B> { .. }`
        if is_punct(self.get(self.at), '-') {
            let rest = &self.tokens[self.at..];
            let body = position(rest, &|token| is_brace(Some(token)));
            self.copy(body.unwrap_or(0));
        }
    }

    /// The bodies of all closures of this list end here.
    fn end_closures(&mut self) {
        while let Some(closure) = self.closures.pop() {
            self.walker.scope.restore(closure.mark);
            self.walker.capturing -= usize::from(closure.captures);
            self.walker.repeated -= 1;
        }
    }
}

impl Walker<'_> {
    /// Rewrites the tokens of one pair of delimiters.
    pub(super) fn stream(&mut self, tokens: TokenStream, context: GroupContext) -> TokenStream {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let mark = self.scope.mark();
        self.depth += 1;
        let output = List::new(self, &tokens, context).rewrite();
        self.depth -= 1;
        self.scope.restore(mark);
        output
    }
}

/// What can stand before an arm.
fn ends_arm(token: &TokenTree) -> bool {
    is_punct(Some(token), ',') || is_brace(Some(token))
}
