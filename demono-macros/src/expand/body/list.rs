//! One pair of delimiters, from left to right.
//!
//! In: its tokens. Out: the same, rewritten. One thing decides what a token is: whether an
//! operand is expected or an operator ([`Expects`]). Before an operand `|` begins a closure,
//! `<` a qualified path, `(` a tuple and `{` a block; after one they are a binary operator,
//! a comparison, a call, and the end of a head (`if a {`) or the fields of a struct. What is
//! open at a token, such as a `let`, the head of a loop or a closure, is a stack of
//! [`Frame`]s.

use proc_macro2::{Ident, Punct, Spacing, TokenStream, TokenTree};

use crate::expand::body::fate::Fate;
use crate::expand::body::held_items::Items;
use crate::expand::body::scope::Binding;
use crate::expand::body::walker::Walker;
use crate::expand::crossing::uses::Effect;
use crate::expand::syntax::cursor::{back, is_double_colon, is_punct};

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum ListKind {
    /// Statements, or the tokens of a macro.
    Block,
    /// The fields of a struct.
    Fields,
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
    /// What becomes of what stands in the group.
    pub(super) fate: Fate,
    /// What the first closure takes of the items of a slice.
    pub(super) items: Option<(usize, Items)>,
    /// A closure's parameters may be, or have in them, this parameter.
    pub(super) taken: Option<usize>,
    /// The closure takes two values, of which the second is an element.
    pub(super) folds: bool,
    /// It takes a pair of a number and an element.
    pub(super) numbered: bool,
}

impl GroupContext {
    pub(super) fn of(kind: ListKind) -> Self {
        GroupContext {
            kind,
            element: None,
            fate: Fate::Other,
            items: None,
            taken: None,
            folds: false,
            numbered: false,
        }
    }
}

/// What the next token is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Expects {
    /// The beginning of a statement or of an arm's body. A block here is all of it.
    Statement,
    Operand,
    /// An operand, which `{` does not begin in a head: after `..` and `break`.
    OperandIfAny,
    Operator,
}

/// What is open: it ends with the expression around it, or at a block.
pub(super) enum Frame<'t> {
    Closure {
        mark: usize,
        captures: bool,
    },
    Let(Let<'t>),
    /// `if`, `while`: the scope to return to after the block.
    Condition {
        mark: usize,
        statement: bool,
        repeats: bool,
    },
    /// `for`: the pattern, and where the iterator begins.
    ForLoop {
        pattern: &'t [TokenTree],
        start: usize,
        statement: bool,
    },
    /// `match`: where the scrutinee begins.
    Scrutinee {
        start: usize,
        statement: bool,
    },
}

/// What the closures take that are among the arguments of a call.
pub(super) struct Closures {
    pub(super) at: usize,
    /// The parameter that it comes from.
    pub(super) param: usize,
    pub(super) element: Option<Binding>,
    pub(super) numbered: bool,
}

/// A `let` whose names are not bound yet.
pub(super) struct Let<'t> {
    pub(super) pattern: &'t [TokenTree],
    /// Where its initializer begins.
    pub(super) init: usize,
    /// Where that ends, once an `else` was seen.
    pub(super) end: Option<usize>,
    /// `if let`, `while let`: bound for the block that follows.
    pub(super) conditional: bool,
    pub(super) cfg: Option<TokenStream>,
    /// Where it stands in the output.
    pub(super) output: usize,
    pub(super) unborrowed: usize,
}

pub(super) struct List<'w, 'p, 't> {
    pub(super) walker: &'w mut Walker<'p>,
    pub(super) tokens: &'t [TokenTree],
    pub(super) context: GroupContext,
    pub(super) at: usize,
    /// Nothing before this token belongs to the same expression.
    pub(super) base: usize,
    pub(super) output: Vec<TokenTree>,
    pub(super) expects: Expects,
    pub(super) frames: Vec<Frame<'t>>,
    /// The `#[cfg(..)]`s of the statement.
    pub(super) cfg: Option<TokenStream>,
    /// A statement that is a block has ended.
    pub(super) ended: bool,
    /// Where the operand begins in the output that an operator may follow; past its end where
    /// that is not known.
    pub(super) operand: usize,
    /// Where the last path stands in the output.
    pub(super) path: (usize, usize),
    /// Groups further on with a closure that takes an element, or, without one, what may
    /// have a parameter in it.
    pub(super) closures: Vec<Closures>,
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
        let expects = match context.kind {
            ListKind::Block | ListKind::Arms(_) => Expects::Statement,
            _ => Expects::Operand,
        };
        List {
            walker,
            tokens,
            context,
            at: 0,
            base: 0,
            output: Vec::with_capacity(tokens.len()),
            expects,
            frames: Vec::new(),
            cfg: None,
            ended: false,
            operand: usize::MAX,
            path: (0, 0),
            closures: Vec::new(),
            last_let: None,
        }
    }

    /// Rewrites a part of the list as a list of its own.
    pub(super) fn part(&mut self, tokens: &[TokenTree], kind: ListKind) -> TokenStream {
        List::new(self.walker, tokens, GroupContext::of(kind)).rewrite()
    }

    pub(super) fn rewrite(mut self) -> TokenStream {
        match self.context.kind {
            ListKind::Arms(element) => self.arms(element),
            ListKind::Block => self.declare_items(),
            _ => {}
        }
        while self.at < self.tokens.len() {
            self.step();
        }
        self.end_expression();
        self.spare_let_and_return();
        self.output.into_iter().collect()
    }

    pub(super) fn step(&mut self) {
        if self.walker.customs && self.custom() {
            self.expects = Expects::Operator;
            return;
        }
        if self.expects != Expects::Operator {
            self.operand = self.output.len();
        }
        match &self.tokens[self.at] {
            TokenTree::Group(group) => self.group(group),
            TokenTree::Ident(word) => self.word(word),
            TokenTree::Punct(mark) => {
                self.walker.half_typed |= self.ends_half_typed(mark.as_char());
                if self.expects == Expects::Operator {
                    self.operator(mark);
                } else {
                    self.prefix(mark);
                }
            }
            TokenTree::Literal(literal) => {
                if self.walker.in_macro {
                    let effect = match self.context.fate {
                        Fate::Observes => Effect::Observed,
                        Fate::Formats => Effect::Formatted,
                        _ => Effect::Open,
                    };
                    self.walker.captures_of(literal, effect);
                }
                self.copy(1);
                self.expects = Expects::Operator;
            }
        }
    }

    pub(super) fn get(&self, at: usize) -> Option<&'t TokenTree> {
        self.tokens.get(at)
    }

    pub(super) fn before(&self, at: usize, count: usize) -> Option<&'t TokenTree> {
        back(self.tokens, at, count).filter(|_| at - count >= self.base)
    }

    pub(super) fn copy(&mut self, count: usize) {
        self.copy_to(self.at + count);
    }

    pub(super) fn copy_to(&mut self, end: usize) {
        let end = end.min(self.tokens.len());
        self.output.extend_from_slice(&self.tokens[self.at..end]);
        self.at = end;
    }

    /// Whether two characters of an operator stand here, with nothing between them.
    pub(super) fn is_joint(&self, mark: &Punct, next: char) -> bool {
        mark.spacing() == Spacing::Joint && is_punct(self.get(self.at + 1), next)
    }

    pub(super) fn double_colon(&self) -> bool {
        is_double_colon(self.get(self.at), self.get(self.at + 1))
    }

    pub(super) fn begin_statement(&mut self) {
        self.expects = Expects::Statement;
        self.cfg = None;
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
