//! Tokens that are not Rust expressions: the grammar of somebody's macro.
//!
//! Looks for the shapes `x.into()`, `Into::into(x)`, `AsRef::<T>::as_ref(&x)` and
//! `<_ as AsRef<T>>::as_ref(&x)`, and follows the plainest ways to hide a name
//! (`let x = ..;`, `|x| ..`, `Some(x) => ..`), so that a second binding is left
//! alone here as well.

use proc_macro2::{Delimiter, Group, Ident, TokenStream, TokenTree};
use quote::ToTokens;
use syn::ExprPath;

use super::own::place;
use super::{Binding, Context, Walker};

impl Walker<'_> {
    pub(super) fn raw(&mut self, tokens: TokenStream) -> TokenStream {
        let mark = self.scope.mark();
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let mut output: Vec<TokenTree> = Vec::with_capacity(tokens.len());
        let mut pending: Vec<Ident> = Vec::new();
        let mut at = 0;
        while at < tokens.len() {
            match &tokens[at] {
                TokenTree::Ident(ident) if ident == "let" => {
                    pending = self.names_until(&tokens[at + 1..], &['=', ';']);
                    let length = length_until(&tokens[at + 1..], &['=', ';']);
                    output.extend_from_slice(&tokens[at..=at + length]);
                    at += length + 1;
                    continue;
                }
                TokenTree::Punct(punct) if punct.as_char() == ';' => self.hide(&mut pending),
                TokenTree::Punct(punct) if punct.as_char() == '|' => {
                    let length = length_until(&tokens[at + 1..], &['|']);
                    let mut names = self.names_until(&tokens[at + 1..], &['|']);
                    if at + 1 + length < tokens.len() && !names.is_empty() {
                        self.hide(&mut names);
                        output.extend_from_slice(&tokens[at..=at + 1 + length]);
                        at += length + 2;
                        continue;
                    }
                }
                TokenTree::Punct(punct) if is_arrow(punct.as_char(), tokens.get(at + 1)) => {
                    let start = last_separator(&output);
                    let mut names = self.names_until(&output[start..], &[]);
                    self.hide(&mut names);
                }
                TokenTree::Ident(ident) => {
                    if let Some((tree, length)) = self.raw_use(&tokens, at, ident) {
                        output.push(tree);
                        at += length;
                        continue;
                    }
                }
                TokenTree::Group(group) => {
                    if let Some(tree) = self.raw_call(&mut output, group) {
                        output.push(tree);
                    } else {
                        let mut inner = Group::new(group.delimiter(), self.raw(group.stream()));
                        inner.set_span(group.span());
                        // `if let Some(x) = y { .. }` hides within the block only.
                        output.push(TokenTree::Group(inner));
                    }
                    at += 1;
                    continue;
                }
                _ => {}
            }
            output.push(tokens[at].clone());
            at += 1;
        }
        self.scope.restore(mark);
        output.into_iter().collect()
    }

    fn hide(&mut self, names: &mut Vec<Ident>) {
        for name in names.drain(..) {
            self.scope.bind(name, Binding::Other);
        }
    }

    /// The followed names that stand before one of `ends`.
    fn names_until(&self, tokens: &[TokenTree], ends: &[char]) -> Vec<Ident> {
        let mut names = Vec::new();
        let pattern: TokenStream = tokens[..length_until(tokens, ends)]
            .iter()
            .cloned()
            .collect();
        super::super::mentions::each_ident(&pattern, &mut |ident| {
            if self.scope.lookup(ident).is_some() {
                names.push(ident.clone());
            }
        });
        names
    }

    /// `x.into()`, or `x` for itself, at `at`; with the number of tokens it has.
    fn raw_use(
        &mut self,
        tokens: &[TokenTree],
        at: usize,
        ident: &Ident,
    ) -> Option<(TokenTree, usize)> {
        if at > 0 && is_member(tokens, at) {
            return None;
        }
        let binding = self.scope.lookup(ident)?;
        let method = match (tokens.get(at + 1), tokens.get(at + 2), tokens.get(at + 3)) {
            (
                Some(TokenTree::Punct(dot)),
                Some(TokenTree::Ident(method)),
                Some(TokenTree::Group(arguments)),
            ) if dot.as_char() == '.'
                && arguments.delimiter() == Delimiter::Parenthesis
                && arguments.stream().is_empty() =>
            {
                Some(method)
            }
            _ => None,
        };
        let path = place(ident.clone());
        match method.and_then(|method| self.own_method(&path, method)) {
            Some((binding, name)) => Some((self.raw_value(binding, name), 4)),
            None => {
                self.bare(binding, ident, Context::Macro);
                None
            }
        }
    }

    /// `path(x)`, where `path` is the end of what was put out already.
    fn raw_call(&mut self, output: &mut Vec<TokenTree>, group: &Group) -> Option<TokenTree> {
        if group.delimiter() != Delimiter::Parenthesis {
            return None;
        }
        let argument: syn::Expr = syn::parse2(group.stream()).ok()?;
        let start = path_start(output);
        let path: TokenStream = output[start..].iter().cloned().collect();
        let path: ExprPath = syn::parse2(path).ok()?;
        let (binding, name) = self.own_call(&path, &argument)?;
        output.truncate(start);
        Some(self.raw_value(binding, name))
    }

    fn raw_value(&mut self, binding: Binding, name: Ident) -> TokenTree {
        let value = self.value(binding, name).into_token_stream();
        // One token: the parentheses around the value.
        value.into_iter().next().expect("a value is a group")
    }
}

fn length_until(tokens: &[TokenTree], ends: &[char]) -> usize {
    tokens
        .iter()
        .position(
            |token| matches!(token, TokenTree::Punct(punct) if ends.contains(&punct.as_char())),
        )
        .unwrap_or(tokens.len())
}

fn is_arrow(first: char, second: Option<&TokenTree>) -> bool {
    first == '=' && matches!(second, Some(TokenTree::Punct(punct)) if punct.as_char() == '>')
}

/// Where the match arm that ends `output` begins.
fn last_separator(output: &[TokenTree]) -> usize {
    output
        .iter()
        .rposition(|token| match token {
            TokenTree::Punct(punct) => punct.as_char() == ',',
            TokenTree::Group(group) => group.delimiter() == Delimiter::Brace,
            _ => false,
        })
        .map_or(0, |position| position + 1)
}

/// Whether the token at `at` is a field, a method or a later segment of a path.
fn is_member(tokens: &[TokenTree], at: usize) -> bool {
    let punct = |index: usize| match tokens.get(index) {
        Some(TokenTree::Punct(punct)) => Some(punct.as_char()),
        _ => None,
    };
    let range = at > 1 && punct(at - 2) == Some('.');
    match punct(at - 1) {
        Some('.') => !range,
        Some(':') => at > 1 && punct(at - 2) == Some(':'),
        _ => false,
    }
}

/// Where the path that ends `output` begins: `a::b`, `::a::b::<T>::c`, `<A as B>::c`.
fn path_start(output: &[TokenTree]) -> usize {
    let mut start = output.len();
    let mut depth = 0_usize;
    while start > 0 {
        let part = match &output[start - 1] {
            TokenTree::Punct(punct) => match punct.as_char() {
                '>' => {
                    depth += 1;
                    true
                }
                '<' => {
                    if depth == 0 {
                        break;
                    }
                    depth -= 1;
                    true
                }
                ':' => true,
                _ => depth > 0,
            },
            TokenTree::Ident(_) => {
                // Two words in a row are not one path.
                depth > 0 || !matches!(output.get(start), Some(TokenTree::Ident(_)))
            }
            _ => depth > 0,
        };
        if !part {
            break;
        }
        start -= 1;
    }
    start
}
