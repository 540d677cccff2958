//! Macros.
//!
//! In: a list at the name of a macro. Out: its tokens rewritten, as far as they can be
//! expressions. A macro whose tokens are anything else is for [`List::arrow_in_macro`] and
//! [`Walker::doubt_names`] to guess, and what they cannot tell is refused where it matters.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

use crate::expand::body::fate::Fate;
use crate::expand::body::group::arrow;
use crate::expand::body::held::formats;
use crate::expand::body::list::{Expects, GroupContext, List, ListKind};
use crate::expand::body::shown::{quotes, shows};
use crate::expand::body::walker::Walker;
use crate::expand::syntax::build::stream;
use crate::expand::syntax::cursor::{is_brace, is_punct, is_word, position};
use crate::expand::syntax::skip::outside_angles;

impl List<'_, '_, '_> {
    /// True where a macro is invoked or defined here.
    pub(super) fn invocation(&mut self, name: &str, statement: bool) -> bool {
        // `macro_rules! name { .. }` has one more word.
        let definition = matches!(self.get(self.at + 2), Some(TokenTree::Ident(_)));
        let at = self.at + 2 + usize::from(definition);
        let Some(TokenTree::Group(group)) = self.get(at) else {
            return false;
        };
        self.copy(at - self.at);
        let outside = std::mem::replace(&mut self.walker.in_macro, true);
        let formatted = std::mem::replace(&mut self.walker.formats, formats(name));
        if definition {
            self.rules(group);
        } else if name.ends_with("matches") {
            self.matches(group);
        } else {
            let mut context = GroupContext::of(ListKind::Block);
            context.fate = Fate::of_macro(name);
            if shows_pointers(&group.stream()) {
                context.fate = Fate::Observes;
            }
            if quotes(name) {
                self.quoted(group);
            } else if shows(name, group) {
                self.shown(group, context);
            } else {
                self.put_group(group, context);
            }
        }
        self.walker.in_macro = outside;
        self.walker.formats = formatted;
        let next = self.get(self.at);
        let continues = is_punct(next, '.') || is_punct(next, '?');
        let block = group.delimiter() == Delimiter::Brace && !continues;
        self.expects = Expects::Operator;
        if statement && (block || is_punct(next, ';')) {
            if !definition && may_bind(name) {
                self.walker.doubt_names(group);
            }
            if block || definition {
                self.begin_statement();
            }
        }
        true
    }

    /// `matches!(expr, pattern if guard)`
    fn matches(&mut self, group: &Group) {
        let tokens: Vec<TokenTree> = group.stream().into_iter().collect();
        let (mut inside, length) = self.up_to_comma(&tokens);
        let rest = &tokens[length..];
        let end = outside_angles(rest, &|tokens, at| {
            is_punct(tokens.get(at), ',') || is_word(tokens.get(at), "if")
        });
        let (pattern, guard) = rest.split_at(end.unwrap_or(rest.len()));
        inside.extend(stream(pattern));
        let mark = self.walker.scope.mark();
        self.walker.bind_pattern(pattern, None);
        if let [word, guard @ ..] = guard {
            inside.extend([word.clone()]);
            inside.extend(self.part(guard, ListKind::Single));
        }
        self.walker.scope.restore(mark);
        self.put_rewritten(group, inside);
    }

    /// The first of several expressions, with the comma after it, and how many tokens it has.
    fn up_to_comma(&mut self, tokens: &[TokenTree]) -> (TokenStream, usize) {
        let context = GroupContext::of(ListKind::Single);
        let mut list = List::new(self.walker, tokens, context);
        while list.at < tokens.len() && !is_punct(list.get(list.at), ',') {
            list.step();
        }
        list.end_expression();
        list.copy(1);
        (list.output.into_iter().collect(), list.at)
    }

    /// The rules of a `macro_rules!`: what they match is no code, what they make is.
    fn rules(&mut self, group: &Group) {
        let tokens: Vec<TokenTree> = group.stream().into_iter().collect();
        let mut inside = TokenStream::new();
        let mut rest = tokens.as_slice();
        while let Some(length) = arrow(rest) {
            let end = (length + 3).min(rest.len());
            inside.extend(stream(&rest[..length + 2]));
            if let Some(TokenTree::Group(_)) = rest.get(length + 2) {
                inside.extend(self.part(&rest[length + 2..end], ListKind::Single));
            }
            rest = &rest[end..];
        }
        inside.extend(stream(rest));
        self.put_rewritten(group, inside);
    }

    /// An arm in a macro of the user's.
    pub(super) fn arrow_in_macro(&mut self) {
        let mut start = self.at;
        while start > 0 && !ends_arm(&self.tokens[start - 1]) {
            start -= 1;
        }
        let pattern = &self.tokens[start..self.at];
        self.walker.bind_pattern(pattern, None);
        self.copy(2);
        self.expects = Expects::Operand;
    }
}

impl Walker<'_> {
    /// `bind!(name)`: the macro may declare a variable of that name. A name in an expression,
    /// and one beside a text, as in `log!("{}", name)`, is taken for a value.
    fn doubt_names(&mut self, group: &Group) {
        let tokens: Vec<TokenTree> = group.stream().into_iter().collect();
        if position(&tokens, &|token| {
            matches!(token, TokenTree::Literal(literal)
            if literal.to_string().starts_with('"'))
        })
        .is_some()
        {
            return;
        }
        for (at, token) in tokens.iter().enumerate() {
            let TokenTree::Ident(name) = token else {
                continue;
            };
            let begins = match at.checked_sub(1).map(|before| &tokens[before]) {
                None => true,
                Some(TokenTree::Punct(mark)) => matches!(mark.as_char(), ',' | ';' | '|' | '>'),
                Some(TokenTree::Ident(word)) => word == "let" || word == "mut" || word == "ref",
                Some(_) => false,
            };
            let ends = match tokens.get(at + 1) {
                None => true,
                Some(TokenTree::Punct(mark)) => {
                    matches!(mark.as_char(), ',' | ';' | '=' | ':' | '<')
                }
                Some(TokenTree::Ident(word)) => word == "in",
                Some(_) => false,
            };
            let name = name.to_string();
            if begins && ends && self.scope.lookup_text(&name).is_some() {
                self.scope.doubt(name);
            }
        }
    }
}

/// `{:p}` in a string, or `{x:p}`.
fn shows_pointers(tokens: &TokenStream) -> bool {
    for token in tokens.clone() {
        if let TokenTree::Literal(literal) = token {
            for part in literal.to_string().split('{') {
                let inside = part.split('}').next();
                let format = inside.and_then(|inside| inside.split_once(':'));
                if format.is_some_and(|(_, format)| format.ends_with('p')) {
                    return true;
                }
            }
        }
    }
    false
}

/// Whether a macro in the place of a statement may declare variables: none of std's does, nor
/// those of the crates that nearly all code logs and tests with.
pub(crate) fn may_bind(name: &str) -> bool {
    const BIND_NOTHING: [&str; 33] = [
        "assert",
        "assert_eq",
        "assert_ne",
        "bail",
        "compile_error",
        "dbg",
        "debug",
        "debug_assert",
        "debug_assert_eq",
        "debug_assert_ne",
        "ensure",
        "eprint",
        "eprintln",
        "error",
        "event",
        "format",
        "include",
        "info",
        "log",
        "panic",
        "print",
        "println",
        "span",
        "todo",
        "trace",
        "try",
        "unimplemented",
        "unreachable",
        "vec",
        "warn",
        "warning",
        "write",
        "writeln",
    ];
    !BIND_NOTHING.contains(&name)
}

/// What can stand before an arm.
fn ends_arm(token: &TokenTree) -> bool {
    is_punct(Some(token), ',') || is_punct(Some(token), ';') || is_brace(Some(token))
}
