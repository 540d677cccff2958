//! Inside a macro call.
//!
//! What a macro does with its tokens is its own affair, but nearly all take
//! expressions: so the tokens are parsed as a list of expressions, as statements
//! or as `matches!` has them, and rewritten as code. What does not parse is
//! rewritten token by token (`raw.rs`). Tokens in which nothing was rewritten are
//! left as they were.

use proc_macro2::{TokenStream, TokenTree};
use quote::{quote, ToTokens};
use syn::parse::{Parse, ParseStream, Parser};
use syn::{Block, Expr, Macro, Pat, Token};

use super::{Bare, Binding, Context, Walker};

impl Walker<'_> {
    pub(super) fn invocation(&mut self, mac: &mut Macro) {
        if !self.survey(&mac.tokens) {
            return;
        }
        let outside = std::mem::replace(&mut self.in_macro, true);
        let before = self.rewritten;
        let tokens = self.rewrite_tokens(mac);
        if self.rewritten > before {
            mac.tokens = tokens;
        }
        self.in_macro = outside;
    }

    /// A `macro_rules!` in the body: only its tokens can be read.
    pub(super) fn definition(&mut self, mac: &mut Macro) {
        if self.survey(&mac.tokens) {
            let outside = std::mem::replace(&mut self.in_macro, true);
            mac.tokens = self.raw(mac.tokens.clone());
            self.in_macro = outside;
        }
    }

    fn rewrite_tokens(&mut self, mac: &Macro) -> TokenStream {
        let tokens = mac.tokens.clone();
        if mac
            .path
            .segments
            .last()
            .is_some_and(|last| last.ident == "matches")
        {
            if let Ok(mut matches) = syn::parse2::<Matches>(tokens.clone()) {
                self.matches(&mut matches);
                return matches.into_token_stream();
            }
        }
        if let Ok(mut list) = syn::parse2::<Expressions>(tokens.clone()) {
            for (expr, _) in &mut list.0 {
                self.macro_argument(expr);
            }
            return list.into_token_stream();
        }
        if let Ok(mut stmts) = Block::parse_within.parse2(tokens.clone()) {
            self.statements(&mut stmts);
            return quote!(#(#stmts)*);
        }
        self.raw(tokens)
    }

    fn macro_argument(&mut self, expr: &mut Expr) {
        match expr {
            // `format!("{name}", name = value)`: the name is not a use.
            Expr::Assign(assign) if matches!(*assign.left, Expr::Path(_)) => {
                self.expression(&mut assign.right);
            }
            other => self.expression(other),
        }
    }

    fn matches(&mut self, matches: &mut Matches) {
        self.expression(&mut matches.expr);
        let mark = self.scope.mark();
        self.bind_elements(&matches.pat, None);
        if let Some((_, guard)) = &mut matches.guard {
            self.expression(guard);
        }
        self.scope.restore(mark);
    }

    /// Whether a parameter is among the tokens, so that a closer look is worth it.
    /// Records what a format string captures.
    fn survey(&mut self, tokens: &TokenStream) -> bool {
        let mut found = false;
        for token in tokens.clone() {
            match token {
                TokenTree::Ident(ident) => found |= self.scope.lookup(&ident).is_some(),
                TokenTree::Group(group) => found |= self.survey(&group.stream()),
                TokenTree::Punct(_) => {}
                TokenTree::Literal(literal) => self.survey_captures(&literal.to_string()),
            }
        }
        found
    }

    /// `"{name}"` and `"{name:?}"` are uses, too.
    fn survey_captures(&mut self, literal: &str) {
        if !literal.contains('{') {
            return;
        }
        for (index, converted) in self.plan.converted.iter().enumerate() {
            let name = converted.name.to_string();
            let captured = literal.match_indices('{').any(|(at, _)| {
                literal[at + 1..]
                    .strip_prefix(&name)
                    .is_some_and(|rest| rest.starts_with([':', '}']))
            });
            if captured && self.scope.lookup(converted.name) == Some(Binding::Param(index)) {
                self.uses[index].bare.push(Bare {
                    at: converted.name.clone(),
                    context: Context::Macro,
                });
            }
        }
    }
}

/// `a, b; c,`: what `format!`, `assert!` and `vec!` take.
struct Expressions(Vec<(Expr, Option<TokenTree>)>);

impl Parse for Expressions {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let mut list = Vec::new();
        while !input.is_empty() {
            let expr: Expr = input.parse()?;
            let separator = if input.is_empty() {
                None
            } else if input.peek(Token![,]) || input.peek(Token![;]) {
                Some(input.parse()?)
            } else {
                return Err(input.error("expected `,` or `;`"));
            };
            list.push((expr, separator));
        }
        Ok(Expressions(list))
    }
}

impl ToTokens for Expressions {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        for (expr, separator) in &self.0 {
            expr.to_tokens(tokens);
            separator.to_tokens(tokens);
        }
    }
}

/// `expr, pat if guard,`: what `matches!` takes.
struct Matches {
    expr: Expr,
    comma: Token![,],
    pat: Pat,
    guard: Option<(Token![if], Expr)>,
    trailing: Option<Token![,]>,
}

impl Parse for Matches {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        Ok(Matches {
            expr: input.parse()?,
            comma: input.parse()?,
            pat: input.call(Pat::parse_multi_with_leading_vert)?,
            guard: if input.peek(Token![if]) {
                Some((input.parse()?, input.parse()?))
            } else {
                None
            },
            trailing: input.parse()?,
        })
    }
}

impl ToTokens for Matches {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let Matches {
            expr,
            comma,
            pat,
            guard,
            trailing,
        } = self;
        expr.to_tokens(tokens);
        comma.to_tokens(tokens);
        pat.to_tokens(tokens);
        if let Some((if_token, guard)) = guard {
            if_token.to_tokens(tokens);
            guard.to_tokens(tokens);
        }
        trailing.to_tokens(tokens);
    }
}
