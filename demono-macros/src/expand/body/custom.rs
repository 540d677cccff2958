//! A custom conversion, where the body has the same expression.
//!
//! ```text
//! #[demono(url: Result<Url> = url.into_url())]
//! Input:  let url = url.into_url()?;
//! Output: let url = url?;
//! ```

use proc_macro2::TokenTree;

use crate::expand::body::list::List;
use crate::expand::body::scope::Binding;
use crate::expand::syntax::cursor::{is_punct, position};
use crate::expand::syntax::mentions::each_name;

impl List<'_, '_, '_> {
    /// True where the tokens ahead are such a conversion, and were rewritten.
    pub(super) fn custom(&mut self) -> bool {
        let plan = self.walker.plan;
        for (index, converted) in plan.converted.iter().enumerate() {
            let Some(custom) = converted.conversion.custom() else {
                continue;
            };
            let ahead = &self.tokens[self.at..];
            let binding = Binding::Param(index);
            let member =
                is_punct(self.before(self.at, 1), '.') && !is_punct(self.before(self.at, 2), '.');
            let same = !member
                && starts_with(ahead, &custom.value)
                && self.walker.scope.lookup(converted.name) == Some(binding);
            if !same {
                continue;
            }
            let end = self.at + custom.value.len();
            let mut rebound = false;
            each_name(&custom.value, &mut |name| {
                rebound |= self.walker.scope.is_rebound(name)
            });
            let whole = is_atom(&custom.value) || self.is_whole(end);
            if whole && !rebound {
                let original = &self.tokens[self.at..end];
                self.put_value(binding, converted.name, end, true, original);
                return true;
            }
            let at = self.tokens[self.at].span();
            self.walker.uses[index].mixed.get_or_insert(at);
        }
        false
    }
}

impl List<'_, '_, '_> {
    /// Whether the tokens from here to `end` are one expression: no operator beside them
    /// can take a part of them.
    fn is_whole(&self, end: usize) -> bool {
        let ends = |token: Option<&TokenTree>| {
            token.is_none() || is_punct(token, ',') || is_punct(token, ';')
        };
        let before = self.before(self.at, 1);
        let assigned =
            is_punct(before, '=') && !matches!(self.before(self.at, 2), Some(TokenTree::Punct(_)));
        (ends(before) || assigned) && ends(self.get(end))
    }
}

/// A chain of calls, a path: no operator beside it can take it apart.
fn is_atom(value: &[TokenTree]) -> bool {
    let operator = position(value, &|token| match token {
        TokenTree::Punct(mark) => !matches!(mark.as_char(), ':' | '.' | '?' | '!' | '<' | '>'),
        _ => false,
    });
    operator.is_none()
}

fn starts_with(tokens: &[TokenTree], prefix: &[TokenTree]) -> bool {
    for (at, other) in prefix.iter().enumerate() {
        match tokens.get(at) {
            Some(one) if same(one, other) => {}
            _ => return false,
        }
    }
    true
}

fn same(one: &TokenTree, other: &TokenTree) -> bool {
    match (one, other) {
        (TokenTree::Ident(one), TokenTree::Ident(other)) => one == other,
        (TokenTree::Punct(one), TokenTree::Punct(other)) => one.as_char() == other.as_char(),
        (TokenTree::Literal(one), TokenTree::Literal(other)) => {
            one.to_string() == other.to_string()
        }
        (TokenTree::Group(one), TokenTree::Group(other)) => {
            let inside: Vec<TokenTree> = one.stream().into_iter().collect();
            let of_other: Vec<TokenTree> = other.stream().into_iter().collect();
            one.delimiter() == other.delimiter()
                && inside.len() == of_other.len()
                && starts_with(&inside, &of_other)
        }
        _ => false,
    }
}
