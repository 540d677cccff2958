//! A parameter's own conversion, in each of the ways to write it.
//!
//! `x.into()`, `Into::into(x)`, `<P as Into<T>>::into(x)`, `P::into(x)`; with
//! parentheses, borrows and clones around `x` where they do not matter.

use proc_macro2::{Delimiter, Ident, Span, TokenStream, TokenTree};
use quote::ToTokens;
use syn::{PathArguments, Type, TypePath};

use crate::expand::body::scope::Binding;
use crate::expand::body::walker::Walker;
use crate::expand::crossing::form::Form;
use crate::expand::crossing::items::Elements;
use crate::expand::crossing::std_traits::ConversionTrait;
use crate::expand::crossing::uses::Own;
use crate::expand::syntax::build::{borrow, call, group, punct, rooted, stream};
use crate::expand::syntax::cursor::{is_empty, is_one_of, is_punct, is_word, position};
use crate::expand::syntax::generics::peel;

impl Walker<'_> {
    /// The trait by which a parameter or an element is converted.
    pub(super) fn own_trait(&self, binding: Binding) -> Option<ConversionTrait> {
        match binding {
            Binding::Param(index) => self.target(index).conversion.by(),
            Binding::Error(_) => Some(ConversionTrait::Into),
            Binding::Element { param, .. } => {
                let conversion = &self.target(param).conversion;
                let of_element = conversion.elements().and_then(Elements::by);
                of_element.or(conversion.by())
            }
        }
    }

    pub(super) fn is_container(&self, index: usize) -> bool {
        let conversion = &self.target(index).conversion;
        let holds = matches!(conversion.form, Form::Option(_) | Form::Vec(_));
        conversion.elements().is_some() || holds && conversion.object().is_none()
    }

    /// An `Option` or a `Vec` that was converted.
    pub(super) fn holds(&self, binding: Binding) -> bool {
        binding
            .param()
            .is_some_and(|index| self.is_container(index))
    }

    pub(super) fn is_mut(&self, binding: Binding) -> bool {
        self.own_trait(binding).is_some_and(ConversionTrait::is_mut)
    }

    /// `into(x)` of the converted value, for rustc to say that it is not used.
    pub(super) fn converted_again(
        &mut self,
        binding: Binding,
        name: &Ident,
    ) -> Option<TokenStream> {
        let conversion = &self.target(binding.param()?).conversion;
        if conversion.by() != Some(ConversionTrait::Into) {
            return None;
        }
        let value = self.value(binding, name, true);
        let span = name.span();
        let into = rooted(span, &["demono", "__private", "into"]);
        Some(call(span, into, &[value]))
    }

    /// A parameter whose own conversion gives a `&`.
    pub(super) fn is_shared(&self, binding: Binding) -> bool {
        let borrows = self
            .own_trait(binding)
            .is_some_and(ConversionTrait::borrows);
        matches!(binding, Binding::Param(_)) && borrows && !self.is_mut(binding)
    }

    pub(super) fn is_borrowed(&self, binding: Binding) -> bool {
        match (binding, self.own_trait(binding)) {
            (_, Some(by)) => by.borrows(),
            (binding, None) => self.target(binding.index()).conversion.borrows(),
        }
    }

    /// A clone of the caller's value converts to what the value converts to.
    pub(super) fn clones_to_itself(&self, binding: Binding) -> bool {
        let Some(target) = binding.param().map(|index| self.target(index)) else {
            return false;
        };
        target.clone && target.conversion.borrows() && !target.conversion.is_mut()
    }

    /// The parameter or element that an expression is, whatever borrows,
    /// dereferences and clones stand around it: as the receiver of its own
    /// conversion all of these come to the same.
    pub(super) fn denoted(&self, tokens: &[TokenTree]) -> Option<(Binding, Ident)> {
        match tokens {
            [TokenTree::Ident(name)] => Some((self.scope.lookup(name)?, name.clone())),
            [TokenTree::Group(group)]
                if matches!(group.delimiter(), Delimiter::Parenthesis | Delimiter::None) =>
            {
                let inside: Vec<TokenTree> = group.stream().into_iter().collect();
                self.denoted(&inside)
            }
            [TokenTree::Punct(mark), rest @ ..] if matches!(mark.as_char(), '&' | '*') => {
                let rest = match rest {
                    [TokenTree::Ident(word), rest @ ..] if word == "mut" => rest,
                    rest => rest,
                };
                self.denoted(rest).filter(|found| self.is_borrowed(found.0))
            }
            [rest @ .., dot, TokenTree::Ident(method), arguments]
                if is_punct(Some(dot), '.') && method == "clone" && is_empty(arguments) =>
            {
                self.denoted(rest)
                    .filter(|found| self.clones_to_itself(found.0))
            }
            _ => None,
        }
    }

    pub(super) fn is_own_method(&self, binding: Binding, method: &Ident) -> bool {
        let converts = match binding {
            Binding::Param(index) => !self.is_container(index),
            Binding::Element { .. } | Binding::Error(_) => true,
        };
        let own = self.own_trait(binding).and_then(ConversionTrait::method);
        converts && own.is_some_and(|own| method == own)
    }

    /// The argument of `path(argument)`, where the path is a conversion's.
    pub(super) fn own_argument(
        &self,
        path: &[TokenTree],
        argument: TokenStream,
    ) -> Option<(Binding, Ident)> {
        let argument: Vec<TokenTree> = argument.into_iter().collect();
        let argument = match argument.as_slice() {
            // `AsRef::as_ref(&x)`, `AsMut::as_mut(&mut x)`
            [amp, TokenTree::Ident(word), rest @ ..]
                if is_punct(Some(amp), '&') && word == "mut" =>
            {
                rest
            }
            [amp, rest @ ..] if is_punct(Some(amp), '&') => rest,
            all => all,
        };
        let found = self.denoted(argument)?;
        self.is_own_function(found.0, path).then_some(found)
    }

    /// Whether a path names the conversion: by its trait, or by the generic.
    pub(super) fn is_own_function(&self, binding: Binding, path: &[TokenTree]) -> bool {
        let index = match binding {
            Binding::Param(index) if !self.is_container(index) => index,
            Binding::Element { param, .. } | Binding::Error(param) => param,
            Binding::Param(_) => return false,
        };
        let target = self.target(index);
        let Some(by) = self.own_trait(binding) else {
            return false;
        };
        let (Some(method), Some(TokenTree::Ident(last))) = (by.method(), path.last()) else {
            return false;
        };
        let standard = target.conversion.standard();
        let reversed = standard.filter(|standard| standard.reversed);
        let other_way = reversed.is_some() && is_one_of(last, &["from", "try_from"]);
        if last != method && !other_way {
            return false;
        }
        let Ok(path) = syn::parse2::<TypePath>(stream(path)) else {
            return false;
        };
        let segments = &path.path.segments;
        let Some(owner) = segments.len().checked_sub(2).map(|owner| &segments[owner]) else {
            return false;
        };
        let by_generic = path.qself.is_none()
            && segments.len() == 2
            && matches!(owner.arguments, PathArguments::None)
            && target
                .generic
                .is_some_and(|generic| owner.ident == *generic);
        if let (true, Some(standard)) = (other_way, reversed) {
            // `From::from(x)`, `String::from(x)`
            let of_target = match standard.target.map(peel) {
                Some(Type::Path(target)) => target.path.segments.last(),
                _ => None,
            };
            return is_one_of(&owner.ident, &["From", "TryFrom"])
                || of_target.is_some_and(|target| owner.ident == target.ident);
        }
        by_generic || owner.ident == by.name()
    }

    /// Whether the converted value is a reference to an unsized type of text. Nothing
    /// takes a `&mut` to one, so as a receiver the bare name will do; a `&[u8]` is a
    /// `Read`, of which the methods do.
    pub(super) fn is_text(&self, binding: Binding) -> bool {
        let Some(index) = binding.param() else {
            return false;
        };
        let Some(standard) = self.target(index).conversion.standard() else {
            return false;
        };
        let last = match standard.target.map(peel) {
            Some(Type::Path(path)) => path.path.segments.last(),
            _ => None,
        };
        matches!(
            standard.by,
            ConversionTrait::AsRef | ConversionTrait::Borrow
        ) && last.is_some_and(|last| is_one_of(&last.ident, &["str", "Path", "OsStr", "CStr"]))
    }

    /// A conversion in the user's words to a `&mut`.
    fn is_custom_mut(&self, index: usize) -> bool {
        let custom = self.target(index).conversion.custom();
        custom.is_some_and(|custom| {
            let tokens: Vec<TokenTree> = custom.ty.clone().into_iter().collect();
            let word = position(&tokens, &|token| is_word(Some(token), "mut"));
            is_punct(tokens.first(), '&') && word.is_some_and(|at| at < 4)
        })
    }

    /// The converted value: `({ x })`, and `({ &mut *x })` of a `&mut`, which a use
    /// must not move. As an operand it is moved or copied anyway, and `x` will do, so
    /// that the errors of rustc point to the user's tokens only.
    pub(super) fn value(&mut self, binding: Binding, name: &Ident, operand: bool) -> TokenStream {
        let index = binding.index();
        let is_mut = self.is_mut(binding);
        self.unborrowed += usize::from(self.is_borrowed(binding));
        self.captured(index, name);
        if !matches!(binding, Binding::Error(_)) {
            self.uses[index].own += if self.repeated > 0 { 2 } else { 1 };
            self.uses[index].conversions.push(Own {
                at: name.clone(),
                itself: binding.param().is_some(),
            });
        }

        let span = name.span().resolved_at(Span::mixed_site());
        let place: TokenStream = TokenTree::Ident(name.clone()).into();
        let value = match binding {
            Binding::Element { deref, .. } if deref > 0 => {
                let mut value = TokenStream::new();
                for _ in 0..deref {
                    value.extend(punct(span, '*'));
                }
                value.extend(place);
                value
            }
            _ if is_mut || self.is_custom_mut(index) => borrow(span, true, true, name),
            Binding::Param(_) if operand => return place,
            _ => place,
        };
        let block = group(span, Delimiter::Brace, value);
        group(span, Delimiter::Parenthesis, block)
    }
}

/// `Into::into`, `From::from`, `MyError::from` where that is the `target`, `|e| e.into()`:
/// the identity, once the type is the target already.
pub(super) fn is_identity(function: TokenStream, target: &Type) -> bool {
    let tokens: Vec<TokenTree> = function.into_iter().collect();
    match tokens.as_slice() {
        [bar, TokenTree::Ident(name), end, TokenTree::Ident(value), dot, TokenTree::Ident(into), arguments]
            if is_punct(Some(bar), '|') && is_punct(Some(end), '|') =>
        {
            name == value && is_punct(Some(dot), '.') && into == "into" && is_empty(arguments)
        }
        [bar, TokenTree::Ident(name), end, path @ .., TokenTree::Group(arguments)]
            if is_punct(Some(bar), '|') && is_punct(Some(end), '|') =>
        {
            *name == arguments.stream().to_string() && converts_to(path, target)
        }
        path => converts_to(path, target),
    }
}

/// `Into::into`, `From::from`, `Target::from`.
fn converts_to(path: &[TokenTree], target: &Type) -> bool {
    let [owner @ .., colon, _, TokenTree::Ident(last)] = path else {
        return false;
    };
    if !is_punct(Some(colon), ':') || last != "into" && last != "from" {
        return false;
    }
    let named = match owner.last() {
        Some(TokenTree::Ident(name)) => is_one_of(name, &["Into", "From"]),
        // `<_ as Into<T>>::into`, `Into::<T>::into`
        end => is_punct(end, '>'),
    };
    named || stream(owner).to_string() == target.to_token_stream().to_string()
}
