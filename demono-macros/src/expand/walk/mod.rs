//! The walk over the body: rewrites a parameter's own conversions, because it is
//! converted already, and records everything else that is done with it.
//!
//! In: the function and the plan. Out: [`Body`]. Nothing is refused here.
//!
//! ```text
//! Input:  let name = name.into(); let other: Box<str> = name.into();
//! Output: let name = ({ name });  let other: Box<str> = name.into();
//! ```
//!
//! `({ name })` and not `name`: like the call that it replaces it is a value, not
//! a place, so that `name.into().push('x')` needs no `mut` and `&name.into()`
//! moves; and clippy does not see a `let name = name;`.

mod elements;
mod mac;
mod own;
mod patterns;
mod raw;
mod scope;
mod uses;

use proc_macro2::{Ident, Span};
use syn::visit_mut::{self, VisitMut};
use syn::{Block, Expr, ItemFn, Lifetime, Path, Stmt, Type};

use self::scope::{Binding, Scope};
pub(crate) use self::uses::{Bare, Body, Context, Seen, Uses};
use super::plan::Plan;

/// Rewrites a copy of the function's body.
pub(crate) fn walk(function: &ItemFn, plan: &Plan<'_>) -> Body {
    let mut walker = Walker::new(function, plan);
    let mut stmts = function.block.stmts.clone();
    walker.statements(&mut stmts);
    Body {
        stmts,
        seen: walker.seen,
    }
}

struct Walker<'p> {
    plan: &'p Plan<'p>,
    generics: Vec<&'p Ident>,
    scope: Scope,
    seen: Seen,
    /// How many own conversions were rewritten: a macro's tokens are printed
    /// anew only if this grows.
    rewritten: usize,
    /// How many of them were borrows of the parameter.
    unborrowed: usize,
    in_macro: bool,
    /// The expression visited next is an operand: it is moved or copied, so that
    /// the bare name will do for a value.
    operand: bool,
    /// Inside a `move` closure or an async block, or how many of them.
    capturing: usize,
}

impl<'p> Walker<'p> {
    fn new(function: &'p ItemFn, plan: &'p Plan<'p>) -> Self {
        let generics = function
            .sig
            .generics
            .params
            .iter()
            .filter_map(|param| match param {
                syn::GenericParam::Type(param) => Some(&param.ident),
                syn::GenericParam::Const(param) => Some(&param.ident),
                syn::GenericParam::Lifetime(_) => None,
            })
            .collect();
        let mut seen = Seen::default();
        let mut scope = Scope::default();
        for (index, converted) in plan.converted.iter().enumerate() {
            scope.bind(converted.name.clone(), Binding::Param(index));
            seen.uses.push(Uses::default());
        }
        Walker {
            plan,
            generics,
            scope,
            seen,
            rewritten: 0,
            unborrowed: 0,
            in_macro: false,
            operand: false,
            capturing: 0,
        }
    }

    fn statements(&mut self, stmts: &mut [Stmt]) {
        let mark = self.scope.mark();
        let mut unborrowed_by_let = false;
        for stmt in stmts.iter_mut() {
            let before = self.unborrowed;
            self.visit_stmt_mut(stmt);
            if let Stmt::Local(_) = stmt {
                unborrowed_by_let = self.unborrowed > before;
            }
        }
        if unborrowed_by_let {
            allow_let_and_return(stmts);
        }
        self.scope.restore(mark);
    }

    /// Binds what a pattern binds: from here on the names mean something else.
    fn shadow(&mut self, pat: &syn::Pat) {
        let scope = &mut self.scope;
        patterns::each_binding(pat, &mut |name| scope.bind(name.clone(), Binding::Other));
    }

    /// Runs `inside` in a scope of its own.
    fn scoped(&mut self, inside: impl FnOnce(&mut Self)) {
        let mark = self.scope.mark();
        inside(self);
        self.scope.restore(mark);
    }

    fn capturing(&mut self, captures: bool, inside: impl FnOnce(&mut Self)) {
        self.capturing += usize::from(captures);
        inside(self);
        self.capturing -= usize::from(captures);
    }

    /// Records a use of a parameter that is not its own conversion.
    fn bare(&mut self, binding: Binding, at: &Ident, context: Context) {
        let Some(index) = binding.param() else { return };
        let context = if self.in_macro {
            Context::Macro
        } else {
            context
        };
        let at = at.clone();
        self.captured(index, &at);
        self.seen.uses[index].bare.push(Bare { at, context });
    }

    fn captured(&mut self, index: usize, at: &Ident) {
        if self.capturing > 0 {
            self.seen.uses[index]
                .captured
                .get_or_insert_with(|| at.clone());
        }
    }

    fn visit_loop_body(&mut self, pat: &mut syn::Pat, element: Option<Binding>, body: &mut Block) {
        self.scoped(|this| {
            this.visit_pat_mut(pat);
            this.bind_elements(pat, element);
            this.visit_block_mut(body);
        });
    }
}

/// `let y = x.as_ref().len(); y`: clippy leaves that alone because of the borrow in
/// it, and would not once the borrow is gone.
fn allow_let_and_return(stmts: &mut [Stmt]) {
    let [.., Stmt::Local(local), Stmt::Expr(Expr::Path(tail), None)] = stmts else {
        return;
    };
    if let syn::Pat::Ident(pat) = &local.pat {
        if tail.path.is_ident(&pat.ident) {
            let span = Span::mixed_site();
            local
                .attrs
                .push(syn::parse_quote_spanned!(span=> #[allow(clippy::let_and_return)]));
        }
    }
}

impl VisitMut for Walker<'_> {
    // What an attribute says is not code of the function.
    fn visit_attribute_mut(&mut self, _: &mut syn::Attribute) {}

    fn visit_block_mut(&mut self, block: &mut Block) {
        self.statements(&mut block.stmts);
    }

    fn visit_stmt_mut(&mut self, stmt: &mut Stmt) {
        match stmt {
            Stmt::Local(local) => {
                let mut element = None;
                if let Some(init) = &mut local.init {
                    element = match &local.pat {
                        syn::Pat::TupleStruct(_) => self.element_of(&init.expr),
                        _ => self.alias_of(&init.expr),
                    };
                    self.operand = self.binds_another_name(&local.pat, &init.expr);
                    self.visit_expr_mut(&mut init.expr);
                    if let Some((_, diverge)) = &mut init.diverge {
                        self.visit_expr_mut(diverge);
                    }
                }
                self.visit_pat_mut(&mut local.pat);
                self.bind_elements(&local.pat, element);
            }
            // An item sees neither locals nor generics of the function; a macro
            // defined here does.
            Stmt::Item(syn::Item::Macro(item)) => self.visit_definition(&mut item.mac),
            Stmt::Item(_) => {}
            Stmt::Expr(expr, semi) => {
                self.operand = semi.is_none();
                self.visit_expr_mut(expr);
            }
            Stmt::Macro(stmt) => self.visit_macro_mut(&mut stmt.mac),
        }
    }

    fn visit_expr_mut(&mut self, expr: &mut Expr) {
        let operand = std::mem::take(&mut self.operand) && !self.in_macro;
        if self.rewrite_own(expr, operand) {
            return;
        }
        match expr {
            Expr::Path(path) => {
                if let Some((binding, name)) = self.binding_of_path(path) {
                    self.bare(binding, &name, Context::Value);
                }
                self.visit_expr_path_mut(path);
            }
            Expr::MethodCall(call) => self.visit_method_call(call),
            Expr::Call(call) => {
                self.visit_expr_mut(&mut call.func);
                for argument in &mut call.args {
                    self.visit_operand(argument);
                }
            }
            Expr::Try(of_try) => self.visit_operand(&mut of_try.expr),
            Expr::Return(of_return) => {
                if let Some(value) = &mut of_return.expr {
                    self.visit_operand(value);
                }
            }
            Expr::Paren(paren) => {
                self.operand = operand;
                self.visit_expr_mut(&mut paren.expr);
            }
            Expr::Group(group) => {
                self.operand = operand;
                self.visit_expr_mut(&mut group.expr);
            }
            Expr::Reference(reference) => self.visit_reference(reference),
            Expr::Closure(closure) => {
                let captures = closure.capture.is_some();
                self.scoped(|this| {
                    for pat in &mut closure.inputs {
                        this.visit_pat_mut(pat);
                        this.shadow(pat);
                    }
                    this.visit_return_type_mut(&mut closure.output);
                    this.capturing(captures, |this| this.visit_expr_mut(&mut closure.body));
                });
            }
            Expr::Async(block) => {
                let captures = block.capture.is_some();
                self.capturing(captures, |this| this.visit_block_mut(&mut block.block));
            }
            Expr::Let(of_let) => {
                let element = self.element_of(&of_let.expr);
                self.visit_expr_mut(&mut of_let.expr);
                self.visit_pat_mut(&mut of_let.pat);
                self.bind_elements(&of_let.pat, element);
            }
            Expr::If(of_if) => {
                self.scoped(|this| {
                    this.visit_expr_mut(&mut of_if.cond);
                    this.visit_block_mut(&mut of_if.then_branch);
                });
                if let Some((_, branch)) = &mut of_if.else_branch {
                    self.visit_expr_mut(branch);
                }
            }
            Expr::While(of_while) => self.scoped(|this| {
                this.visit_expr_mut(&mut of_while.cond);
                this.visit_block_mut(&mut of_while.body);
            }),
            Expr::ForLoop(of_for) => {
                let element = self.element_of(&of_for.expr);
                self.visit_expr_mut(&mut of_for.expr);
                self.visit_loop_body(&mut of_for.pat, element, &mut of_for.body);
            }
            Expr::Match(of_match) => {
                let element = self.element_of(&of_match.expr);
                self.visit_expr_mut(&mut of_match.expr);
                for arm in &mut of_match.arms {
                    self.scoped(|this| {
                        let element = element.filter(|_| elements::is_some_pattern(&arm.pat));
                        this.bind_elements(&arm.pat, element);
                        this.visit_pat_mut(&mut arm.pat);
                        this.visit_expr_mut(&mut arm.body);
                    });
                }
            }
            _ => visit_mut::visit_expr_mut(self, expr),
        }
    }

    fn visit_macro_mut(&mut self, mac: &mut syn::Macro) {
        self.visit_path_mut(&mut mac.path);
        self.visit_invocation(mac);
    }

    fn visit_path_mut(&mut self, path: &mut Path) {
        if let (None, Some(first)) = (&path.leading_colon, path.segments.first()) {
            let ident = &first.ident;
            if ident == "self" || ident == "Self" {
                self.seen.receiver = true;
            } else if self.generics.contains(&ident) {
                self.seen.generics.push(ident.clone());
            } else if path.segments.len() > 1 {
                self.note_impl_generic(ident.clone());
            }
        }
        visit_mut::visit_path_mut(self, path);
    }

    fn visit_type_mut(&mut self, ty: &mut Type) {
        if let Type::Path(path) = ty {
            if let Some(ident) = path.path.get_ident() {
                self.note_impl_generic(ident.clone());
            }
        }
        visit_mut::visit_type_mut(self, ty);
    }

    // A label is no lifetime.
    fn visit_label_mut(&mut self, _: &mut syn::Label) {}

    fn visit_expr_break_mut(&mut self, expr: &mut syn::ExprBreak) {
        if let Some(value) = &mut expr.expr {
            self.visit_expr_mut(value);
        }
    }

    fn visit_expr_continue_mut(&mut self, _: &mut syn::ExprContinue) {}

    fn visit_lifetime_mut(&mut self, lifetime: &mut Lifetime) {
        self.seen.lifetimes.push(lifetime.clone());
    }
}

impl Walker<'_> {
    fn visit_operand(&mut self, expr: &mut Expr) {
        self.operand = true;
        self.visit_expr_mut(expr);
    }

    /// `let y = x.into()`, by value. With `let x = x` clippy would see a redundant
    /// local, and `let _ = x` would not move.
    fn binds_another_name(&self, pat: &syn::Pat, init: &Expr) -> bool {
        let syn::Pat::Ident(pat) = pat else {
            return false;
        };
        let Expr::MethodCall(call) = init else {
            return false;
        };
        let receiver = self.denoted(&call.receiver);
        pat.by_ref.is_none() && receiver.is_some_and(|(_, name)| name != pat.ident)
    }

    fn note_impl_generic(&mut self, ident: Ident) {
        if super::placement::looks_like_a_generic(&ident) && !self.generics.contains(&&ident) {
            self.seen.impl_generics.push(ident);
        }
    }

    fn visit_method_call(&mut self, call: &mut syn::ExprMethodCall) {
        let element = self.element_of(&call.receiver);
        match self.denoted(&call.receiver) {
            Some((binding, name)) if binding.param().is_some() => {
                self.bare(binding, &name, Context::Receiver);
            }
            _ => {
                self.operand = self.converts_to_text(&call.receiver);
                self.visit_expr_mut(&mut call.receiver);
            }
        }
        if let Some(turbofish) = &mut call.turbofish {
            self.visit_angle_bracketed_generic_arguments_mut(turbofish);
        }
        self.visit_arguments(call, element);
    }

    fn visit_reference(&mut self, reference: &mut syn::ExprReference) {
        let binding = match &*reference.expr {
            Expr::Path(path) => self.binding_of_path(path),
            _ => None,
        };
        match binding {
            Some((binding, name)) if binding.param().is_some() => {
                let context = if reference.mutability.is_some() {
                    Context::MutBorrow
                } else {
                    Context::Value
                };
                self.bare(binding, &name, context);
                // `&path` was needed while `path` was the caller's value. Now that
                // it is a reference clippy would call the borrow needless, unless
                // the token comes from an expansion.
                let span = reference.and_token.spans[0];
                reference.and_token.spans[0] = span.resolved_at(Span::mixed_site());
            }
            _ => visit_mut::visit_expr_reference_mut(self, reference),
        }
    }
}
