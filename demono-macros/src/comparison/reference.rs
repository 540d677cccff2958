//! What a parser makes of a body: the same question, answered from a syntax tree.
//!
//! In: the names that are taken for parameters, and a block that syn parsed. Out: [`Seen`],
//! and the places where nothing is claimed, as they are among the tokens of a macro that are
//! no expressions.

use std::collections::BTreeSet;

use proc_macro2::{Ident, TokenStream, TokenTree};
use syn::parse::Parser;
use syn::punctuated::Punctuated;
use syn::visit::{self, Visit};
use syn::{
    Attribute, Block, Expr, ExprClosure, ExprForLoop, ExprIf, ExprMatch, ExprWhile, Fields, Item,
    Local, Macro, Meta, Pat, Stmt, Token,
};

use crate::comparison::seen::{borrows, place, Place, Seen};
use crate::expand::body::shown::quotes;

pub(super) struct Reference<'n> {
    names: &'n [String],
    pub(super) seen: Seen,
    pub(super) unclaimed: BTreeSet<Place>,
    /// Names that mean something else.
    hidden: Vec<String>,
    capturing: usize,
    in_macro: bool,
}

impl<'n> Reference<'n> {
    pub(super) fn of(names: &'n [String], block: &Block) -> Self {
        let mut reference = Reference {
            names,
            seen: Seen::default(),
            unclaimed: BTreeSet::new(),
            hidden: Vec::new(),
            capturing: 0,
            in_macro: false,
        };
        reference.visit_block(block);
        reference
    }

    fn parameter(&self, name: &Ident) -> Option<usize> {
        let name = name.to_string();
        if self.hidden.contains(&name) {
            return None;
        }
        self.names.iter().position(|it| *it == name)
    }

    fn scoped(&mut self, then: impl FnOnce(&mut Self)) {
        let mark = self.hidden.len();
        then(self);
        self.hidden.truncate(mark);
    }

    fn bind(&mut self, pattern: &Pat) {
        let mut bindings = Bindings::default();
        bindings.visit_pat(pattern);
        self.hidden.extend(bindings.names);
    }

    fn take(&mut self, name: &Ident, own: bool) {
        if self.parameter(name).is_none() {
            return;
        }
        let at = place(name.span());
        if own {
            self.seen.own.insert(at);
        } else {
            self.seen.bare.insert(at);
        }
        if self.capturing > 0 {
            let captured = self.seen.captured.entry(name.to_string());
            captured.or_insert(at);
        }
    }

    /// The parameter that an expression is, with what may stand around it as the receiver of
    /// its conversion.
    fn denoted<'e>(&self, expr: &'e Expr) -> Option<&'e Ident> {
        match expr {
            Expr::Path(path) if path.qself.is_none() => path.path.get_ident(),
            Expr::Paren(paren) => self.denoted(&paren.expr),
            Expr::Group(group) => self.denoted(&group.expr),
            Expr::Reference(reference) => {
                let name = self.denoted(&reference.expr)?;
                self.parameter(name).filter(|index| borrows(*index))?;
                Some(name)
            }
            Expr::Unary(unary) if matches!(unary.op, syn::UnOp::Deref(_)) => {
                let name = self.denoted(&unary.expr)?;
                self.parameter(name).filter(|index| borrows(*index))?;
                Some(name)
            }
            _ => None,
        }
    }

    /// The parameter whose own conversion the expression is.
    fn own<'e>(&self, expr: &'e Expr) -> Option<&'e Ident> {
        match expr {
            Expr::MethodCall(call) if call.args.is_empty() && call.turbofish.is_none() => {
                // `-x.into()`: the receiver is `x`; only in parentheses it can be `&x`.
                let name = self.denoted(&call.receiver)?;
                let index = self.parameter(name)?;
                let method = if borrows(index) { "as_ref" } else { "into" };
                (call.method == method).then_some(name)
            }
            Expr::Call(call) if call.args.len() == 1 && !call.args.trailing_punct() => {
                let Expr::Path(function) = &*call.func else {
                    return None;
                };
                let argument = match &call.args[0] {
                    Expr::Reference(reference) => &*reference.expr,
                    argument => argument,
                };
                let name = self.denoted(argument)?;
                let index = self.parameter(name)?;
                let (of_trait, method) = if borrows(index) {
                    ("AsRef", "as_ref")
                } else {
                    ("Into", "into")
                };
                let mut segments = function.path.segments.iter().rev();
                let last = segments.next()?;
                let owner = segments.next()?;
                (last.ident == method && owner.ident == of_trait).then_some(name)
            }
            _ => None,
        }
    }

    /// A macro: expressions between commas, or statements. Otherwise nothing is claimed.
    fn tokens(&mut self, mac: &Macro) {
        let last = mac.path.segments.last().map(|last| last.ident.to_string());
        let tokens = mac.tokens.clone();
        let outside = std::mem::replace(&mut self.in_macro, true);
        let commas = Punctuated::<Expr, Token![,]>::parse_terminated;
        if last.as_deref().is_some_and(quotes) {
            // What it makes of its tokens is no code of this function.
            self.claim_nothing(tokens);
        } else if last.is_some_and(|last| last.ends_with("matches")) {
            match parse_matches.parse2(tokens.clone()) {
                Ok(arm) => self.scoped(|this| {
                    this.visit_expr(&arm.value);
                    this.bind(&arm.pattern);
                    if let Some(guard) = &arm.guard {
                        this.visit_expr(guard);
                    }
                }),
                Err(_) => self.claim_nothing(tokens),
            }
        } else if let Ok(list) = commas.parse2(tokens.clone()) {
            self.scoped(|this| {
                for expr in &list {
                    this.visit_expr(expr);
                }
            });
        } else if let Ok(statements) = Block::parse_within.parse2(tokens.clone()) {
            self.scoped(|this| this.statements(&statements));
        } else {
            self.claim_nothing(tokens);
        }
        self.in_macro = outside;
    }

    fn claim_nothing(&mut self, tokens: TokenStream) {
        for token in tokens {
            match token {
                TokenTree::Ident(name) => {
                    self.unclaimed.insert(place(name.span()));
                }
                TokenTree::Group(group) => self.claim_nothing(group.stream()),
                TokenTree::Punct(_) | TokenTree::Literal(_) => {}
            }
        }
    }

    fn statements(&mut self, statements: &[Stmt]) {
        for statement in statements {
            if let Stmt::Item(item) = statement {
                if let Some((name, attrs)) = value_of(item) {
                    if !is_conditional(attrs) {
                        self.hidden.push(name.to_string());
                    }
                }
            }
        }
        for statement in statements {
            self.visit_stmt(statement);
        }
    }
}

struct Matches {
    value: Expr,
    pattern: Pat,
    guard: Option<Expr>,
}

fn parse_matches(input: syn::parse::ParseStream<'_>) -> syn::Result<Matches> {
    let value = input.parse()?;
    input.parse::<Token![,]>()?;
    let pattern = Pat::parse_multi_with_leading_vert(input)?;
    let guard = if input.parse::<Option<Token![if]>>()?.is_some() {
        Some(input.parse()?)
    } else {
        None
    };
    input.parse::<Option<Token![,]>>()?;
    Ok(Matches {
        value,
        pattern,
        guard,
    })
}

/// What an item declares that an expression can name.
fn value_of(item: &Item) -> Option<(&Ident, &[Attribute])> {
    match item {
        Item::Fn(item) => Some((&item.sig.ident, &item.attrs)),
        Item::Const(item) => Some((&item.ident, &item.attrs)),
        Item::Static(item) => Some((&item.ident, &item.attrs)),
        Item::Struct(item) if !matches!(item.fields, Fields::Named(_)) => {
            Some((&item.ident, &item.attrs))
        }
        _ => None,
    }
}

fn is_conditional(attributes: &[Attribute]) -> bool {
    attributes
        .iter()
        .any(|attribute| matches!(&attribute.meta, Meta::List(list) if list.path.is_ident("cfg")))
}

/// The names that a pattern surely binds.
#[derive(Default)]
struct Bindings {
    names: Vec<String>,
}

impl<'ast> Visit<'ast> for Bindings {
    fn visit_pat_ident(&mut self, pattern: &'ast syn::PatIdent) {
        self.names.push(pattern.ident.to_string());
        visit::visit_pat_ident(self, pattern);
    }

    fn visit_field_pat(&mut self, field: &'ast syn::FieldPat) {
        if !is_conditional(&field.attrs) {
            visit::visit_field_pat(self, field);
        }
    }

    fn visit_expr(&mut self, _: &'ast Expr) {}

    fn visit_type(&mut self, _: &'ast syn::Type) {}
}

impl<'ast> Visit<'ast> for Reference<'_> {
    fn visit_block(&mut self, block: &'ast Block) {
        self.scoped(|this| this.statements(&block.stmts));
    }

    fn visit_local(&mut self, local: &'ast Local) {
        if let Some(init) = &local.init {
            self.visit_expr(&init.expr);
            if let Some((_, otherwise)) = &init.diverge {
                self.visit_expr(otherwise);
            }
        }
        if !is_conditional(&local.attrs) {
            self.bind(&local.pat);
        }
    }

    fn visit_item(&mut self, item: &'ast Item) {
        // An item sees no variables. What a `macro_rules!` makes of its tokens does.
        if let Item::Macro(item) = item {
            self.claim_nothing(item.mac.tokens.clone());
        }
    }

    fn visit_expr(&mut self, expr: &'ast Expr) {
        if let Some(name) = self.own(expr) {
            self.take(name, true);
            return;
        }
        match expr {
            Expr::Path(path) if path.qself.is_none() => {
                if let Some(name) = path.path.get_ident() {
                    self.take(name, false);
                }
            }
            Expr::Path(_) => {}
            // The name of an argument, as in `format!("{name}", name = 1)`.
            Expr::Assign(assign) if self.in_macro && matches!(&*assign.left, Expr::Path(_)) => {
                self.visit_expr(&assign.right);
            }
            Expr::Let(of_let) => {
                self.visit_expr(&of_let.expr);
                self.bind(&of_let.pat);
            }
            Expr::Async(block) => {
                let captures = block.capture.is_some();
                self.capturing += usize::from(captures);
                self.visit_block(&block.block);
                self.capturing -= usize::from(captures);
            }
            // What syn has no tree for.
            Expr::Verbatim(tokens) => self.claim_nothing(tokens.clone()),
            _ => visit::visit_expr(self, expr),
        }
    }

    fn visit_expr_if(&mut self, of_if: &'ast ExprIf) {
        self.scoped(|this| {
            this.visit_expr(&of_if.cond);
            this.visit_block(&of_if.then_branch);
        });
        if let Some((_, otherwise)) = &of_if.else_branch {
            self.visit_expr(otherwise);
        }
    }

    fn visit_expr_while(&mut self, of_while: &'ast ExprWhile) {
        self.scoped(|this| {
            this.visit_expr(&of_while.cond);
            this.visit_block(&of_while.body);
        });
    }

    fn visit_expr_for_loop(&mut self, of_for: &'ast ExprForLoop) {
        self.visit_expr(&of_for.expr);
        self.scoped(|this| {
            this.bind(&of_for.pat);
            this.visit_block(&of_for.body);
        });
    }

    fn visit_expr_match(&mut self, of_match: &'ast ExprMatch) {
        self.visit_expr(&of_match.expr);
        for arm in &of_match.arms {
            self.scoped(|this| {
                this.bind(&arm.pat);
                if let Pat::Guard(guarded) = &arm.pat {
                    this.visit_expr(&guarded.guard);
                }
                this.visit_expr(&arm.body);
            });
        }
    }

    fn visit_expr_closure(&mut self, closure: &'ast ExprClosure) {
        let captures = closure.capture.is_some();
        self.scoped(|this| {
            for input in &closure.inputs {
                this.bind(input);
            }
            this.capturing += usize::from(captures);
            this.visit_expr(&closure.body);
            this.capturing -= usize::from(captures);
        });
    }

    fn visit_macro(&mut self, mac: &'ast Macro) {
        self.tokens(mac);
    }

    fn visit_attribute(&mut self, _: &'ast Attribute) {}

    fn visit_type(&mut self, _: &'ast syn::Type) {}

    fn visit_pat(&mut self, _: &'ast Pat) {}

    fn visit_generic_argument(&mut self, _: &'ast syn::GenericArgument) {}
}
