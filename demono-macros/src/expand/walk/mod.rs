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

mod children;
mod elements;
mod mac;
mod own;
mod patterns;
mod raw;
mod scope;
mod uses;

use proc_macro2::{Ident, Span, TokenStream};
use quote::ToTokens;
use syn::{Block, Expr, ItemFn, Pat, Stmt};

use self::scope::{Binding, Scope};
pub(crate) use self::uses::{Bare, Body, Context, Uses};
use super::plan::Plan;

/// Rewrites a copy of the function's body.
pub(crate) fn walk(function: &ItemFn, plan: &Plan<'_>) -> Body {
    let mut walker = Walker::new(plan);
    let mut stmts = function.block.stmts.clone();
    walker.statements(&mut stmts);
    let mut tokens = TokenStream::new();
    for stmt in &stmts {
        stmt.to_tokens(&mut tokens);
    }
    Body {
        tokens,
        uses: walker.uses,
    }
}

struct Walker<'p> {
    plan: &'p Plan<'p>,
    scope: Scope,
    uses: Vec<Uses>,
    /// How many own conversions were rewritten: a macro's tokens are printed
    /// anew only if this grows.
    rewritten: usize,
    /// How many of them were borrows of the parameter.
    unborrowed: usize,
    in_macro: bool,
    /// The expression visited next is an operand: it is moved or copied, so that
    /// the bare name will do for a value.
    operand: bool,
    /// That operand is an argument of a call.
    argument: bool,
    /// Inside how many `move` closures and async blocks.
    capturing: usize,
}

impl<'p> Walker<'p> {
    fn new(plan: &'p Plan<'p>) -> Self {
        let mut scope = Scope::default();
        for (index, converted) in plan.converted.iter().enumerate() {
            scope.bind(converted.name.clone(), Binding::Param(index));
        }
        Walker {
            plan,
            scope,
            uses: plan.converted.iter().map(|_| Uses::default()).collect(),
            rewritten: 0,
            unborrowed: 0,
            in_macro: false,
            operand: false,
            argument: false,
            capturing: 0,
        }
    }

    fn statements(&mut self, stmts: &mut [Stmt]) {
        let mark = self.scope.mark();
        let mut unborrowed_by_let = false;
        for stmt in stmts.iter_mut() {
            let before = self.unborrowed;
            self.statement(stmt);
            if let Stmt::Local(_) = stmt {
                unborrowed_by_let = self.unborrowed > before;
            }
        }
        if unborrowed_by_let {
            allow_let_and_return(stmts);
        }
        self.scope.restore(mark);
    }

    fn block(&mut self, block: &mut Block) {
        self.statements(&mut block.stmts);
    }

    fn statement(&mut self, stmt: &mut Stmt) {
        match stmt {
            Stmt::Local(local) => {
                let mut element = None;
                if let Some(init) = &mut local.init {
                    element = match &local.pat {
                        Pat::TupleStruct(_) => self.element_of(&init.expr),
                        _ => self.alias_of(&init.expr),
                    };
                    self.operand = self.binds_another_name(&local.pat, &init.expr);
                    self.expression(&mut init.expr);
                    if let Some((_, diverge)) = &mut init.diverge {
                        self.expression(diverge);
                    }
                }
                self.bind_elements(&local.pat, element);
            }
            // An item does not see locals; a macro defined here does.
            Stmt::Item(syn::Item::Macro(item)) => self.definition(&mut item.mac),
            Stmt::Item(_) => {}
            Stmt::Expr(expr, semi) => {
                self.operand = semi.is_none();
                self.expression(expr);
            }
            Stmt::Macro(stmt) => self.invocation(&mut stmt.mac),
        }
    }

    fn expression(&mut self, expr: &mut Expr) {
        let operand = std::mem::take(&mut self.operand) && !self.in_macro;
        let argument = std::mem::take(&mut self.argument);
        if self.rewrite_own(expr, operand) {
            return;
        }
        match expr {
            Expr::Path(path) => {
                if let Some((binding, name)) = self.binding_of_path(path) {
                    let context = if argument {
                        Context::Argument
                    } else {
                        Context::Value
                    };
                    self.bare(binding, &name, context);
                }
            }
            Expr::MethodCall(call) => self.method_call(call),
            Expr::Call(call) => {
                self.expression(&mut call.func);
                for argument in &mut call.args {
                    self.argument = true;
                    self.operand(argument);
                }
            }
            Expr::Array(array) => array.elems.iter_mut().for_each(|elem| self.operand(elem)),
            Expr::Tuple(tuple) => tuple.elems.iter_mut().for_each(|elem| self.operand(elem)),
            Expr::Assign(assign) => {
                self.operand(&mut assign.right);
                self.expression(&mut assign.left);
            }
            Expr::Struct(of_struct) => self.fields(of_struct),
            Expr::Try(of_try) => self.operand(&mut of_try.expr),
            Expr::Return(of_return) => {
                if let Some(value) = &mut of_return.expr {
                    self.operand(value);
                }
            }
            Expr::Paren(paren) => {
                self.operand = operand;
                self.expression(&mut paren.expr);
            }
            Expr::Group(group) => {
                self.operand = operand;
                self.expression(&mut group.expr);
            }
            Expr::Reference(reference) => self.reference(reference),
            Expr::Closure(closure) => {
                let mark = self.scope.mark();
                for pat in &closure.inputs {
                    self.bind_elements(pat, None);
                }
                self.captures(closure.capture.is_some(), &mut closure.body);
                self.scope.restore(mark);
            }
            Expr::Async(block) => {
                let captures = usize::from(block.capture.is_some());
                self.capturing += captures;
                self.block(&mut block.block);
                self.capturing -= captures;
            }
            Expr::Block(block) => self.block(&mut block.block),
            Expr::Unsafe(block) => self.block(&mut block.block),
            Expr::Loop(of_loop) => self.block(&mut of_loop.body),
            Expr::TryBlock(block) => self.block(&mut block.block),
            Expr::Let(of_let) => {
                let element = self.element_of(&of_let.expr);
                self.expression(&mut of_let.expr);
                self.bind_elements(&of_let.pat, element);
            }
            Expr::If(of_if) => {
                let mark = self.scope.mark();
                self.expression(&mut of_if.cond);
                self.block(&mut of_if.then_branch);
                self.scope.restore(mark);
                if let Some((_, branch)) = &mut of_if.else_branch {
                    self.expression(branch);
                }
            }
            Expr::While(of_while) => {
                let mark = self.scope.mark();
                self.expression(&mut of_while.cond);
                self.block(&mut of_while.body);
                self.scope.restore(mark);
            }
            Expr::ForLoop(of_for) => {
                let element = self.element_of(&of_for.expr);
                self.expression(&mut of_for.expr);
                let mark = self.scope.mark();
                self.bind_elements(&of_for.pat, element);
                self.block(&mut of_for.body);
                self.scope.restore(mark);
            }
            Expr::Match(of_match) => self.match_arms(of_match),
            Expr::Macro(of_macro) => self.invocation(&mut of_macro.mac),
            other => children::each(other, &mut |child| self.expression(child)),
        }
    }

    fn operand(&mut self, expr: &mut Expr) {
        self.operand = true;
        self.expression(expr);
    }

    fn captures(&mut self, captures: bool, body: &mut Expr) {
        self.capturing += usize::from(captures);
        self.expression(body);
        self.capturing -= usize::from(captures);
    }

    fn fields(&mut self, of_struct: &mut syn::ExprStruct) {
        for field in &mut of_struct.fields {
            // `name: name` clippy would rather have as `name`.
            self.operand = match (&field.expr, &field.member) {
                (Expr::MethodCall(call), syn::Member::Named(member)) => self
                    .denoted(&call.receiver)
                    .is_some_and(|(_, name)| name != *member),
                _ => false,
            };
            self.expression(&mut field.expr);
        }
        if let Some(rest) = &mut of_struct.rest {
            self.expression(rest);
        }
    }

    fn match_arms(&mut self, of_match: &mut syn::ExprMatch) {
        let element = self.element_of(&of_match.expr);
        self.expression(&mut of_match.expr);
        for arm in &mut of_match.arms {
            let mark = self.scope.mark();
            let element = element.filter(|_| matches!(arm.pat, Pat::TupleStruct(_)));
            self.bind_elements(&arm.pat, element);
            if let Pat::Guard(guard) = &mut arm.pat {
                self.expression(&mut guard.guard);
            }
            self.expression(&mut arm.body);
            self.scope.restore(mark);
        }
    }

    fn method_call(&mut self, call: &mut syn::ExprMethodCall) {
        let element = self.element_of(&call.receiver);
        match self.denoted(&call.receiver) {
            Some((binding, name)) if binding.param().is_some() => {
                self.bare(binding, &name, Context::Receiver);
            }
            _ => {
                self.operand = self.converts_to_text(&call.receiver);
                self.expression(&mut call.receiver);
            }
        }
        self.arguments(call, element);
    }

    fn reference(&mut self, reference: &mut syn::ExprReference) {
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
            _ => self.expression(&mut reference.expr),
        }
    }

    /// `let y = x.into()`, by value. With `let x = x` clippy would see a redundant
    /// local, and `let _ = x` would not move.
    fn binds_another_name(&self, pat: &Pat, init: &Expr) -> bool {
        let Pat::Ident(pat) = pat else {
            return false;
        };
        let Expr::MethodCall(call) = init else {
            return false;
        };
        let receiver = self.denoted(&call.receiver);
        pat.by_ref.is_none() && receiver.is_some_and(|(_, name)| name != pat.ident)
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
        self.uses[index].bare.push(Bare { at, context });
    }

    fn captured(&mut self, index: usize, at: &Ident) {
        if self.capturing > 0 && self.uses[index].captured.is_none() {
            self.uses[index].captured = Some(at.clone());
        }
    }
}

/// `let y = x.as_ref().len(); y`: clippy leaves that alone because of the borrow in
/// it, and would not once the borrow is gone.
fn allow_let_and_return(stmts: &mut [Stmt]) {
    let [.., Stmt::Local(local), Stmt::Expr(Expr::Path(tail), None)] = stmts else {
        return;
    };
    if let Pat::Ident(pat) = &local.pat {
        if tail.path.is_ident(&pat.ident) {
            let span = Span::mixed_site();
            let allow = syn::parse_quote_spanned!(span=> #[allow(clippy::let_and_return)]);
            local.attrs.push(allow);
        }
    }
}
