//! An `async fn` whose first statement is all that uses what cannot be in a `Send` future.
//!
//! ```text
//! Input:  async fn f(items: impl Into<Rc<[u8]>>) -> usize { let n = items.into().len(); rest }
//! Output: fn __demono_inner(items: Rc<[u8]>) -> impl Future<Output = usize> {
//!             let n = items.len();
//!             async move { rest }
//!         }
//! ```
//!
//! In: the function and its plan. Out: whether that is so, and where the statement ends.

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::ToTokens;
use syn::ReturnType;

use crate::expand::crossing::auto_traits::Sent;
use crate::expand::input::function::{Function, Pattern};
use crate::expand::input::header::{BlockKind, Header};
use crate::expand::plan::parameters::{Plan, Role};
use crate::expand::syntax::build::stream;
use crate::expand::syntax::cursor::{is_punct, is_word, position_of};
use crate::expand::syntax::lifetimes::has_elided;
use crate::expand::syntax::mentions::{each_name, lifetimes_of};

pub(crate) struct Early {
    /// What the statement declares.
    pub(crate) name: Ident,
    /// The parameters that are used later.
    pub(crate) later: Vec<Ident>,
}

pub(crate) fn early(
    function: &Function,
    plan: &Plan<'_>,
    header: Option<&Header>,
) -> Option<Early> {
    function.asyncness.as_ref()?;
    let inherent = header.map_or(true, |header| header.kind == BlockKind::Inherent);
    let plain = function.receiver.is_none() && function.unsafety.is_none();
    if !plain || !inherent || !function.inner_attrs.is_empty() {
        return None;
    }
    if let ReturnType::Type(_, ty) = &function.output {
        if borrows(ty.to_token_stream()) {
            return None;
        }
    }
    let tokens: Vec<TokenTree> = function.body.clone().into_iter().collect();
    let end = position_of(&tokens, ';')?;
    let (statement, rest) = tokens.split_at(end);
    let name = declared(statement)?;
    let mentions = |tokens: &[TokenTree], wanted: &Ident| {
        let mut found = false;
        let wanted = wanted.to_string();
        each_name(tokens, &mut |name| found |= name == wanted);
        found
    };
    let mut later = Vec::new();
    let mut some = false;
    for param in &plan.params {
        let Pattern::Name { name: own, .. } = &param.arg.pat else {
            return None;
        };
        let local = match param.role {
            Role::Convert(index) => {
                let standard = plan.converted[index].conversion.standard()?;
                let local = standard.sent() != Sent::Yes;
                if !local && (standard.by.borrows() || borrows(standard.target.to_token_stream())) {
                    return None;
                }
                local
            }
            Role::Keep if !borrows(param.arg.ty.to_token_stream()) => false,
            _ => return None,
        };
        some |= local;
        // `let items = items.into().len();`: from there on the name is another's.
        let shadowed = local && *own == name;
        let used_later = !shadowed && mentions(rest, own);
        if mentions(statement, own) != local || used_later == local || *own == name && !local {
            return None;
        }
        if !local {
            later.push(own.clone());
        }
    }
    (some && mentions(rest, &name)).then_some(Early { name, later })
}

/// `n` of `let n = items.into().len()`, which neither returns nor waits.
fn declared(statement: &[TokenTree]) -> Option<Ident> {
    let mut at = 1;
    if !is_word(statement.first(), "let") {
        return None;
    }
    if is_word(statement.get(at), "mut") {
        at += 1;
    }
    let Some(TokenTree::Ident(name)) = statement.get(at) else {
        return None;
    };
    let typed = is_punct(statement.get(at + 1), '=') || is_punct(statement.get(at + 1), ':');
    (typed && !leaves(stream(statement))).then(|| name.clone())
}

/// Whether tokens may leave the function, or wait. A macro may do anything.
fn leaves(tokens: TokenStream) -> bool {
    for token in tokens {
        let found = match &token {
            TokenTree::Group(group) => leaves(group.stream()),
            TokenTree::Punct(mark) => matches!(mark.as_char(), '?' | '!'),
            TokenTree::Ident(word) => word == "return" || word == "await" || word == "move",
            TokenTree::Literal(_) => false,
        };
        if found {
            return true;
        }
    }
    false
}

fn borrows(ty: TokenStream) -> bool {
    has_elided(&ty) || !lifetimes_of(&ty).is_empty()
}
