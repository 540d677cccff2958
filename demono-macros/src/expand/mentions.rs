//! Which names a piece of syntax mentions.
//!
//! In: types, bounds, predicates, tokens. Out: the identifiers that stand where
//! a generic could, and the lifetimes. Macros in it are read token by token.

use proc_macro2::{Ident, TokenStream, TokenTree};
use syn::visit::{self, Visit};
use syn::{Lifetime, Path, Type};

/// The first place where one of `names` stands in `ty`.
pub(crate) fn in_type(ty: &Type, name: &Ident) -> Option<Ident> {
    let mut finder = Finder { name, found: None };
    finder.visit_type(ty);
    finder.found
}

/// The first place where `name` stands in a where predicate.
pub(crate) fn in_predicate(predicate: &syn::WherePredicate, name: &Ident) -> Option<Ident> {
    let mut finder = Finder { name, found: None };
    finder.visit_where_predicate(predicate);
    finder.found
}

/// The first place where `name` stands in a bound.
pub(crate) fn in_bound(bound: &syn::TypeParamBound, name: &Ident) -> Option<Ident> {
    let mut finder = Finder { name, found: None };
    finder.visit_type_param_bound(bound);
    finder.found
}

struct Finder<'n> {
    name: &'n Ident,
    found: Option<Ident>,
}

impl Finder<'_> {
    fn take(&mut self, ident: &Ident) {
        if self.found.is_none() && ident == self.name {
            self.found = Some(ident.clone());
        }
    }
}

impl<'a> Visit<'a> for Finder<'_> {
    fn visit_path(&mut self, path: &'a Path) {
        if let (None, Some(first)) = (&path.leading_colon, path.segments.first()) {
            self.take(&first.ident);
        }
        visit::visit_path(self, path);
    }

    fn visit_captured_param(&mut self, param: &'a syn::CapturedParam) {
        if let syn::CapturedParam::Ident(ident) = param {
            self.take(ident);
        }
    }

    fn visit_macro(&mut self, mac: &'a syn::Macro) {
        each_ident(&mac.tokens, &mut |ident| self.take(ident));
    }

    fn visit_token_stream(&mut self, tokens: &'a TokenStream) {
        each_ident(tokens, &mut |ident| self.take(ident));
    }
}

/// Every identifier of a token stream, in order, inside groups too.
pub(crate) fn each_ident(tokens: &TokenStream, take: &mut dyn FnMut(&Ident)) {
    for token in tokens.clone() {
        match token {
            TokenTree::Ident(ident) => take(&ident),
            TokenTree::Group(group) => each_ident(&group.stream(), take),
            TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
}

/// Every lifetime by name in a token stream, in order; not the labels of loops.
pub(crate) fn each_lifetime(tokens: &TokenStream, take: &mut dyn FnMut(&Ident)) {
    let mut before = ' ';
    let mut after_quote = false;
    for token in tokens.clone() {
        match &token {
            TokenTree::Punct(punct) if punct.as_char() == '\'' => {
                after_quote = matches!(before, '&' | '<' | '+' | ',' | ':');
                continue;
            }
            TokenTree::Ident(ident) if after_quote => take(ident),
            TokenTree::Group(group) => each_lifetime(&group.stream(), take),
            _ => {}
        }
        after_quote = false;
        before = match &token {
            TokenTree::Punct(punct) => punct.as_char(),
            _ => ' ',
        };
    }
}

/// The lifetimes that `syntax` names: not `'_`, not those a `for<..>` in it
/// declares.
pub(crate) fn lifetimes_of(visit: impl FnOnce(&mut LifetimeNames)) -> Vec<Lifetime> {
    let mut names = LifetimeNames::default();
    visit(&mut names);
    names.found
}

#[derive(Default)]
pub(crate) struct LifetimeNames {
    found: Vec<Lifetime>,
    bound: Vec<Ident>,
}

impl<'a> Visit<'a> for LifetimeNames {
    fn visit_bound_lifetimes(&mut self, lifetimes: &'a syn::BoundLifetimes) {
        for param in &lifetimes.lifetimes {
            if let syn::GenericParam::Lifetime(param) = param {
                self.bound.push(param.lifetime.ident.clone());
            }
        }
    }

    fn visit_lifetime(&mut self, lifetime: &'a Lifetime) {
        let ident = &lifetime.ident;
        if ident != "_" && !self.bound.contains(ident) {
            self.found.push(lifetime.clone());
        }
    }

    fn visit_macro(&mut self, mac: &'a syn::Macro) {
        each_lifetime(&mac.tokens, &mut |ident| {
            self.found.push(Lifetime {
                apostrophe: ident.span(),
                ident: ident.clone(),
            });
        });
    }
}
