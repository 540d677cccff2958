//! Whether a method's body is worth a function of its own.
//!
//! A body that only stores its parameters, or only passes them on, is what the shim would
//! be anyway: such a split costs a call and saves nothing.

use proc_macro2::{Delimiter, Group, Ident, TokenStream, TokenTree};

use crate::expand::input::function::Function;
use crate::expand::syntax::cursor::{
    back, is_one_of, is_punct, position, position_of, split_at_each,
};

/// False for a bare assignment to a field and for one forwarding expression.
pub(crate) fn can_pay(function: &Function) -> bool {
    let tokens: Vec<TokenTree> = function.body.clone().into_iter().collect();
    let mut statements = 0_usize;
    let mut assigned = 0_usize;
    let mut calls = Calls::default();
    for &statement in &split_at_each(&tokens, ';') {
        if statement.is_empty() || is_receiver(statement) {
            continue;
        }
        statements += 1;
        calls = calls.and(match position_of(statement, '=') {
            Some(at) if is_place(&statement[..at]) => {
                assigned += 1;
                Calls::of(&statement[at + 1..])
            }
            _ => Calls::of(statement),
        });
    }
    match statements {
        0 => false,
        // Any number of `self.a = a.into();`
        all if all == assigned => calls.branches || calls.real > 0,
        1 => calls.branches || calls.real > 1,
        _ => true,
    }
}

/// `name.`: what it will do is not known yet.
pub(crate) fn is_unfinished(body: &TokenStream) -> bool {
    let last = body.clone().into_iter().last();
    is_punct(last.as_ref(), '.')
}

/// `self`, `Ok(self)`
fn is_receiver(statement: &[TokenTree]) -> bool {
    match statement {
        [TokenTree::Ident(word)] => word == "self",
        [TokenTree::Ident(word), TokenTree::Group(group)] if is_wrapper(word) => {
            is_receiver(&group.stream().into_iter().collect::<Vec<_>>())
        }
        _ => false,
    }
}

/// `self.a.b`
fn is_place(tokens: &[TokenTree]) -> bool {
    let other = position(tokens, &|token| match token {
        TokenTree::Ident(word) => word == "let",
        token => !is_punct(Some(token), '.'),
    });
    other.is_none()
}

/// The calls in an expression.
#[derive(Default)]
struct Calls {
    /// All but conversions and constructors.
    real: usize,
    /// Blocks, macros and operators that can return.
    branches: bool,
}

impl Calls {
    fn of(tokens: &[TokenTree]) -> Self {
        let mut calls = Calls::default();
        for (index, token) in tokens.iter().enumerate() {
            let before = back(tokens, index, 1);
            match token {
                TokenTree::Group(group) => calls = calls.and(Calls::of_group(group, before)),
                TokenTree::Punct(mark) => {
                    let marks = matches!(mark.as_char(), '?' | '!' | '|');
                    calls.branches |= marks || is_operator(mark.as_char(), before);
                }
                TokenTree::Ident(_) | TokenTree::Literal(_) => {}
            }
        }
        calls
    }

    fn of_group(group: &Group, before: Option<&TokenTree>) -> Self {
        let inside: Vec<TokenTree> = group.stream().into_iter().collect();
        let mut calls = Calls::of(&inside);
        match (group.delimiter(), before) {
            (Delimiter::Parenthesis, Some(TokenTree::Ident(callee))) if !is_wrapper(callee) => {
                calls.real += 1;
            }
            // `Self { name: name.into() }` only stores.
            (Delimiter::Brace, Some(TokenTree::Ident(name)))
                if name.to_string().starts_with(char::is_uppercase) => {}
            (Delimiter::Brace, _) => calls.branches = true,
            _ => {}
        }
        calls
    }

    fn and(self, other: Calls) -> Self {
        Calls {
            real: self.real + other.real,
            branches: self.branches || other.branches,
        }
    }
}

/// `a + b` is work; `&a` and `*a` are not.
fn is_operator(mark: char, before: Option<&TokenTree>) -> bool {
    let binary = matches!(
        before,
        Some(TokenTree::Ident(_) | TokenTree::Group(_) | TokenTree::Literal(_))
    );
    matches!(mark, '+' | '*' | '/' | '%' | '^') && binary
}

/// Conversions and constructors, which the shim does or which do nothing.
fn is_wrapper(callee: &Ident) -> bool {
    const WRAPPERS: [&str; 14] = [
        "AsRef",
        "Err",
        "Ok",
        "Some",
        "as_mut",
        "as_ref",
        "borrow",
        "borrow_mut",
        "from",
        "into",
        "into_iter",
        "to_owned",
        "to_string",
        "try_into",
    ];
    is_one_of(callee, &WRAPPERS)
}
