//! What is inside a converted `Option` or `Vec`, and other names of a parameter.
//!
//! The shim converts the whole, `x.map(Into::into)`; in the body the conversion
//! of one element is then the identity, wherever the element got its name:
//!
//! ```text
//! Input:  x.map(Into::into)    if let Some(v) = x { f(v.into()) }
//! Output: { x }                if let Some(v) = x { f({ v }) }
//! ```

use proc_macro2::Ident;
use syn::{Expr, ExprMethodCall, Pat};

use super::super::conversion::{Form, Kind};
use super::own::peel;
use super::patterns::{each_binding, sole_binding};
use super::{Binding, Walker};

impl Walker<'_> {
    /// What one element of `expr` is, where `expr` is such a parameter.
    pub(super) fn element_of(&self, expr: &Expr) -> Option<Binding> {
        match peel(expr) {
            Expr::Path(path) => {
                let (binding, _) = self.binding_of_path(path)?;
                let param = binding.param().filter(|index| self.is_container(*index))?;
                Some(Binding::Element {
                    param,
                    deref: false,
                })
            }
            Expr::Reference(reference) => self.behind_one_more(&reference.expr),
            Expr::MethodCall(call) if call.args.is_empty() => {
                match call.method.to_string().as_str() {
                    "as_ref" if self.whole_as_ref(&call.receiver, &call.method).is_some() => {
                        self.element_of(&call.receiver)
                    }
                    "as_ref" | "as_mut" | "iter" | "iter_mut" => {
                        self.behind_one_more(&call.receiver)
                    }
                    "into_iter" | "rev" | "take" | "flatten" => self.element_of(&call.receiver),
                    _ => None,
                }
            }
            _ => None,
        }
    }

    /// What `let y = x;`, `let y = &x;` and `let y = x.clone();` bind: the parameter
    /// by another name, of which the conversions are its own as well.
    pub(super) fn alias_of(&self, expr: &Expr) -> Option<Binding> {
        let deref = matches!(peel(expr), Expr::Reference(_));
        let (binding, _) = self.denoted(expr)?;
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

    fn behind_one_more(&self, expr: &Expr) -> Option<Binding> {
        match self.element_of(expr)? {
            Binding::Element { param, .. } => Some(Binding::Element { param, deref: true }),
            other => Some(other),
        }
    }

    /// `x.as_ref()` of an `x: Option<impl AsRef<T>>`. It is an `Option<&T>` already,
    /// and that is `Copy`: the borrow of the whole is as unneeded as the conversion.
    pub(super) fn whole_as_ref(&self, receiver: &Expr, method: &Ident) -> Option<(Binding, Ident)> {
        let Expr::Path(path) = peel(receiver) else {
            return None;
        };
        let (binding, name) = self.binding_of_path(path)?;
        let conversion = &self.target(binding.param()?).conversion;
        let shared = matches!(conversion.kind, Kind::AsRef | Kind::Borrow);
        (method == "as_ref" && shared && matches!(conversion.form, Form::Option(_)))
            .then_some((binding, name))
    }

    /// `x.map(Into::into)`, `x.as_ref().map(|v| v.as_ref())`.
    pub(super) fn own_map(&self, receiver: &Expr, function: &Expr) -> Option<(Binding, Ident)> {
        let (binding, name) = match peel(receiver) {
            Expr::Path(path) => self.binding_of_path(path)?,
            Expr::MethodCall(call) if call.args.is_empty() => {
                self.whole_as_ref(&call.receiver, &call.method)?
            }
            _ => return None,
        };
        let param = binding.param()?;
        let form = &self.target(param).conversion.form;
        let element = Binding::Element {
            param,
            deref: false,
        };
        (matches!(form, Form::Option(_)) && self.converts_element(element, function))
            .then_some((binding, name))
    }

    /// `Into::into`, or `|v| v.into()`.
    fn converts_element(&self, element: Binding, function: &Expr) -> bool {
        match peel(function) {
            Expr::Path(path) => self.is_own_function(element, path),
            Expr::Closure(closure) if closure.inputs.len() == 1 => {
                let Some(name) = sole_binding(&closure.inputs[0]) else {
                    return false;
                };
                let is_name = |expr: &Expr| matches!(peel(expr), Expr::Path(path) if path.path.is_ident(name));
                match peel(&closure.body) {
                    Expr::MethodCall(call) => {
                        let own = match element {
                            Binding::Element { param, .. } => {
                                self.target(param).conversion.kind.method()
                            }
                            _ => None,
                        };
                        call.args.is_empty()
                            && own.is_some_and(|own| call.method == own)
                            && is_name(&call.receiver)
                    }
                    Expr::Call(call) if call.args.len() == 1 => {
                        matches!(peel(&call.func), Expr::Path(path) if self.is_own_function(element, path))
                            && is_name(&call.args[0])
                    }
                    _ => false,
                }
            }
            _ => false,
        }
    }

    /// Binds what `pat` binds; to the element, where it is the one name for it.
    pub(super) fn bind_elements(&mut self, pat: &Pat, element: Option<Binding>) {
        let element = element.and_then(|binding| Some((binding, sole_binding(pat)?)));
        match element {
            Some((binding, name)) => self.scope.bind(name.clone(), binding),
            None => {
                let scope = &mut self.scope;
                each_binding(pat, &mut |name| scope.bind(name.clone(), Binding::Other));
            }
        }
    }

    /// The arguments of a method call, where a closure may take an element.
    pub(super) fn arguments(&mut self, call: &mut ExprMethodCall, element: Option<Binding>) {
        for argument in &mut call.args {
            match (element, &mut *argument) {
                (Some(_), Expr::Closure(closure)) if closure.inputs.len() == 1 => {
                    let mark = self.scope.mark();
                    self.bind_elements(&closure.inputs[0], element);
                    self.captures(closure.capture.is_some(), &mut closure.body);
                    self.scope.restore(mark);
                }
                _ => {
                    self.argument = true;
                    self.operand(argument);
                }
            }
        }
    }
}
