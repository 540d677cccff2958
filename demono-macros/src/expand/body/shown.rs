//! Macros that show the tokens they are given.
//!
//! ```text
//! Input:  assert!(text.as_ref().len() > 3);
//! Output: ({ let text = Same(text); assert!(text.as_ref().len() > 3) });
//! ```
//!
//! A [`Same`] has the method of the conversion, which returns what is in it. Where the name is
//! used in any other way, the conversion is rewritten as elsewhere.

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};
use quote::quote_spanned;

use crate::expand::body::list::{GroupContext, List};
use crate::expand::body::scope::Binding;
use crate::expand::body::walker::Walker;
use crate::expand::crossing::std_traits::ConversionTrait;
use crate::expand::crossing::uses::{Context, Effect};
use crate::expand::syntax::build::{group, stream};
use crate::expand::syntax::cursor::{is_double_colon, is_empty, is_punct, position_of};

/// Whether a macro makes tokens of its tokens, and no code that is executed here.
pub(crate) fn quotes(name: &str) -> bool {
    matches!(name, "stringify" | "quote" | "parse_quote")
}

/// Whether a macro shows its first argument as it is written.
pub(super) fn shows(name: &str, arguments: &Group) -> bool {
    let tokens: Vec<TokenTree> = arguments.stream().into_iter().collect();
    let whole = position_of(&tokens, ',').is_none();
    let closed = arguments.delimiter() != Delimiter::Brace;
    closed && whole && matches!(name, "assert" | "debug_assert" | "ensure" | "dbg")
}

impl List<'_, '_, '_> {
    /// `quote!(.. #x ..)`: nothing but what is interpolated is a use.
    pub(super) fn quoted(&mut self, group: &Group) {
        self.walker.interpolated(&group.stream());
        self.put_rewritten(group, group.stream());
    }

    /// The macro's name and `!` are the end of the output.
    pub(super) fn shown(&mut self, group_of: &Group, context: GroupContext) {
        let mut names: Vec<(Ident, usize)> = Vec::new();
        let plain = self.walker.only_converts(&group_of.stream(), &mut names);
        let before = self.walker.counts();
        self.put_group(group_of, context);
        let after = self.walker.counts();
        let expected = before.0 + names.len();
        if !plain || names.is_empty() || after != (expected, before.1) {
            return;
        }
        let span = Span::mixed_site();
        let mut start = self.output.len() - 3;
        while start > 1 && is_double_colon(self.output.get(start - 2), self.output.get(start - 1)) {
            start -= 2;
            if let Some(TokenTree::Ident(_)) = start.checked_sub(1).map(|at| &self.output[at]) {
                start -= 1;
            }
        }
        self.output.pop();
        let mut invocation = self.output.split_off(start);
        invocation.push(TokenTree::Group(group_of.clone()));
        let mut block = TokenStream::new();
        let mut bound: Vec<Ident> = Vec::new();
        for (name, index) in names {
            if bound.contains(&name) {
                continue;
            }
            let is_mut = self.walker.is_mut(Binding::Param(index));
            block.extend(if is_mut {
                quote_spanned!(span=> let mut #name = ::demono::__private::Same(&mut *#name);)
            } else {
                quote_spanned!(span=> let #name = ::demono::__private::Same(#name);)
            });
            bound.push(name);
        }
        block.extend(stream(&invocation));
        let block = group(span, Delimiter::Brace, block);
        self.output
            .extend(group(span, Delimiter::Parenthesis, block));
    }
}

impl Walker<'_> {
    /// Own conversions, and all other uses.
    fn counts(&self) -> (usize, usize) {
        let (mut own, mut other) = (0, 0);
        for uses in &self.uses {
            own += uses.conversions.len();
            other += uses.bare.len() + uses.inside.len();
        }
        (own, other)
    }

    fn interpolated(&mut self, tokens: &TokenStream) {
        let tokens: Vec<TokenTree> = tokens.clone().into_iter().collect();
        for (at, token) in tokens.iter().enumerate() {
            match token {
                TokenTree::Group(group) => self.interpolated(&group.stream()),
                TokenTree::Ident(name) if at > 0 && is_punct(tokens.get(at - 1), '#') => {
                    if let Some(binding) = self.scope.lookup(name) {
                        let effect = Effect::Open;
                        self.bare(binding, name, Context::Macro, None, effect, true);
                    }
                }
                _ => {}
            }
        }
    }

    /// Whether each parameter among the tokens is the receiver of its own conversion.
    fn only_converts(&self, tokens: &TokenStream, names: &mut Vec<(Ident, usize)>) -> bool {
        let tokens: Vec<TokenTree> = tokens.clone().into_iter().collect();
        for (at, token) in tokens.iter().enumerate() {
            let name = match token {
                TokenTree::Group(group) => {
                    if !self.only_converts(&group.stream(), names) {
                        return false;
                    }
                    continue;
                }
                TokenTree::Ident(name) => name,
                _ => continue,
            };
            let Some(binding) = self.scope.lookup(name) else {
                continue;
            };
            let converts = match (tokens.get(at + 1), tokens.get(at + 2), tokens.get(at + 3)) {
                (dot, Some(TokenTree::Ident(method)), Some(arguments)) => {
                    is_punct(dot, '.') && is_empty(arguments) && self.is_own_method(binding, method)
                }
                _ => false,
            };
            let Some(index) = binding.param().filter(|_| converts) else {
                return false;
            };
            let by = self.target(index).conversion.by();
            let known = by.is_some_and(|by| by != ConversionTrait::TryInto);
            let underscored = name.to_string().starts_with('_');
            if !known || underscored || !self.scope.doubts(name).is_empty() {
                return false;
            }
            names.push((name.clone(), index));
        }
        true
    }
}
