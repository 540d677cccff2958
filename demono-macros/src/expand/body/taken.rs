//! Other names and places for a parameter's value.
//!
//! In: what a pattern takes apart, as tokens. Out: what its names are, where the way is short
//! enough to follow, as in `let (x, n) = (name, 1);`. Where it is not, and the parameter's
//! conversion is then called on such a name, that is recorded: for the converted value the
//! call means nothing, or something else.

use proc_macro2::{Delimiter, Group, Ident, TokenTree};

use crate::expand::body::list::List;
use crate::expand::body::pattern::{each_binding, parameters, sole_name, without_type};
use crate::expand::body::scope::Binding;
use crate::expand::body::walker::Walker;
use crate::expand::crossing::std_traits::ConversionTrait;
use crate::expand::syntax::cursor::{is_brace, is_empty, is_one_of, is_punct, is_word};

/// After these an expression is still what it was, or something of it.
const SELECTING: [&str; 18] = [
    "chain",
    "cloned",
    "copied",
    "enumerate",
    "expect",
    "filter",
    "first",
    "get",
    "into_iter",
    "iter",
    "last",
    "next",
    "pop",
    "rev",
    "skip",
    "take",
    "unwrap",
    "zip",
];

/// Whose value an expression has.
#[derive(Clone, Copy)]
pub(super) struct Taken {
    pub(super) param: usize,
    /// It may be the value; otherwise it has it in a field.
    pub(super) whole: bool,
}

impl Walker<'_> {
    /// Whether the expression may be, or have in it, a parameter as it is.
    pub(super) fn taken_by(&self, tokens: &[TokenTree]) -> Option<Taken> {
        let part_of = |taken: Taken| Taken {
            whole: false,
            ..taken
        };
        match tokens {
            [TokenTree::Ident(name)] => {
                let text = name.to_string();
                if let Some(Binding::Param(param) | Binding::Element { param, .. }) =
                    self.scope.lookup_text(&text)
                {
                    let whole = !self.is_container(param);
                    return Some(Taken { param, whole });
                }
                let whole = self.scope.taken(&text, true).is_some();
                let param = self.scope.taken(&text, false)?;
                Some(Taken { param, whole })
            }
            [TokenTree::Group(group)] => match group.delimiter() {
                Delimiter::Brace => self.taken_by(&tail(group)),
                Delimiter::Bracket => self.taken_parts(group).map(part_of),
                _ => {
                    let inside: Vec<TokenTree> = group.stream().into_iter().collect();
                    let single = parameters(&inside).len() == 1 && !ends_with_comma(&inside);
                    if single {
                        self.taken_by(&inside)
                    } else {
                        self.taken_parts(group).map(part_of)
                    }
                }
            },
            [TokenTree::Punct(mark), rest @ ..] if matches!(mark.as_char(), '&' | '*') => {
                self.taken_by(rest)
            }
            [TokenTree::Ident(word), rest @ ..] if word == "mut" || word == "unsafe" => {
                self.taken_by(rest)
            }
            [TokenTree::Ident(word), .., TokenTree::Group(last)]
                if (word == "if" || word == "match") && is_brace(tokens.last()) =>
            {
                for token in tokens {
                    if let TokenTree::Group(group) = token {
                        if is_brace(Some(token)) {
                            let tails = if word == "match" {
                                arm_bodies(last)
                            } else {
                                vec![tail(group)]
                            };
                            for tail in &tails {
                                if let Some(taken) = self.taken_by(tail) {
                                    return Some(taken);
                                }
                            }
                        }
                    }
                }
                None
            }
            [rest @ .., mark] if is_punct(Some(mark), '?') => {
                let taken = self.taken_by(rest)?;
                Some(Taken {
                    whole: true,
                    ..taken
                })
            }
            [rest @ .., dot, TokenTree::Ident(method), TokenTree::Group(_)]
                if is_punct(Some(dot), '.') && is_one_of(method, &SELECTING) =>
            {
                let taken = self.taken_by(rest)?;
                let whole = is_one_of(method, &["expect", "unwrap"]);
                Some(Taken { whole, ..taken })
            }
            // `Some(x)`, `Bound::Excluded(x)`, `Pair { x, y }`, `vec![x]`, `once(x)`
            [.., TokenTree::Ident(name), TokenTree::Group(group)] if makes(name) => {
                self.taken_parts(group).map(part_of)
            }
            [.., TokenTree::Ident(owner), colon, _, TokenTree::Ident(new), TokenTree::Group(group)]
                if is_punct(Some(colon), ':')
                    && new == "new"
                    && is_one_of(owner, &["Arc", "Box", "Cell", "Mutex", "Rc", "RefCell"]) =>
            {
                self.taken_parts(group).map(part_of)
            }
            [.., TokenTree::Ident(name), mark, TokenTree::Group(group)]
                if is_punct(Some(mark), '!') && name == "vec" =>
            {
                self.taken_parts(group).map(part_of)
            }
            _ => None,
        }
    }

    /// The first part between commas that is a parameter, as it is.
    fn taken_parts(&self, group: &Group) -> Option<Taken> {
        let inside: Vec<TokenTree> = group.stream().into_iter().collect();
        for part in parameters(&inside) {
            let part = match part {
                [TokenTree::Ident(_), colon, rest @ ..] if is_punct(Some(colon), ':') => rest,
                part => part,
            };
            let taken = self.taken_by(part);
            if taken.is_some() {
                return taken;
            }
        }
        None
    }

    /// Binds the names of a pattern that takes apart what a parameter is in.
    pub(super) fn bind_taken(&mut self, pattern: &[TokenTree], taken: Taken) {
        let whole = taken.whole || sole_name(pattern).is_none();
        let scope = &mut self.scope;
        each_binding(without_type(pattern), None, &mut |name, cfg| {
            let name = name.to_string();
            if cfg.is_none() {
                scope.take(name, taken.param, whole);
            } else if scope.follows(&name) {
                scope.hide(name, cfg);
            }
        });
    }

    /// `(index, item)` after `enumerate()`: true where the pattern is such a pair.
    pub(super) fn bind_numbered(&mut self, pattern: &[TokenTree], element: Binding) -> bool {
        let [TokenTree::Group(pair)] = without_type(pattern) else {
            return false;
        };
        let pair: Vec<TokenTree> = pair.stream().into_iter().collect();
        let [index, item] = parameters(&pair)[..] else {
            return false;
        };
        self.bind_pattern(index, None);
        self.bind_element(item, Some(element));
        true
    }

    /// What is numbered by the `enumerate()` at the end of an expression.
    pub(super) fn numbered(&self, tokens: &[TokenTree]) -> Option<Binding> {
        match tokens {
            [rest @ .., dot, TokenTree::Ident(method), arguments]
                if is_punct(Some(dot), '.') && method == "enumerate" && is_empty(arguments) =>
            {
                self.element_of(rest)
            }
            _ => None,
        }
    }

    /// What the elements of `[a, b]` are, if all are converted in the same way.
    pub(super) fn element_of_list(&self, group: &Group) -> Option<Binding> {
        if group
            .stream()
            .into_iter()
            .any(|token| is_punct(Some(&token), ';'))
        {
            return None;
        }
        let inside: Vec<TokenTree> = group.stream().into_iter().collect();
        self.same(
            &parameters(&inside)
                .into_iter()
                .map(<[_]>::to_vec)
                .collect::<Vec<_>>(),
        )
    }

    /// `if a { x } else { y }`
    pub(super) fn alias_of_branches(&self, tokens: &[TokenTree]) -> Option<Binding> {
        if !is_word(tokens.first(), "if") || !is_brace(tokens.last()) {
            return None;
        }
        let mut tails = Vec::new();
        let mut otherwise = false;
        for token in tokens {
            match token {
                TokenTree::Group(group) if is_brace(Some(token)) => tails.push(value_of(group)?),
                TokenTree::Ident(word) => otherwise |= word == "else",
                _ => {}
            }
        }
        self.same(&tails).filter(|_| otherwise)
    }

    /// What all of these are, if it is the same.
    fn same(&self, all: &[Vec<TokenTree>]) -> Option<Binding> {
        let mut common: Option<Binding> = None;
        for one in all {
            let alias = self.alias_of(one)?;
            let (
                Binding::Element { param, deref },
                Some(Binding::Element {
                    param: first,
                    deref: more,
                }),
            ) = (alias, common)
            else {
                common.get_or_insert(alias);
                continue;
            };
            let by = |param: usize| self.target(param).conversion.by();
            if deref != more || by(param) != by(first) || self.is_container(param) {
                return None;
            }
        }
        common
    }
}

impl List<'_, '_, '_> {
    /// At a name that is no parameter's: its conversion after it, or after a field of it.
    pub(super) fn taken_use(&mut self, name: &Ident, text: &str) {
        let Some(param) = self.walker.scope.taken(text, false) else {
            return;
        };
        self.taken_from(param, name, self.at + 1, true);
    }

    /// `y = x;`, `y = &x;`
    pub(super) fn assigned(&mut self, binding: Binding) {
        let borrowed = usize::from(is_punct(self.before(self.at, 1), '&'));
        let before = |count: usize| self.before(self.at, count + borrowed);
        let begins = match before(3) {
            None => true,
            Some(token) => is_punct(Some(token), ';') || is_brace(Some(token)),
        };
        let ends = self.get(self.at + 1).is_none() || is_punct(self.get(self.at + 1), ';');
        if let (Some(TokenTree::Ident(name)), true) = (before(2), is_punct(before(1), '=')) {
            if begins && ends {
                self.walker.scope.assign(name, binding.index());
            }
        }
    }

    /// `x.unwrap().as_ref()`, `x?.as_ref()`: what is taken out of a container is converted.
    pub(super) fn taken_out(&mut self, binding: Binding, name: &Ident) {
        const OPENING: [&str; 5] = ["expect", "remove", "swap_remove", "unwrap", "unwrap_or"];
        let container = binding
            .param()
            .filter(|param| self.walker.is_container(*param));
        let Some(param) = container else {
            return;
        };
        let own = self.walker.method_of(param);
        let (mut at, mut opened) = (self.at + 1, false);
        loop {
            let (next, method, arguments) = (self.get(at), self.get(at + 1), self.get(at + 2));
            match (method, arguments) {
                (Some(TokenTree::Ident(method)), Some(TokenTree::Group(group)))
                    if is_punct(next, '.') && group.delimiter() == Delimiter::Parenthesis =>
                {
                    let empty = group.stream().is_empty();
                    let converts = own.is_some_and(|own| method == own);
                    if opened && empty && converts && !self.is_identity_at(method, at + 3) {
                        let uses = &mut self.walker.uses[param];
                        uses.unfollowed.get_or_insert_with(|| name.clone());
                        return;
                    }
                    opened |= is_one_of(method, &OPENING);
                    at += 3;
                }
                _ if is_punct(next, '?') => {
                    opened = true;
                    at += 1;
                }
                _ => return,
            }
        }
    }

    /// `(*x).as_ref()`
    pub(super) fn taken_group(&mut self, group: &Group) {
        let inside: Vec<TokenTree> = group.stream().into_iter().collect();
        if let [TokenTree::Punct(mark), TokenTree::Ident(name)] = inside.as_slice() {
            let param = self.walker.scope.taken(&name.to_string(), false);
            if let Some(param) = param.filter(|_| matches!(mark.as_char(), '&' | '*')) {
                self.taken_from(param, name, self.at + 1, mark.as_char() != '*');
            }
        }
    }

    /// An `into()` of what is converted is the identity, if what stands around it says the
    /// type.
    fn is_identity_at(&self, method: &Ident, end: usize) -> bool {
        let next = self.get(end);
        let typed = match self.bound_here() {
            Some(pattern) => pattern.len() > without_type(pattern).len(),
            None => true,
        };
        method == "into" && typed && !is_punct(next, '.') && !is_punct(next, '?')
    }

    fn taken_from(&mut self, param: usize, name: &Ident, at: usize, whole: bool) {
        let (mut at, mut whole) = (at, whole);
        // `.0.field[1]`
        loop {
            let field = is_punct(self.get(at), '.')
                && !matches!(self.get(at + 2), Some(TokenTree::Group(group))
                    if group.delimiter() == Delimiter::Parenthesis);
            let index = matches!(self.get(at), Some(TokenTree::Group(group))
                if group.delimiter() == Delimiter::Bracket);
            if field {
                at += 2;
            } else if index {
                at += 1;
            } else {
                break;
            }
            whole = false;
        }
        if whole {
            self.follow_calls(at, param, None);
        }
        let possible = !whole || self.walker.scope.taken(&name.to_string(), true).is_some();
        let (Some(TokenTree::Ident(method)), Some(arguments)) =
            (self.get(at + 1), self.get(at + 2))
        else {
            return;
        };
        let own = self.walker.method_of(param);
        let called = is_punct(self.get(at), '.') && is_empty(arguments);
        let converts = own.is_some_and(|own| method == own);
        if possible && called && converts && !self.is_identity_at(method, at + 3) {
            let uses = &mut self.walker.uses[param];
            uses.unfollowed.get_or_insert_with(|| name.clone());
        }
    }
}

impl Walker<'_> {
    /// The method of its conversion, or of its elements'.
    fn method_of(&self, param: usize) -> Option<&'static str> {
        let element = Binding::Element { param, deref: 0 };
        self.own_trait(element).and_then(ConversionTrait::method)
    }
}

pub(super) fn makes(name: &Ident) -> bool {
    let name = name.to_string();
    name.starts_with(char::is_uppercase) || name == "once" || name == "repeat"
}

fn ends_with_comma(tokens: &[TokenTree]) -> bool {
    is_punct(tokens.last(), ',')
}

/// What a block has after its last statement.
fn tail(block: &Group) -> Vec<TokenTree> {
    let tokens: Vec<TokenTree> = block.stream().into_iter().collect();
    let end = tokens.iter().rposition(|token| is_punct(Some(token), ';'));
    tokens[end.map_or(0, |end| end + 1)..].to_vec()
}

/// The same, of a block that declares no names.
pub(super) fn value_of(block: &Group) -> Option<Vec<TokenTree>> {
    for token in block.stream() {
        let declares = match &token {
            TokenTree::Ident(word) => {
                is_one_of(word, &["const", "fn", "let", "static", "struct", "use"])
            }
            token => is_punct(Some(token), '!'),
        };
        if declares {
            return None;
        }
    }
    Some(tail(block))
}

/// The bodies of the arms of a `match`.
fn arm_bodies(arms: &Group) -> Vec<Vec<TokenTree>> {
    let tokens: Vec<TokenTree> = arms.stream().into_iter().collect();
    let mut bodies = Vec::new();
    for at in 1..tokens.len() {
        if is_punct(tokens.get(at), '>') && is_punct(tokens.get(at - 1), '=') {
            let rest = &tokens[at + 1..];
            let end = rest.iter().position(|token| is_punct(Some(token), ','));
            bodies.push(rest[..end.unwrap_or(rest.len())].to_vec());
        }
    }
    bodies
}
