//! Which names a piece of syntax mentions.
//!
//! In: tokens of types, bounds, predicates, bodies. Out: the function's generics
//! among them, `Self`, lifetimes, and names that look like generics of the impl.
//! It reads token by token: a visitor for every kind of syntax would be the largest part
//! of this crate, and there is no other way to read macros.

use proc_macro2::{Delimiter, Ident, TokenStream, TokenTree};
use quote::ToTokens;

use crate::expand::syntax::build::stream;
use crate::expand::syntax::cursor::{
    back, is_double_colon, is_one_of, is_punct, is_word, position_of,
};
use crate::expand::syntax::skip::item_at;

/// The first place where `name` stands in `syntax`.
pub(crate) fn first(syntax: &dyn ToTokens, name: &Ident) -> Option<Ident> {
    let mut mentions = Mentions::of(std::slice::from_ref(&name));
    mentions.scan(syntax.to_token_stream());
    mentions.generics.first().cloned()
}

/// Whether an anonymous generic stands anywhere in a type.
pub(crate) fn has_impl_trait(ty: &syn::Type) -> bool {
    let mut found = false;
    each_ident(&ty.to_token_stream(), &mut |ident| found |= ident == "impl");
    found
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

/// Whether one of these names stands in the tokens.
pub(crate) fn has_any(tokens: &TokenStream, names: &[&str]) -> bool {
    let mut found = false;
    each_ident(tokens, &mut |ident| {
        found |= is_one_of(ident, names);
    });
    found
}

/// The lifetimes that a type names: not `'_`, not `'static`, not those that a
/// `for<..>` in it declares.
pub(crate) fn lifetimes_of(syntax: &dyn ToTokens) -> Vec<Ident> {
    let mut mentions = Mentions::of(&[]);
    mentions.scan(syntax.to_token_stream());
    mentions.lifetimes()
}

/// What was found.
pub(crate) struct Mentions<'n> {
    names: &'n [&'n Ident],
    /// The generics of the impl, where that is known.
    pub(crate) block: &'n [&'n Ident],
    /// In bodies: an item sees no generics, and its `Self` is another.
    skip_items: bool,
    /// In signatures: a name is that of a type, or of a constant in one.
    pub(crate) in_types: bool,
    /// Those of the given names that stand where a generic could.
    pub(crate) generics: Vec<Ident>,
    /// `self` or `Self`
    pub(crate) receiver: bool,
    /// Those of the impl's generics that stand where a generic could.
    pub(crate) of_block: Vec<Ident>,
    /// Names in type position that look like a generic.
    pub(crate) like_generics: Vec<Ident>,
    /// Names elsewhere that look like the constant of an `impl`.
    pub(crate) like_constants: Vec<Ident>,
    lifetimes: Vec<Ident>,
    bound: Vec<Ident>,
}

impl<'n> Mentions<'n> {
    pub(crate) fn of(names: &'n [&'n Ident]) -> Self {
        Mentions {
            names,
            block: &[],
            skip_items: false,
            in_types: false,
            generics: Vec::new(),
            receiver: false,
            of_block: Vec::new(),
            like_generics: Vec::new(),
            like_constants: Vec::new(),
            lifetimes: Vec::new(),
            bound: Vec::new(),
        }
    }

    pub(crate) fn of_body(names: &'n [&'n Ident]) -> Self {
        Mentions {
            skip_items: true,
            ..Mentions::of(names)
        }
    }

    /// See [`lifetimes_of`].
    pub(crate) fn lifetimes(&self) -> Vec<Ident> {
        let mut free = Vec::new();
        for lifetime in &self.lifetimes {
            if !self.bound.contains(lifetime) {
                free.push(lifetime.clone());
            }
        }
        free
    }

    pub(crate) fn scan(&mut self, tokens: TokenStream) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let seen = (self.like_generics.len(), self.like_constants.len());
        let mut declared: Vec<Ident> = Vec::new();
        let mut at = 0;
        while at < tokens.len() {
            match &tokens[at] {
                TokenTree::Group(group) => {
                    let outside = self.in_types;
                    self.in_types |=
                        group.delimiter() != Delimiter::Brace && stands_in_type(&tokens, at);
                    if self.in_types && group.delimiter() == Delimiter::Bracket {
                        self.array(group.stream());
                    } else {
                        self.scan(group.stream());
                    }
                    self.in_types = outside;
                }
                TokenTree::Punct(punct) if punct.as_char() == '\'' => {
                    if let Some(TokenTree::Ident(name)) = tokens.get(at + 1) {
                        self.lifetime(&tokens, at, name);
                    }
                    at += 1;
                }
                TokenTree::Ident(ident) => {
                    if self.skip_items && is_word(tokens.get(at), "use") {
                        // What it imports is no generic.
                        while at < tokens.len() && !is_punct(tokens.get(at), ';') {
                            let token = TokenStream::from(tokens[at].clone());
                            each_ident(&token, &mut |name| declared.push(name.clone()));
                            at += 1;
                        }
                        continue;
                    }
                    match item_at(&tokens, at).filter(|_| self.skip_items) {
                        Some(item) => {
                            declared.extend(item.ty.cloned());
                            declared.extend(item.value.cloned());
                            at = item.end;
                            continue;
                        }
                        None => self.ident(&tokens, at, ident),
                    }
                }
                TokenTree::Punct(_) | TokenTree::Literal(_) => {}
            }
            at += 1;
        }
        forget(&mut self.like_generics, seen.0, &declared);
        forget(&mut self.like_constants, seen.1, &declared);
    }

    /// `[T; N]`, where `N` is a constant.
    fn array(&mut self, inside: TokenStream) {
        let tokens: Vec<TokenTree> = inside.into_iter().collect();
        let length = position_of(&tokens, ';').unwrap_or(tokens.len());
        self.scan(stream(&tokens[..length]));
        self.in_types = false;
        self.scan(stream(&tokens[length..]));
    }

    fn lifetime(&mut self, tokens: &[TokenTree], at: usize, name: &Ident) {
        let before = |count| back(tokens, at, count);
        // Elsewhere a `'name` is the label of a loop.
        let is_lifetime = is_mark(before(1), &['&', '<', '+', ',', ':']);
        let first = at == 0 && !is_punct(tokens.get(2), ':');
        if !is_lifetime && !first || name == "_" || name == "static" {
            return;
        }
        let binds = matches!(before(2), Some(TokenTree::Ident(ident)) if ident == "for");
        if binds && is_punct(before(1), '<') {
            self.bind(&tokens[at..]);
        }
        self.lifetimes.push(name.clone());
    }

    /// The lifetimes of a `for<'a, 'b>`.
    fn bind(&mut self, tokens: &[TokenTree]) {
        for token in tokens {
            match token {
                TokenTree::Ident(name) => self.bound.push(name.clone()),
                TokenTree::Punct(punct) if punct.as_char() == '>' => return,
                _ => {}
            }
        }
    }

    fn ident(&mut self, tokens: &[TokenTree], at: usize, ident: &Ident) {
        let before = |count| back(tokens, at, count);
        let later_segment = is_double_colon(before(2), before(1));
        if later_segment || is_punct(before(1), '.') && !is_punct(before(2), '.') {
            return;
        }
        let path = is_double_colon(tokens.get(at + 1), tokens.get(at + 2));
        if ident == "Self" || ident == "self" && !path {
            self.receiver = true;
        } else if self.names.contains(&ident) {
            self.generics.push(ident.clone());
        } else if self.block.contains(&ident) {
            self.of_block.push(ident.clone());
        } else {
            // A bound is a trait, never a generic.
            let bounds = is_mark(before(1), &['+', '?'])
                || is_punct(before(1), ':') && !is_punct(before(2), ':')
                || is_word(before(1), "impl")
                || is_word(before(1), "dyn");
            if self.in_types && bounds && !path {
                return;
            }
            let in_type = path || self.in_types || stands_in_type(tokens, at);
            // `a < N` is no type.
            let compared = is_punct(before(1), '<') && !opens_arguments(before(2));
            let compared = compared || is_punct(before(1), '>') && !is_punct(before(2), '-');
            if !looks_like_a_generic(ident) {
                return;
            }
            if in_type && (!compared || self.in_types) {
                self.like_generics.push(ident.clone());
            } else if is_one_of(ident, &["K", "L", "M", "N"]) {
                self.like_constants.push(ident.clone());
            }
        }
    }
}

/// Takes what a block declares itself out of what was seen in it.
fn forget(names: &mut Vec<Ident>, seen: usize, declared: &[Ident]) {
    let mut at = seen;
    while at < names.len() && !declared.is_empty() {
        if declared.contains(&names[at]) {
            names.remove(at);
        } else {
            at += 1;
        }
    }
}

/// Whether what is at `at` in a body stands where types do, as far as its neighbours show.
fn stands_in_type(tokens: &[TokenTree], at: usize) -> bool {
    let before = |count| back(tokens, at, count);
    match before(1) {
        Some(TokenTree::Ident(word)) => is_one_of(word, &["as", "fn", "mut"]),
        Some(TokenTree::Punct(mark)) => match mark.as_char() {
            // `let x: T`, `|x: T|`, not the field of a struct.
            ':' if !is_punct(before(2), ':') => match before(3) {
                Some(TokenTree::Ident(word)) => word == "let" || word == "mut",
                other => is_punct(other, '|'),
            },
            '<' | ':' | '&' | '>' => true,
            ',' => is_punct(tokens.get(at + 1), '>'),
            _ => false,
        },
        _ => false,
    }
}

/// Whether a token is one of these characters.
fn is_mark(token: Option<&TokenTree>, characters: &[char]) -> bool {
    matches!(token, Some(TokenTree::Punct(punct)) if characters.contains(&punct.as_char()))
}

/// `Vec<`, `collect::<`, and not `a <`.
fn opens_arguments(before: Option<&TokenTree>) -> bool {
    match before {
        Some(TokenTree::Ident(name)) => name.to_string().starts_with(char::is_uppercase),
        Some(TokenTree::Punct(punct)) => matches!(punct.as_char(), ':' | '<' | '&'),
        Some(_) => false,
        None => true,
    }
}

/// `T`, `K2`: a name that in a type is nearly always a generic. If the function
/// does not declare it then the impl does, and the attribute cannot see that.
fn looks_like_a_generic(ident: &Ident) -> bool {
    let text = ident.to_string();
    let mut chars = text.chars();
    text.len() <= 2
        && chars.next().is_some_and(char::is_uppercase)
        && chars.all(|c| c.is_ascii_digit())
}

/// Whether such a name is as often a type: `E` for an error, `V3` for a vector.
pub(crate) fn is_often_a_type(ident: &Ident) -> bool {
    let text = ident.to_string();
    const LETTERS: [&str; 10] = ["E", "G", "H", "J", "L", "O", "W", "X", "Y", "Z"];
    is_one_of(ident, &LETTERS) || text.len() == 2 && !text.starts_with(['T', 'K'])
}

/// Every name in the expression, `{name}` in a string of a macro included.
pub(crate) fn each_name(value: &[TokenTree], take: &mut dyn FnMut(&str)) {
    for token in value {
        match token {
            TokenTree::Ident(name) => take(&name.to_string()),
            TokenTree::Group(group) => {
                each_name(&group.stream().into_iter().collect::<Vec<_>>(), take);
            }
            TokenTree::Literal(literal) => {
                let literal = literal.to_string();
                let mut parts = literal.split('{');
                parts.next();
                for part in parts {
                    let is_name = |c: char| c.is_alphanumeric() || c == '_';
                    let end = part.find(|c| !is_name(c)).unwrap_or(part.len());
                    take(&part[..end]);
                }
            }
            TokenTree::Punct(_) => {}
        }
    }
}
