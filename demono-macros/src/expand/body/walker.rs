//! What is known at one place of the body, and what was seen before it.

use proc_macro2::{Ident, Literal, TokenStream, TokenTree};

use crate::expand::body::pattern::{each_binding, sole_name, without_type};
use crate::expand::body::recursion::Recursion;
use crate::expand::body::scope::{Binding, Scope};
use crate::expand::crossing::form::Form;
use crate::expand::crossing::uses::{Bare, Callee, Context, Effect, Uses};
use crate::expand::plan::converted::Converted;
use crate::expand::plan::parameters::Plan;
use crate::expand::syntax::cursor::split_at_each;
use crate::expand::syntax::mentions::each_name;

pub(super) struct Walker<'p> {
    pub(super) plan: &'p Plan<'p>,
    pub(super) scope: Scope,
    pub(super) uses: Vec<Uses>,
    /// How many own conversions were rewritten that borrow the parameter.
    pub(super) unborrowed: usize,
    pub(super) in_macro: bool,
    /// In a macro that formats its arguments.
    pub(super) formats: bool,
    pub(super) half_typed: bool,
    /// Inside how many `move` closures and async blocks.
    pub(super) capturing: usize,
    pub(super) recursion: Option<Recursion>,
    /// A parameter has a custom conversion.
    pub(super) customs: bool,
    /// Inside how many delimiters.
    pub(super) depth: usize,
    /// Inside how many loops and closures.
    pub(super) repeated: usize,
    /// What is returned may have a lifetime of a parameter's.
    pub(super) returns_borrow: bool,
    /// What the innermost delimiters have the arguments of.
    pub(super) callee: Option<Callee>,
}

impl<'p> Walker<'p> {
    pub(super) fn new(plan: &'p Plan<'p>, recursion: Option<Recursion>) -> Self {
        let mut scope = Scope::default();
        let mut uses = Vec::new();
        let mut customs = false;
        for (index, converted) in plan.converted.iter().enumerate() {
            scope.bind(converted.name, Binding::Param(index));
            if let Some(custom) = converted.conversion.custom() {
                each_name(&custom.value, &mut |name| scope.watch(name));
                customs = true;
            }
            uses.push(Uses::default());
        }
        if let Some(recursion) = &recursion {
            scope.watch(&recursion.name.to_string());
        }
        Walker {
            plan,
            scope,
            uses,
            unborrowed: 0,
            in_macro: false,
            formats: false,
            half_typed: false,
            capturing: 0,
            recursion,
            customs,
            depth: 0,
            repeated: 0,
            returns_borrow: false,
            callee: None,
        }
    }

    pub(super) fn target(&self, index: usize) -> &'p Converted<'p> {
        &self.plan.converted[index]
    }

    /// What was a `&P` and is a `&str`: another function's `&Q` takes a `&` to that.
    pub(super) fn is_lent_unsized(&self, binding: Binding) -> bool {
        let Some(index) = binding.param() else {
            return false;
        };
        let conversion = &self.target(index).conversion;
        let by_ref = matches!(conversion.form, Form::Ref(_) | Form::RefMut(_));
        let standard = conversion.standard();
        by_ref && !self.returns_borrow && standard.is_some_and(|standard| !standard.unsized_)
    }

    /// Binds what a pattern binds: from here on the names mean something else. `cfg` is for
    /// declarations that may not be there.
    pub(super) fn bind_pattern(&mut self, pattern: &[TokenTree], cfg: Option<&TokenStream>) {
        let scope = &mut self.scope;
        each_binding(without_type(pattern), cfg, &mut |name, cfg| {
            let name = name.to_string();
            if scope.follows(&name) {
                scope.hide(name, cfg);
            }
        });
    }

    /// Binds a pattern that takes `value` apart in a way that is not followed.
    pub(super) fn bind_apart(&mut self, pattern: &[TokenTree], value: &[TokenTree]) {
        match self.taken_by(value) {
            Some(taken) => self.bind_taken(pattern, taken),
            None => self.bind_pattern(pattern, None),
        }
    }

    /// Binds what takes one element: its name, or the names of a tuple's parts.
    pub(super) fn bind_element(&mut self, pattern: &[TokenTree], element: Option<Binding>) {
        let param = match (element, sole_name(pattern)) {
            (Some(Binding::Element { param, .. }), _) => param,
            (Some(error @ Binding::Error(_)), Some(name)) => {
                return self.scope.bind(name, error);
            }
            _ => return self.bind_pattern(pattern, None),
        };
        let parts = self.target(param).conversion.elements();
        let tuple = parts.filter(|parts| parts.is_tuple);
        match (sole_name(pattern), tuple, without_type(pattern)) {
            (Some(name), None, _) => {
                if let Some(element) = element {
                    self.scope.bind(name, element);
                }
            }
            (None, Some(tuple), [TokenTree::Group(names)]) => {
                let names: Vec<TokenTree> = names.stream().into_iter().collect();
                let names = split_at_each(&names, ',');
                for (part, name) in names.iter().enumerate() {
                    let Some(part) = tuple.parts.get(part) else {
                        break;
                    };
                    match (sole_name(name), element) {
                        (Some(name), Some(element)) if part.conversion.is_some() => {
                            self.scope.bind(name, element);
                        }
                        _ => self.bind_pattern(name, None),
                    }
                }
            }
            _ => self.bind_pattern(pattern, None),
        }
    }

    /// Records a use of a parameter that is not its own conversion.
    pub(super) fn bare(
        &mut self,
        binding: Binding,
        at: &Ident,
        context: Context,
        method: Option<Ident>,
        effect: Effect,
        borrowed: bool,
    ) {
        let context = if self.in_macro {
            Context::Macro
        } else {
            context
        };
        let callee = self.callee.clone();
        let bare = Bare {
            at: at.clone(),
            context,
            method,
            callee: callee.filter(|_| context == Context::Argument),
            borrowed,
            effect,
        };
        match binding {
            Binding::Param(index) => {
                self.captured(index, at);
                self.uses[index].bare.push(bare);
            }
            Binding::Element { param, .. } => self.uses[param].inside.push(bare),
            Binding::Error(param) => {
                self.uses[param].error.get_or_insert(bare.at);
            }
        }
    }

    pub(super) fn captured(&mut self, index: usize, at: &Ident) {
        if self.capturing > 0 && self.uses[index].captured.is_none() {
            self.uses[index].captured = Some(at.clone());
        }
    }

    /// `"{name}"` and `"{name:?}"` in a macro are uses, too.
    pub(super) fn captures_of(&mut self, literal: &Literal, effect: Effect) {
        let text = literal.to_string();
        let mut parts = text.split('{');
        parts.next();
        for part in parts {
            let end = part.find([':', '}']).unwrap_or(0);
            if let Some(binding) = self.scope.lookup_text(&part[..end]) {
                let name = self.target(binding.index()).name;
                self.bare(binding, name, Context::Macro, None, effect, true);
            }
        }
    }
}
