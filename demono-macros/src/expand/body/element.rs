//! What is inside a converted `Option` or `Vec`, and other names of a parameter.
//!
//! The shim converts the whole, `x.map(Into::into)`; in the body the conversion
//! of one element is then the identity, wherever the element got its name:
//!
//! ```text
//! Input:  x.map(Into::into)    if let Some(v) = x { f(v.into()) }
//! Output: ({ x })              if let Some(v) = x { f(({ v })) }
//! ```

use proc_macro2::{Delimiter, Ident, TokenStream, TokenTree};

use crate::expand::body::pattern::sole_name;
use crate::expand::body::scope::Binding;
use crate::expand::body::walker::Walker;
use crate::expand::crossing::form::Form;
use crate::expand::crossing::items::Elements;
use crate::expand::crossing::object::Object;
use crate::expand::crossing::std_traits::ConversionTrait;
use crate::expand::syntax::cursor::{is_empty, is_punct, position_of};

impl Walker<'_> {
    /// What one element of an expression is, where that is such a parameter.
    pub(super) fn element_of(&self, tokens: &[TokenTree]) -> Option<Binding> {
        match tokens {
            [TokenTree::Ident(name)] => {
                let binding = self.scope.lookup(name)?;
                let param = binding.param().filter(|index| self.is_container(*index))?;
                Some(Binding::Element {
                    param,
                    deref: false,
                })
            }
            [TokenTree::Group(group)]
                if matches!(group.delimiter(), Delimiter::Parenthesis | Delimiter::None) =>
            {
                let inside: Vec<TokenTree> = group.stream().into_iter().collect();
                self.element_of(&inside)
            }
            [amp, rest @ ..] if is_punct(Some(amp), '&') => {
                self.element_of(rest).map(with_one_more_reference)
            }
            [rest @ .., dot, TokenTree::Ident(method), arguments]
                if is_punct(Some(dot), '.') && is_empty(arguments) =>
            {
                self.element_after(self.element_of(rest)?, method)
            }
            _ => None,
        }
    }

    /// What one element is after `.method()`.
    pub(super) fn element_after(&self, element: Binding, method: &Ident) -> Option<Binding> {
        let Binding::Element { param, .. } = element else {
            return None;
        };
        match method.to_string().as_str() {
            "as_ref" if self.borrows_whole(param) => Some(element),
            "as_ref" | "as_mut" | "iter" | "iter_mut" => Some(with_one_more_reference(element)),
            "into_iter" | "next" | "rev" | "take" | "flatten" => Some(element),
            _ => None,
        }
    }

    /// An iterator whose items are converted before it gives them.
    pub(super) fn iterates(&self, param: usize) -> bool {
        let conversion = &self.target(param).conversion;
        let by = conversion.elements().and_then(Elements::by);
        by == Some(ConversionTrait::Into) && conversion.elements().is_some_and(|of| !of.is_tuple)
    }

    /// A parameter that was a value and is an object of a trait of the user's.
    pub(super) fn is_plain_object(&self, binding: Binding) -> bool {
        let Some(index) = binding.param() else {
            return false;
        };
        let conversion = &self.target(index).conversion;
        let plain = conversion.object().is_some_and(Object::is_plain);
        plain && matches!(conversion.form, Form::Value)
    }

    /// An `Option<impl AsRef<T>>` is an `Option<&T>` already, and that is `Copy`: in
    /// `x.as_ref()` the borrow of the whole is as unneeded as the conversion.
    pub(super) fn borrows_whole(&self, param: usize) -> bool {
        let conversion = &self.target(param).conversion;
        let by = conversion.by();
        matches!(by, Some(ConversionTrait::AsRef | ConversionTrait::Borrow))
            && matches!(conversion.form, Form::Option(_))
    }

    /// `Into::into`, or `|v| v.into()`.
    pub(super) fn converts_element(&self, element: Binding, function: TokenStream) -> bool {
        let function: Vec<TokenTree> = function.into_iter().collect();
        if !is_punct(function.first(), '|') {
            return self.is_own_function(element, &function);
        }
        let Some(end) = position_of(&function[1..], '|') else {
            return false;
        };
        let Some(name) = sole_name(&function[1..=end]) else {
            return false;
        };
        match &function[end + 2..] {
            [TokenTree::Ident(receiver), dot, TokenTree::Ident(method), arguments] => {
                receiver == name
                    && is_punct(Some(dot), '.')
                    && is_empty(arguments)
                    && self.is_own_method(element, method)
            }
            [path @ .., TokenTree::Group(argument)] => {
                let inside = argument.stream().to_string();
                *name == inside && self.is_own_function(element, path)
            }
            _ => false,
        }
    }

    /// What `let y = x;`, `let y = &x;` and `let y = x.clone();` bind: the parameter
    /// by another name, whose conversions are its own as well.
    pub(super) fn alias_of(&self, tokens: &[TokenTree]) -> Option<Binding> {
        let deref = is_punct(tokens.first(), '&');
        // `let iter = items.into_iter();`
        if let [TokenTree::Ident(name), dot, TokenTree::Ident(method), arguments] = tokens {
            let binding = self.scope.lookup(name)?;
            let param = binding.param()?;
            let iterates = self.target(param).conversion.elements().is_some();
            let same = is_punct(Some(dot), '.') && method == "into_iter" && is_empty(arguments);
            if iterates && same {
                return Some(binding);
            }
        }
        let (binding, _) = self.denoted(tokens)?;
        match binding {
            Binding::Param(param) if !self.is_container(param) => {
                Some(Binding::Element { param, deref })
            }
            Binding::Element { param, deref: more } if !(deref && more) => Some(Binding::Element {
                param,
                deref: deref || more,
            }),
            _ => None,
        }
    }
}

fn with_one_more_reference(element: Binding) -> Binding {
    match element {
        Binding::Element { param, .. } => Binding::Element { param, deref: true },
        Binding::Param(_) | Binding::Error(_) => element,
    }
}
