//! Marks in a list: what is open or closed by them, and what is expected after them.

use proc_macro2::{Punct, TokenTree};

use crate::expand::body::list::{Expects, List, ListKind};
use crate::expand::body::pattern::cfg_of;
use crate::expand::syntax::cursor::{generics_end, is_punct};

impl List<'_, '_, '_> {
    /// A mark where an operand is expected.
    pub(super) fn prefix(&mut self, mark: &Punct) {
        match mark.as_char() {
            '|' => return self.start_closure(),
            ';' | ',' => return self.separator(mark.as_char()),
            '<' => {
                let end = generics_end(self.tokens, self.at).unwrap_or(self.at + 1);
                return self.whole_path(end - self.at, false);
            }
            ':' if self.double_colon() => {
                return self.whole_path(0, self.expects == Expects::Statement);
            }
            '#' => return self.attribute(),
            // The label of a block or a loop; a lifetime among the tokens of a macro.
            '\'' => {
                self.copy(2);
                if is_punct(self.get(self.at), ':') {
                    self.copy(1);
                }
                return;
            }
            '$' => return self.macro_variable(),
            '.' if self.is_joint(mark, '.') => return self.range(),
            '=' if self.is_joint(mark, '>') => return self.arrow_in_macro(),
            _ => {}
        }
        self.copy(1);
        self.expects = Expects::Operand;
    }

    /// A mark after an operand.
    pub(super) fn operator(&mut self, mark: &Punct) {
        let mut length = 1;
        match mark.as_char() {
            ';' | ',' => return self.separator(mark.as_char()),
            '?' => return self.copy(1),
            '.' if self.is_joint(mark, '.') => return self.range(),
            '.' => return self.member(),
            '=' if self.is_joint(mark, '>') => return self.arrow_in_macro(),
            '&' if self.is_joint(mark, '&') => {
                self.bind_conditional();
                length = 2;
            }
            '|' if self.is_joint(mark, '|') => length = 2,
            '<' if self.is_joint(mark, '<') => length = 2,
            ':' if self.double_colon() => return self.rest_of_path(false),
            '#' => return self.attribute(),
            '\'' => return self.copy(2),
            '$' => return self.macro_variable(),
            _ => {}
        }
        self.copy(length);
        self.expects = Expects::Operand;
    }

    fn range(&mut self) {
        let next = self.get(self.at + 2);
        let three = is_punct(next, '=') || is_punct(next, '.');
        self.copy(2 + usize::from(three));
        self.expects = Expects::OperandIfAny;
    }

    /// `.field`, `.0`, `.method::<T>`
    fn member(&mut self) {
        self.copy(1);
        match self.get(self.at) {
            Some(TokenTree::Ident(word)) => {
                if self.recursion(word) {
                    return;
                }
                self.copy(1);
                if self.double_colon() && is_punct(self.get(self.at + 2), '<') {
                    let start = self.at + 2;
                    self.copy_to(generics_end(self.tokens, start).unwrap_or(start + 1));
                }
            }
            Some(TokenTree::Literal(_)) => self.copy(1),
            _ => self.expects = Expects::Operand,
        }
    }

    fn attribute(&mut self) {
        let inner = usize::from(is_punct(self.get(self.at + 1), '!'));
        if let Some(TokenTree::Group(group)) = self.get(self.at + 1 + inner) {
            if let Some(cfg) = cfg_of(group).filter(|_| self.expects == Expects::Statement) {
                self.add_cfg(cfg);
            }
            return self.copy(2 + inner);
        }
        self.copy(1);
    }

    /// `$x` of a `macro_rules!` in the body is no name of the function's.
    fn macro_variable(&mut self) {
        let word = matches!(self.get(self.at + 1), Some(TokenTree::Ident(_)));
        self.copy(1 + usize::from(word));
        self.expects = if word {
            Expects::Operator
        } else {
            Expects::Operand
        };
    }

    fn separator(&mut self, mark: char) {
        self.end_expression();
        self.copy(1);
        if mark == ';' && self.context.kind == ListKind::Block {
            self.begin_statement();
        } else {
            self.expects = Expects::Operand;
        }
    }

    /// `name.` before the end, or before what cannot follow. A macro may take any tokens.
    pub(super) fn ends_half_typed(&self, mark: char) -> bool {
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
}
