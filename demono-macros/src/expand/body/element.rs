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
use crate::expand::body::taken::value_of;
use crate::expand::body::walker::Walker;
use crate::expand::crossing::form::Form;
use crate::expand::crossing::items::Elements;
use crate::expand::crossing::object::Object;
use crate::expand::crossing::std_traits::ConversionTrait;
use crate::expand::syntax::cursor::{is_empty, is_punct, is_word, position_of};

impl Walker<'_> {
    /// What one element of an expression is, where that is such a parameter.
    pub(super) fn element_of(&self, tokens: &[TokenTree]) -> Option<Binding> {
        match tokens {
            [TokenTree::Ident(name)] => {
                let binding = self.scope.lookup(name)?;
                let param = binding.param().filter(|index| self.is_container(*index))?;
                Some(Binding::Element { param, deref: 0 })
            }
            [TokenTree::Group(group)]
                if matches!(group.delimiter(), Delimiter::Parenthesis | Delimiter::None) =>
            {
                let inside: Vec<TokenTree> = group.stream().into_iter().collect();
                self.element_of(&inside)
            }
            // `Some(x)`, `once(x)`
            [.., TokenTree::Ident(name), TokenTree::Group(group)]
                if name == "Some" || name == "once" =>
            {
                let inside: Vec<TokenTree> = group.stream().into_iter().collect();
                self.alias_of(&inside)
                    .filter(|alias| !self.is_whole(*alias))
            }
            [TokenTree::Ident(name), mark, TokenTree::Group(group)]
                if name == "vec" && is_punct(Some(mark), '!') =>
            {
                self.element_of_list(group)
            }
            // `[a, b]`
            [TokenTree::Group(group)] if group.delimiter() == Delimiter::Bracket => {
                self.element_of_list(group)
            }
            [amp, rest @ ..] if is_punct(Some(amp), '&') => {
                self.element_of(rest).map(with_one_more_reference)
            }
            [rest @ .., dot, TokenTree::Ident(method), arguments]
                if is_punct(Some(dot), '.') && is_empty(arguments) =>
            {
                // What that gives depends on the edition.
                let list = matches!(rest, [TokenTree::Group(group)]
                    if group.delimiter() == Delimiter::Bracket);
                if list && method == "into_iter" {
                    return None;
                }
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
            "into_iter" | "next" | "next_back" | "rev" | "take" | "flatten" | "pop"
            | "peekable" | "fuse" | "by_ref" => Some(element),
            "first" | "last" => Some(with_one_more_reference(element)),
            "cloned" | "copied" => match element {
                Binding::Element { param, deref } if deref > 0 => Some(Binding::Element {
                    param,
                    deref: deref - 1,
                }),
                _ => None,
            },
            _ => None,
        }
    }

    /// An `Option`, a `Vec` or an iterator, by whatever name.
    fn is_whole(&self, binding: Binding) -> bool {
        binding.param().is_some()
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
        let deref = u8::from(is_punct(tokens.first(), '&'));
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
        // What is inside a container has its conversions by that name, too.
        if let [TokenTree::Ident(name)] = tokens {
            let binding = self.scope.lookup(name)?;
            if binding
                .param()
                .is_some_and(|param| self.is_container(param))
            {
                return Some(binding);
            }
        }
        if let [value @ .., mark] = tokens {
            let of_option = is_punct(Some(mark), '?');
            if let Some(element) = self.element_of(value).filter(|_| of_option) {
                return Some(element);
            }
        }
        if let [value @ .., dot, TokenTree::Ident(method), TokenTree::Group(_)] = tokens {
            if is_punct(Some(dot), '.') && (method == "unwrap" || method == "expect") {
                return self.element_of(value);
            }
        }
        if let [TokenTree::Group(block)] = tokens {
            if block.delimiter() == Delimiter::Brace {
                return self.alias_of(&value_of(block)?);
            }
        }
        if is_word(tokens.first(), "if") {
            return self.alias_of_branches(tokens);
        }
        // `let y = x.clone();` of what was converted by value
        if let [TokenTree::Ident(name), dot, TokenTree::Ident(method), arguments] = tokens {
            let param = self.scope.lookup(name).and_then(Binding::param);
            let target = param.map(|param| self.target(param));
            let clones = target.is_some_and(|target| {
                target.clone && target.conversion.by() == Some(ConversionTrait::Into)
            });
            let same = is_punct(Some(dot), '.') && method == "clone" && is_empty(arguments);
            if let Some(param) = param.filter(|param| clones && same && !self.is_container(*param))
            {
                return Some(Binding::Element { param, deref: 0 });
            }
        }
        let (binding, _) = self.denoted(tokens)?;
        match binding {
            Binding::Param(param) if !self.is_container(param) => {
                Some(Binding::Element { param, deref })
            }
            Binding::Element { param, deref: more } => Some(Binding::Element {
                param,
                deref: deref + more,
            }),
            _ => None,
        }
    }
}

pub(super) fn with_one_more_reference(element: Binding) -> Binding {
    match element {
        Binding::Element { param, deref } => Binding::Element {
            param,
            deref: deref + 1,
        },
        Binding::Param(_) | Binding::Error(_) => element,
    }
}
