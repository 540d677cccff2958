//! Calls of the function itself: the inner passes its objects on to the inner.

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};
use quote::quote_spanned;

use crate::expand::body::list::{GroupContext, List, ListKind};
use crate::expand::body::scope::Binding;
use crate::expand::body::walker::Walker;
use crate::expand::crossing::form::Form;
use crate::expand::crossing::object::Object;
use crate::expand::crossing::std_traits::ConversionTrait;
use crate::expand::plan::parameters::Role;
use crate::expand::syntax::build::group;
use crate::expand::syntax::cursor::{angle_end, is_double_colon, is_punct, is_word, position};
use crate::expand::syntax::mentions::has_any;

impl<'t> List<'_, '_, 't> {
    /// True where a call was rewritten.
    pub(super) fn recursion(&mut self, word: &'t Ident) -> bool {
        let Some(recursion) = &self.walker.recursion else {
            return false;
        };
        if *word != recursion.name {
            return false;
        }
        let Some(TokenTree::Group(arguments)) = self.get(self.at + 1) else {
            return false;
        };
        if arguments.delimiter() != Delimiter::Parenthesis {
            return false;
        }
        let dot = is_punct(self.before(self.at, 1), '.');
        let path = is_double_colon(self.before(self.at, 2), self.before(self.at, 1));
        let by_self = dot && is_word(self.before(self.at, 2), "self")
            || path && is_word(self.before(self.at, 3), "Self");
        let own = if recursion.is_method && by_self {
            recursion.by_self
        } else if recursion.is_method {
            dot && self.walker.has_plain()
        } else {
            // A call of that name before anything was decided is no recursion, but a call
            // of another function.
            let decided = self.walker.depth > 1 || self.walker.has_plain() || self.returned();
            let rebound = self.walker.scope.is_rebound(&recursion.name.to_string());
            !dot && !path && decided && !rebound
        };
        let skipped = usize::from(recursion.is_method && path && is_receiver_first(arguments));
        if !own {
            return false;
        }
        let by_type = recursion.by_type && dot && !by_self && self.operand < self.output.len();
        let mut inner = recursion.inner.clone();
        inner.set_span(word.span().resolved_at(Span::mixed_site()));
        let Some(arguments) = self.recursion_arguments(arguments, skipped) else {
            return false;
        };
        if by_type {
            self.dispatch(word, &inner, &arguments);
        } else {
            self.output.push(TokenTree::Ident(inner));
            self.output.push(TokenTree::Group(arguments));
        }
        self.at += 2;
        true
    }

    /// Whether a block before may have returned.
    fn returned(&self) -> bool {
        for token in &self.tokens[..self.at] {
            match token {
                TokenTree::Group(group) if has_any(&group.stream(), &["return"]) => return true,
                _ => {}
            }
        }
        false
    }

    /// The arguments as the inner takes them; `None` where one of them cannot be passed on.
    fn recursion_arguments(&mut self, group: &Group, skipped: usize) -> Option<Group> {
        let tokens: Vec<TokenTree> = group.stream().into_iter().collect();
        let mut arguments: Vec<&[TokenTree]> = Vec::new();
        let mut start = 0;
        let mut at = 0;
        while at < tokens.len() {
            if is_punct(tokens.get(at), ',') {
                arguments.push(&tokens[start..at]);
                start = at + 1;
            }
            at = angle_end(&tokens, at).unwrap_or(at + 1);
        }
        if start < tokens.len() {
            arguments.push(&tokens[start..]);
        }
        let plan = self.walker.plan;
        if arguments.len() != plan.params.len() + skipped {
            return None;
        }
        let mut handed: Vec<Option<TokenStream>> = Vec::new();
        for (index, argument) in arguments.iter().enumerate() {
            let param = index.checked_sub(skipped).map(|index| &plan.params[index]);
            handed.push(match param.map(|param| param.role) {
                Some(Role::Convert(index)) => Some(self.walker.handed_on(index, argument)?),
                _ => None,
            });
        }
        let span = group.span();
        let mut inside = TokenStream::new();
        for (index, argument) in arguments.iter().enumerate() {
            match &handed[index] {
                Some(handed) => inside.extend(handed.clone()),
                None => inside.extend(self.part(argument, ListKind::Single)),
            }
            inside.extend(quote_spanned!(span=> ,));
        }
        let mut rewritten = Group::new(Delimiter::Parenthesis, inside);
        rewritten.set_span(span);
        Some(rewritten)
    }
}

/// `Self::name(self, ..)`
fn is_receiver_first(arguments: &Group) -> bool {
    matches!(arguments.stream().into_iter().next(), Some(TokenTree::Ident(word)) if word == "self")
}

impl Walker<'_> {
    fn has_plain(&self) -> bool {
        for converted in &self.plan.converted {
            if converted.object().is_some_and(Object::is_plain) {
                return true;
            }
        }
        false
    }

    /// An argument for a converted parameter: the parameter itself, where that is an
    /// object, or a value to convert.
    fn handed_on(&mut self, index: usize, argument: &[TokenTree]) -> Option<TokenStream> {
        let plan = self.plan;
        let converted = &plan.converted[index];
        let conversion = &converted.conversion;
        let span = converted.name.span().resolved_at(Span::mixed_site());
        if let Some(object) = conversion.object() {
            let [.., TokenTree::Ident(name)] = argument else {
                return None;
            };
            let other = position(&argument[..argument.len() - 1], &|token| match token {
                TokenTree::Ident(word) => word != "mut",
                token => !is_punct(Some(token), '&') && !is_punct(Some(token), '*'),
            });
            let own = self.scope.lookup(name).and_then(Binding::param) == Some(index);
            let by_ref = matches!(conversion.form, Form::Ref(_) | Form::RefMut(_));
            if other.is_some() || !own || !by_ref {
                return None;
            }
            let and = if object.mutable {
                quote_spanned!(span=> &mut)
            } else {
                quote_spanned!(span=> &)
            };
            return Some(match converted.prelude() {
                Some(_) => quote_spanned!(span=> #and **#name),
                None => quote_spanned!(span=> #and *#name),
            });
        }
        let standard = conversion.standard()?;
        if let ([TokenTree::Ident(name)], Form::Ref(_) | Form::RefMut(_)) =
            (argument, &conversion.form)
        {
            let own = self.scope.lookup(name) == Some(Binding::Param(index));
            let again = conversion.is_mut().then(|| quote_spanned!(span=> &mut *));
            return own.then(|| quote_spanned!(span=> #again #name));
        }
        let function = standard.plain_function(&conversion.form, span)?;
        let mut value = List::new(self, argument, GroupContext::of(ListKind::Single)).rewrite();
        if argument.len() > 1 {
            value = group(span, Delimiter::Parenthesis, value);
        }
        let borrowed = match standard.by {
            ConversionTrait::Into => None,
            ConversionTrait::AsMut | ConversionTrait::BorrowMut => {
                Some(quote_spanned!(span=> &mut))
            }
            _ => Some(quote_spanned!(span=> &)),
        };
        Some(quote_spanned!(span=> #function(#borrowed #value)))
    }
}
