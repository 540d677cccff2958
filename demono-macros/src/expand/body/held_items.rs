//! The items of a slice whose items are objects, by the names that they get.
//!
//! ```text
//! for item in items.iter().rev() { show(item) }
//! ```
//!
//! `fn show<T: Display>(item: &T)` takes a reference to a value whose size is known, which
//! an object is not, and might look at its type. So where an item is an argument of a
//! function of the user's is recorded.

use proc_macro2::{Delimiter, Group, Ident, TokenTree};

use crate::expand::body::scope::Binding;
use crate::expand::body::walker::Walker;
use crate::expand::crossing::held::HolderKind;
use crate::expand::syntax::cursor::{is_one_of, is_punct, is_word};

/// What an expression has of the items of a slice.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Items {
    /// It is the slice, or an iterator over the items.
    All,
    /// An iterator over pairs of a number and an item.
    Numbered,
    /// An `Option` of an item.
    Optional,
    /// It is an item.
    One,
}

impl Items {
    /// What it is after `.method(..)`.
    fn after(self, method: &Ident) -> Option<Self> {
        const SAME: [&str; 13] = [
            "by_ref",
            "filter",
            "fuse",
            "inspect",
            "into_iter",
            "iter",
            "peekable",
            "rev",
            "skip",
            "skip_while",
            "step_by",
            "take",
            "take_while",
        ];
        const OPTIONAL: [&str; 10] = [
            "find",
            "first",
            "get",
            "last",
            "max_by",
            "max_by_key",
            "min_by_key",
            "next",
            "next_back",
            "nth",
        ];
        match self {
            Items::All if is_one_of(method, &OPTIONAL) => Some(Items::Optional),
            Items::All if method == "enumerate" => Some(Items::Numbered),
            Items::All | Items::Numbered if is_one_of(method, &SAME) => Some(self),
            Items::Optional if is_one_of(method, &["expect", "unwrap"]) => Some(Items::One),
            Items::Optional if is_one_of(method, &["filter", "or"]) => Some(self),
            _ => None,
        }
    }
}

impl Walker<'_> {
    /// What an expression has of the items of which parameter.
    pub(super) fn items_of(&self, tokens: &[TokenTree]) -> Option<(usize, Items)> {
        let borrowed = is_punct(tokens.first(), '&');
        let tokens = &tokens[usize::from(borrowed)..];
        let Some(TokenTree::Ident(name)) = tokens.first() else {
            return None;
        };
        let binding = self.scope.lookup(name)?;
        let param = binding.param().filter(|_| self.is_held(binding))?;
        let optional = self.holder(binding) == Some(HolderKind::Optional);
        let mut items = if optional {
            Items::Optional
        } else {
            Items::All
        };
        let mut at = 1;
        if let Some(TokenTree::Group(index)) = tokens.get(1) {
            if index.delimiter() == Delimiter::Bracket {
                at = 2;
                if !is_range(index) {
                    items = Items::One;
                }
            }
        }
        while at < tokens.len() {
            match (tokens.get(at), tokens.get(at + 1), tokens.get(at + 2)) {
                (dot, Some(TokenTree::Ident(method)), Some(TokenTree::Group(_)))
                    if is_punct(dot, '.') =>
                {
                    items = items.after(method)?;
                    at += 3;
                }
                _ => return None,
            }
        }
        Some((param, items))
    }

    /// Binds the pattern of what gives such items: true where it is one.
    pub(super) fn bind_item(
        &mut self,
        pattern: &[TokenTree],
        items: Option<(usize, Items)>,
    ) -> bool {
        let Some((param, items)) = items else {
            return false;
        };
        let element = Binding::Element { param, deref: 0 };
        let name = match (items, pattern) {
            (Items::All | Items::One, [TokenTree::Ident(name)]) => name.clone(),
            (Items::Numbered, [TokenTree::Group(pair)]) => {
                let pair: Vec<TokenTree> = pair.stream().into_iter().collect();
                self.bind_pattern(&pair, None);
                match pair.as_slice() {
                    [.., comma, TokenTree::Ident(name)] if is_punct(Some(comma), ',') => {
                        name.clone()
                    }
                    _ => return true,
                }
            }
            (Items::Optional, [some, TokenTree::Group(inside)]) if is_word(Some(some), "Some") => {
                let inside: Vec<TokenTree> = inside.stream().into_iter().collect();
                match inside.as_slice() {
                    [TokenTree::Ident(name)] => name.clone(),
                    _ => return false,
                }
            }
            _ => return false,
        };
        self.scope.bind(&name, element);
        true
    }

    /// Whether a name is an item of a slice.
    pub(super) fn is_item(&self, binding: Binding) -> bool {
        match binding {
            Binding::Element { param, .. } => self.target(param).conversion.held().is_some(),
            Binding::Param(_) | Binding::Error(_) => false,
        }
    }
}

/// `[1..]`, `(..)`
pub(super) fn is_range(group: &Group) -> bool {
    let mut dots = false;
    for token in group.stream() {
        let dot = is_punct(Some(&token), '.');
        if dot && dots {
            return true;
        }
        dots = dot;
    }
    false
}
