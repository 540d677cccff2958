//! Methods whose own implementation an object has only if the body calls them: each is code
//! for every type.
//!
//! In: the traits of the object, the body, the parameter. Out: whether it calls one.

use proc_macro2::{Ident, TokenStream, TokenTree};

use crate::expand::crossing::std_traits::Std;
use crate::expand::syntax::cursor::{back, is_brace, is_one_of, is_punct};
use crate::expand::syntax::mentions;

/// They call `nth`.
const SKIPPING: [&str; 3] = ["nth", "skip", "step_by"];

/// What a type may have in fewer steps, or otherwise, than the trait.
fn methods_of(std: Std) -> &'static [&'static str] {
    match std {
        Std::Iterator | Std::ExactSizeIterator => &["count", "last", "max", "min"],
        Std::DoubleEndedIterator => &["count", "last", "max", "min", "nth_back"],
        Std::Read => &[
            "read_exact",
            "read_to_end",
            "read_to_string",
            "read_vectored",
        ],
        Std::BufRead => &[
            "read_exact",
            "read_line",
            "read_to_end",
            "read_to_string",
            "read_until",
            "read_vectored",
        ],
        Std::Write => &["write_char", "write_vectored"],
        Std::Seek => &["rewind", "stream_position"],
        _ => &[],
    }
}

/// Whether the body calls such a method of the parameter, or of something that it makes of it.
pub(crate) fn calls_optional(body: &TokenStream, param: &Ident, std: Std) -> bool {
    if std.iterates() && mentions::has_any(body, &SKIPPING) {
        return true;
    }
    let names = methods_of(std);
    let mut calls = Calls {
        names,
        made: vec![param.clone()],
        found: false,
    };
    if !names.is_empty() && mentions::has_any(body, names) {
        calls.scan(body.clone());
    }
    calls.found
}

struct Calls {
    names: &'static [&'static str],
    /// The parameter, and what a `let` makes of it.
    made: Vec<Ident>,
    found: bool,
}

impl Calls {
    fn scan(&mut self, tokens: TokenStream) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        for (at, token) in tokens.iter().enumerate() {
            match token {
                TokenTree::Group(group) => self.scan(group.stream()),
                TokenTree::Ident(word) if word == "let" => self.start_let(&tokens[at + 1..]),
                TokenTree::Ident(word) if is_one_of(word, self.names) => {
                    let before = back(&tokens, at, 1);
                    self.found |= is_punct(before, ':')
                        || is_punct(before, '.') && self.is_made(root(&tokens, at - 1));
                }
                _ => {}
            }
        }
    }

    /// `let y = x.into_iter();`, `if let Some(y) = x {`
    fn start_let(&mut self, tokens: &[TokenTree]) {
        let mut names = TokenStream::new();
        let mut value = TokenStream::new();
        let mut assigned = false;
        for token in tokens {
            if is_punct(Some(token), ';') || is_brace(Some(token)) {
                break;
            }
            assigned |= is_punct(Some(token), '=');
            let part = if assigned { &mut value } else { &mut names };
            part.extend([token.clone()]);
        }
        let mut of_param = false;
        mentions::each_ident(&value, &mut |name| of_param |= self.made.contains(name));
        if of_param {
            mentions::each_ident(&names, &mut |name| self.made.push(name.clone()));
        }
    }

    fn is_made(&self, root: Option<&TokenTree>) -> bool {
        matches!(root, Some(TokenTree::Ident(name)) if self.made.contains(name))
    }
}

/// What a chain of calls that ends at `end` begins with: `x` of `x.into_iter().rev()`.
fn root(tokens: &[TokenTree], end: usize) -> Option<&TokenTree> {
    let mut at = end;
    while at > 0 {
        let part = match &tokens[at - 1] {
            TokenTree::Punct(mark) => matches!(mark.as_char(), '.' | '?' | ':' | '<' | '>'),
            TokenTree::Ident(_) => !matches!(tokens.get(at), Some(TokenTree::Ident(_))),
            TokenTree::Group(_) => !is_brace(tokens.get(at - 1)),
            TokenTree::Literal(_) => true,
        };
        if !part {
            break;
        }
        at -= 1;
    }
    match tokens.get(at) {
        // `(&mut x).max()`
        Some(TokenTree::Group(_)) => None,
        token => token,
    }
}
