//! Words in a list: keywords, names, paths, and the items that they begin.

use proc_macro2::{Ident, TokenTree};

use crate::expand::body::list::{Expects, Frame, List};
use crate::expand::syntax::cursor::{generics_end, is_brace, is_double_colon, is_punct, is_word};
use crate::expand::syntax::skip::{item_at, type_end};

impl<'t> List<'_, '_, 't> {
    pub(super) fn word(&mut self, word: &'t Ident) {
        let text = word.to_string();
        if self.expects == Expects::Operator {
            match text.as_str() {
                "as" => return self.copy_to(type_end(self.tokens, self.at + 1)),
                "else" => return self.start_else(),
                // Only among the tokens of a macro.
                _ => self.expects = Expects::Operand,
            }
        }
        let statement = self.expects == Expects::Statement;
        if statement {
            if let Some(item) = item_at(self.tokens, self.at) {
                self.copy_item(item.end);
                return self.begin_statement();
            }
        }
        let mark = self.walker.scope.mark();
        let start = self.at + 1;
        match text.as_str() {
            "let" => return self.start_let(),
            "if" | "while" => self.frames.push(Frame::Condition {
                mark,
                statement,
                repeats: text == "while",
            }),
            "match" => self.frames.push(Frame::Scrutinee { start, statement }),
            // The lifetimes of a closure; `for <A as B>::C(d) in e` is a loop.
            "for" if is_punct(self.get(start), '<') && self.is_binder(start + 1) => {
                self.expects = Expects::Operand;
                return self.copy_to(generics_end(self.tokens, start).unwrap_or(start));
            }
            "for" => return self.start_for(statement),
            "return" | "yield" | "become" => {}
            "break" | "continue" => {
                self.copy(1);
                if is_punct(self.get(self.at), '\'') {
                    self.copy(2);
                }
                self.expects = Expects::OperandIfAny;
                return;
            }
            // What follows may be the block of a statement, still.
            "unsafe" | "loop" | "const" | "else" if statement => return self.copy(1),
            "try" if statement && is_brace(self.get(start)) => return self.copy(1),
            "unsafe" | "loop" | "const" | "else" => {}
            "try" if is_brace(self.get(start)) => {}
            "async" if self.begins_async(start) => {}
            "move" | "static" | "mut" | "in" | "ref" | "dyn" | "impl" => {}
            // `&raw const x`
            "raw" if is_word(self.get(start), "const") || is_word(self.get(start), "mut") => {
                self.copy(1);
            }
            _ => return self.path(word, &text),
        }
        self.copy(1);
        self.expects = Expects::Operand;
    }

    fn is_binder(&self, at: usize) -> bool {
        is_punct(self.get(at), '\'') || is_punct(self.get(at), '>')
    }

    fn begins_async(&self, at: usize) -> bool {
        match self.get(at) {
            Some(TokenTree::Ident(word)) => word == "move",
            next => is_brace(next) || is_punct(next, '|'),
        }
    }

    /// A name or a path, with the macro that it may invoke.
    fn path(&mut self, word: &'t Ident, text: &str) {
        let statement = self.expects == Expects::Statement;
        let start = self.at;
        if is_double_colon(self.get(start + 1), self.get(start + 2)) {
            return self.whole_path(1, statement);
        }
        self.expects = Expects::Operator;
        if is_punct(self.get(start + 1), '!') && self.invocation(text, statement) {
            return;
        }
        // `name { field: value }` is a type.
        let of_struct = is_brace(self.get(start + 1)) && !self.has_head();
        match self.walker.scope.lookup_text(text).filter(|_| !of_struct) {
            Some(binding) => self.name(binding, word),
            None if self.recursion(word) => {}
            None => {
                self.taken_use(word, text);
                self.copy(1);
            }
        }
    }

    /// A path whose first part, up to the first `::`, has this many tokens.
    pub(super) fn whole_path(&mut self, first: usize, statement: bool) {
        let start = self.output.len();
        self.copy(first);
        self.rest_of_path(statement);
        self.path = (start, self.output.len());
    }

    /// What is left of a path: `::b::<C>::d`.
    pub(super) fn rest_of_path(&mut self, statement: bool) {
        self.expects = Expects::Operator;
        while self.double_colon() {
            self.copy(2);
            if is_punct(self.get(self.at), '<') {
                self.copy_to(generics_end(self.tokens, self.at).unwrap_or(self.at + 1));
                continue;
            }
            let Some(TokenTree::Ident(word)) = self.get(self.at) else {
                let ends = self.at == self.tokens.len() || is_punct(self.get(self.at), ';');
                self.walker.half_typed |= ends && !self.walker.in_macro;
                return;
            };
            let macro_call = is_punct(self.get(self.at + 1), '!');
            if macro_call && self.invocation(&word.to_string(), statement) {
                return;
            }
            if !self.recursion(word) {
                self.copy(1);
            }
        }
    }
}
