//! A parameter's own conversion, in each of the ways to write it.
//!
//! `x.into()`, `Into::into(x)`, `<P as Into<T>>::into(x)`, `P::into(x)`; with
//! parentheses, borrows and clones around `x` where they do not matter.

use proc_macro2::{Ident, Span};
use syn::{token, Block, Expr, ExprBlock, ExprParen, ExprPath, Stmt, Token, UnOp};

use super::super::conversion::{Form, Kind};
use super::super::plan::Converted;
use super::{Binding, Context, Walker};

impl<'p> Walker<'p> {
    pub(super) fn target(&self, index: usize) -> &'p Converted<'p> {
        &self.plan.converted[index]
    }

    /// What a path is bound to, where it is one of the names the walk follows.
    pub(super) fn binding_of_path(&self, path: &ExprPath) -> Option<(Binding, Ident)> {
        if path.qself.is_some() {
            return None;
        }
        let ident = path.path.get_ident()?;
        Some((self.scope.lookup(ident)?, ident.clone()))
    }

    /// The parameter or element that `expr` is, whatever borrows, dereferences and
    /// clones stand around it: as the receiver of its own conversion all of these
    /// come to the same.
    pub(super) fn denoted(&self, expr: &Expr) -> Option<(Binding, Ident)> {
        match expr {
            Expr::Path(path) => self.binding_of_path(path),
            Expr::Paren(paren) => self.denoted(&paren.expr),
            Expr::Group(group) => self.denoted(&group.expr),
            Expr::Reference(reference) => self
                .denoted(&reference.expr)
                .filter(|found| self.is_borrowed(found.0)),
            Expr::Unary(unary) if matches!(unary.op, UnOp::Deref(_)) => self
                .denoted(&unary.expr)
                .filter(|found| self.is_borrowed(found.0)),
            Expr::MethodCall(call) if call.method == "clone" && call.args.is_empty() => self
                .denoted(&call.receiver)
                .filter(|found| self.clones_to_itself(found.0)),
            _ => None,
        }
    }

    fn kind(&self, binding: Binding) -> Option<Kind> {
        match binding {
            Binding::Param(index) | Binding::Element { param: index, .. } => {
                Some(self.target(index).conversion.kind)
            }
            Binding::Other => None,
        }
    }

    fn is_borrowed(&self, binding: Binding) -> bool {
        self.kind(binding).is_some_and(Kind::borrows)
    }

    /// A clone of the caller's value converts to what the value converts to.
    fn clones_to_itself(&self, binding: Binding) -> bool {
        match binding {
            Binding::Param(index) => {
                let target = self.target(index);
                target.clone && target.conversion.kind.borrows() && !target.conversion.kind.is_mut()
            }
            _ => false,
        }
    }

    /// Rewrites `expr` if it is an own conversion. True where that was so.
    pub(super) fn rewrite_own(&mut self, expr: &mut Expr, operand: bool) -> bool {
        let replacement = match expr {
            Expr::MethodCall(call) if call.args.is_empty() && call.turbofish.is_none() => {
                self.own_method(&call.receiver, &call.method)
            }
            Expr::MethodCall(call) if call.args.len() == 1 => {
                let argument = &call.args[0];
                if call.method == "map" {
                    self.own_map(&call.receiver, argument)
                } else if call.method == "map_err" {
                    self.own_map_err(&call.receiver, argument)
                } else {
                    None
                }
            }
            Expr::Call(call) if call.args.len() == 1 => match peel(&call.func) {
                Expr::Path(function) => self.own_call(function, &call.args[0]),
                _ => None,
            },
            _ => None,
        };
        match replacement {
            Some((binding, name)) => {
                *expr = if operand {
                    self.operand_value(binding, name)
                } else {
                    self.value(binding, name)
                };
                true
            }
            None => false,
        }
    }

    /// `receiver.method()`
    pub(super) fn own_method(
        &mut self,
        receiver: &Expr,
        method: &Ident,
    ) -> Option<(Binding, Ident)> {
        if method == "clone" {
            let (binding, name) = self.denoted(receiver)?;
            if !self.clones_to_itself(binding) {
                return None;
            }
            self.bare(binding, &name, Context::Value);
            return Some((binding, name));
        }
        let own = self
            .denoted(receiver)
            .filter(|found| self.is_own_method(found.0, method));
        own.or_else(|| self.whole_as_ref(receiver, method))
    }

    fn is_own_method(&self, binding: Binding, method: &Ident) -> bool {
        let converts = match binding {
            Binding::Param(index) => !self.is_container(index),
            Binding::Element { .. } => true,
            Binding::Other => false,
        };
        let own = self.kind(binding).and_then(Kind::method);
        converts && own.is_some_and(|own| method == own)
    }

    pub(super) fn is_container(&self, index: usize) -> bool {
        matches!(
            self.target(index).conversion.form,
            Form::Option(_) | Form::Vec(_)
        )
    }

    /// `path(argument)`
    pub(super) fn own_call(&self, path: &ExprPath, argument: &Expr) -> Option<(Binding, Ident)> {
        let found = match peel(argument) {
            // `AsRef::as_ref(&x)`, `AsMut::as_mut(&mut x)`
            Expr::Reference(reference) => self.denoted(&reference.expr),
            other => self.denoted(other),
        };
        found.filter(|found| self.is_own_function(found.0, path))
    }

    /// Whether `path` names the conversion: by its trait, or by the generic.
    pub(super) fn is_own_function(&self, binding: Binding, path: &ExprPath) -> bool {
        let index = match binding {
            Binding::Param(index) if !self.is_container(index) => index,
            Binding::Element { param, .. } => param,
            _ => return false,
        };
        let target = self.target(index);
        let Some(method) = target.conversion.kind.method() else {
            return false;
        };
        let mut segments = path.path.segments.iter().rev();
        if segments.next().map_or(true, |last| last.ident != method) {
            return false;
        }
        let Some(owner) = segments.next() else {
            return false;
        };
        let by_trait = owner.ident == target.conversion.kind.trait_name();
        let by_generic = path.qself.is_none()
            && path.path.segments.len() == 2
            && target
                .generic
                .is_some_and(|generic| owner.ident == *generic);
        by_trait || by_generic
    }

    /// `try_into().map_err(Into::into)`, where the shim maps the error.
    fn own_map_err(&self, receiver: &Expr, argument: &Expr) -> Option<(Binding, Ident)> {
        let Expr::MethodCall(call) = peel(receiver) else {
            return None;
        };
        let (binding, name) = self.denoted(&call.receiver)?;
        let mapped = binding.param().is_some_and(|index| {
            self.target(index)
                .conversion
                .error
                .is_some_and(|error| error.mapped)
        });
        (mapped && self.is_own_method(binding, &call.method) && is_identity(argument))
            .then_some((binding, name))
    }

    /// Whether the receiver of a method call is an own conversion to an unsized type
    /// of text. Nothing takes a `&mut` to a reference to one, so the bare name will
    /// do; a `&[u8]` is a `Read`, of which the methods do.
    pub(super) fn converts_to_text(&self, receiver: &Expr) -> bool {
        let Expr::MethodCall(call) = receiver else {
            return false;
        };
        let Some((Binding::Param(index), _)) = self.denoted(&call.receiver) else {
            return false;
        };
        let conversion = &self.target(index).conversion;
        let target = conversion.target.map(super::super::generics::peel);
        let last = match target {
            Some(syn::Type::Path(path)) => path.path.segments.last(),
            _ => None,
        };
        matches!(conversion.kind, Kind::AsRef | Kind::Borrow)
            && last.is_some_and(|last| {
                ["str", "Path", "OsStr", "CStr"]
                    .iter()
                    .any(|text| last.ident == text)
            })
    }

    /// The converted value where it is moved or copied anyway: `x`. So the errors of
    /// rustc point to the user's tokens only.
    fn operand_value(&mut self, binding: Binding, name: Ident) -> Expr {
        match binding {
            Binding::Param(index) if !self.target(index).conversion.kind.is_mut() => {
                self.note_own(index, &name);
                place(name)
            }
            _ => self.value(binding, name),
        }
    }

    fn note_own(&mut self, index: usize, name: &Ident) {
        self.rewritten += 1;
        self.unborrowed += usize::from(self.target(index).conversion.kind.borrows());
        self.captured(index, name);
        self.uses[index].own += 1;
    }

    /// The converted value: `({ x })`, and `({ &mut *x })` of a `&mut`, which a use
    /// must not move. The parentheses are for rustc, which ends a statement behind
    /// a block even in `&mut {..}[0]`.
    pub(super) fn value(&mut self, binding: Binding, name: Ident) -> Expr {
        let span = name.span().resolved_at(Span::mixed_site());
        let index = match binding {
            Binding::Param(index) | Binding::Element { param: index, .. } => index,
            Binding::Other => unreachable!("only names of the plan are rewritten"),
        };
        self.note_own(index, &name);
        let place = place(name);
        let deref = |inner| {
            Expr::Unary(syn::ExprUnary {
                attrs: Vec::new(),
                op: UnOp::Deref(Token![*](span)),
                expr: Box::new(inner),
            })
        };
        let value = match binding {
            Binding::Element { deref: true, .. } => deref(place),
            _ if self.target(index).conversion.kind.is_mut() => {
                Expr::Reference(syn::ExprReference {
                    attrs: Vec::new(),
                    and_token: Token![&](span),
                    mutability: Some(Token![mut](span)),
                    expr: Box::new(deref(place)),
                })
            }
            _ => place,
        };
        let block = Expr::Block(ExprBlock {
            attrs: Vec::new(),
            label: None,
            block: Block {
                brace_token: token::Brace(span),
                stmts: vec![Stmt::Expr(value, None)],
            },
        });
        Expr::Paren(ExprParen {
            attrs: Vec::new(),
            paren_token: token::Paren(span),
            expr: Box::new(block),
        })
    }
}

pub(super) fn place(name: Ident) -> Expr {
    Expr::Path(ExprPath {
        attrs: Vec::new(),
        qself: None,
        path: name.into(),
    })
}

/// `Into::into`, `From::from`, `MyError::from`, `|e| e.into()`: the identity, once
/// the type is the target already.
fn is_identity(function: &Expr) -> bool {
    match peel(function) {
        Expr::Path(path) => ends_in_into(&path.path),
        Expr::Closure(closure) => match peel(&closure.body) {
            Expr::MethodCall(call) => call.method == "into",
            Expr::Call(call) => {
                matches!(peel(&call.func), Expr::Path(path) if ends_in_into(&path.path))
            }
            _ => false,
        },
        _ => false,
    }
}

fn ends_in_into(path: &syn::Path) -> bool {
    let last = path.segments.last();
    last.is_some_and(|last| last.ident == "into" || last.ident == "from")
}

/// An expression without the parentheses around it, nor the invisible group that
/// a `$e:expr` leaves.
pub(super) fn peel(expr: &Expr) -> &Expr {
    match expr {
        Expr::Paren(paren) => peel(&paren.expr),
        Expr::Group(group) => peel(&group.expr),
        other => other,
    }
}
