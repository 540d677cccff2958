//! A conversion in the user's words, where the body says the same.
//!
//! ```text
//! #[demono(url: Result<Url> = url.into_url())]
//! Input:  let url = url.into_url()?;
//! Output: let url = url?;
//! ```

use proc_macro2::TokenTree;

use super::super::tokens::is_punct;
use super::list::List;
use super::Binding;

impl List<'_, '_, '_> {
    /// True where the tokens ahead are such a conversion, and were rewritten.
    pub(super) fn custom(&mut self) -> bool {
        let plan = self.walker.plan;
        for (index, converted) in plan.converted.iter().enumerate() {
            let Some(custom) = converted.conversion.custom else {
                continue;
            };
            let ahead = &self.tokens[self.at..];
            let binding = Binding::Param(index);
            let member =
                is_punct(self.before(self.at, 1), '.') && !is_punct(self.before(self.at, 2), '.');
            let same = !member
                && starts_with(ahead, &custom.value)
                && self.walker.scope.lookup(converted.name) == Some(binding);
            if same {
                let end = self.at + custom.value.len();
                self.put_value(binding, converted.name, end, true);
                return true;
            }
        }
        false
    }
}

fn starts_with(tokens: &[TokenTree], prefix: &[TokenTree]) -> bool {
    tokens.len() >= prefix.len()
        && tokens
            .iter()
            .zip(prefix)
            .all(|(one, other)| same(one, other))
}

fn same(one: &TokenTree, other: &TokenTree) -> bool {
    match (one, other) {
        (TokenTree::Ident(one), TokenTree::Ident(other)) => one == other,
        (TokenTree::Punct(one), TokenTree::Punct(other)) => one.as_char() == other.as_char(),
        (TokenTree::Literal(one), TokenTree::Literal(other)) => {
            one.to_string() == other.to_string()
        }
        (TokenTree::Group(one), TokenTree::Group(other)) => {
            let (inside, of_other): (Vec<_>, Vec<_>) = (
                one.stream().into_iter().collect(),
                other.stream().into_iter().collect(),
            );
            one.delimiter() == other.delimiter()
                && inside.len() == of_other.len()
                && starts_with(&inside, &of_other)
        }
        _ => false,
    }
}
