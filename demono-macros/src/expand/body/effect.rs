//! What a use of a parameter does to the caller's value.
//!
//! In: the list, at the name. Out: an [`Effect`], from the call, the statement or the
//! operator in which the name stands.

use proc_macro2::{Group, Ident, TokenTree};

use crate::expand::body::fate::Fate;
use crate::expand::body::list::{Frame, List, ListKind};
use crate::expand::body::pattern::sole_name;
use crate::expand::body::scope::Binding;
use crate::expand::crossing::uses::{Context, Effect};
use crate::expand::syntax::cursor::{
    angle_end, back, is_brace, is_empty, is_one_of, is_punct, is_word, position, position_of,
};

impl<'t> List<'_, '_, 't> {
    pub(super) fn effect(&self, binding: Binding, context: Context) -> Effect {
        let (before, next) = (self.before(self.at, 1), self.get(self.at + 1));
        let whole = next.is_none() || is_punct(next, ',');
        let moved = whole && (before.is_none() || is_punct(before, ','));
        let part = matches!(next, Some(TokenTree::Group(_)));
        match self.context.fate {
            Fate::Observes if !part && context != Context::Receiver => return Effect::Observed,
            Fate::Forgets if moved => return Effect::Forgotten,
            Fate::Drops | Fate::Replaces if moved => return Effect::Dropped,
            Fate::Replaces if context == Context::MutBorrow => return Effect::Dropped,
            Fate::Converts if whole => return Effect::None,
            Fate::Formats if whole && is_argument(before) => return Effect::Formatted,
            Fate::Yields if before.is_none() && next.is_none() => return Effect::Dropped,
            _ => {}
        }
        if self.is_address() || self.is_cast() {
            return Effect::Observed;
        }
        if let (Context::Receiver, Some(method)) = (context, self.method()) {
            return self.effect_of_method(binding, method);
        }
        let starts = before.is_none() || is_punct(before, ';') || is_brace(before);
        let is_block = self.context.kind == ListKind::Block && !self.walker.in_macro;
        let assigned = is_punct(next, '=')
            && !is_punct(self.get(self.at + 2), '=')
            && !is_punct(self.get(self.at + 2), '>');
        // `x;` and `x = y;`
        if is_block && starts && (is_punct(next, ';') || assigned) {
            return Effect::Dropped;
        }
        // `_ = x` and `let _ = x` move nothing.
        let ends = next.is_none() || is_punct(next, ';');
        if ends && is_punct(before, '=') && is_word(self.before(self.at, 2), "_") {
            return Effect::None;
        }
        if let Some(effect) = self.effect_of_let(self.at + 1, binding) {
            return effect;
        }
        // `if let Some(y) = x {`, `match x {`, `for y in x {`: the element is followed.
        let head = is_brace(next) && self.has_head() || is_word(next, "else");
        if head && self.walker.holds(binding) {
            return Effect::None;
        }
        // `match x { y => .. }`, after which the body goes on
        let goes_on = self.get(self.at + 2).is_some() || self.walker.depth > 1;
        if head && goes_on && is_word(before, "match") {
            return Effect::Scoped;
        }
        Effect::Open
    }

    fn method(&self) -> Option<&'t Ident> {
        match self.get(self.at + 2) {
            Some(TokenTree::Ident(method)) => Some(method),
            _ => None,
        }
    }

    /// How many arguments the method has that is called here.
    pub(super) fn arguments(&self) -> Option<usize> {
        let Some(TokenTree::Group(group)) = self.get(self.at + 3) else {
            return None;
        };
        let tokens: Vec<TokenTree> = group.stream().into_iter().collect();
        let (mut count, mut closure, mut at) = (0, false, 0);
        while at < tokens.len() {
            let before = back(&tokens, at, 1);
            let starts = before.is_none() || is_punct(before, ',') || is_word(before, "move");
            if is_punct(tokens.get(at), '|') && (closure || starts) {
                closure = !closure;
            }
            let comma = is_punct(tokens.get(at), ',');
            count += usize::from(comma && !closure && at + 1 < tokens.len());
            at = angle_end(&tokens, at).unwrap_or(at + 1);
        }
        Some(count + usize::from(!tokens.is_empty()))
    }

    fn effect_of_method(&self, binding: Binding, method: &Ident) -> Effect {
        const SHOW: [&str; 4] = ["is_none", "is_some", "is_empty", "len"];
        const FOLLOWED: [&str; 10] = [
            "all",
            "and_then",
            "any",
            "filter_map",
            "flat_map",
            "for_each",
            "map",
            "map_or",
            "map_or_else",
            "is_some_and",
        ];
        const REPLACE: [&str; 4] = ["get_or_insert", "insert", "replace", "take"];
        if method == "type_id" {
            return Effect::Observed;
        }
        let holds = self.walker.holds(binding);
        let arguments = self.get(self.at + 3);
        if holds && is_one_of(method, &REPLACE) {
            return Effect::Dropped;
        }
        if holds && is_one_of(method, &SHOW) {
            return Effect::None;
        }
        // `x.map(|y| ..)`, whose closure is followed.
        let closure = matches!(arguments, Some(TokenTree::Group(group))
            if has_closure(group));
        if holds && closure && is_one_of(method, &FOLLOWED) {
            return Effect::None;
        }
        let clones = method == "clone" && arguments.is_some_and(is_empty);
        if clones && self.walker.clones_to_itself(binding) {
            if let Some(effect) = self.effect_of_let(self.at + 4, binding) {
                return effect;
            }
        }
        Effect::Open
    }

    /// `let y = x;`, `let y = &x;`: the other name is followed. `end` is just past the value.
    fn effect_of_let(&self, end: usize, binding: Binding) -> Option<Effect> {
        let Some(Frame::Let(of_let)) = self.frames.last() else {
            return None;
        };
        if of_let.conditional || of_let.cfg.is_some() {
            return None;
        }
        let next = self.get(end);
        if !is_punct(next, ';') && next.is_some() || self.walker.holds(binding) {
            return None;
        }
        let borrow = self.tokens.get(of_let.init..self.at)?;
        let other = position(borrow, &|token| {
            !is_punct(Some(token), '&') && !is_word(Some(token), "mut")
        });
        if other.is_some() {
            return None;
        }
        // A reference to what was converted by value is not followed.
        if !borrow.is_empty() && !self.walker.is_borrowed(binding) {
            return None;
        }
        let name = sole_name(of_let.pattern)?;
        let colon = position_of(of_let.pattern, ':').unwrap_or(of_let.pattern.len());
        if shows(&of_let.pattern[colon..]) {
            return Some(Effect::Observed);
        }
        let moved = borrow.is_empty() && name != "_" && end == self.at + 1;
        Some(if moved && self.walker.depth > 1 {
            Effect::Scoped
        } else {
            Effect::None
        })
    }

    /// `&raw const x`
    fn is_address(&self) -> bool {
        let kind = self.before(self.at, 1);
        is_word(self.before(self.at, 2), "raw") && (is_word(kind, "const") || is_word(kind, "mut"))
    }

    /// `x as *const P`, `&x as &dyn Any`
    fn is_cast(&self) -> bool {
        if !is_word(self.get(self.at + 1), "as") {
            return false;
        }
        let ty = &self.tokens[self.at + 2..];
        let mut end = 0;
        while end < ty.len()
            && !matches!(&ty[end], TokenTree::Punct(mark) if ";,.=".contains(mark.as_char()))
        {
            end = angle_end(ty, end).unwrap_or(end + 1);
        }
        shows(&ty[..end])
    }
}

/// What stands before an argument of `format!`.
fn is_argument(before: Option<&TokenTree>) -> bool {
    match before {
        None => true,
        Some(TokenTree::Punct(mark)) => matches!(mark.as_char(), ',' | '=' | '&'),
        Some(_) => false,
    }
}

/// A type that shows what is behind it: a pointer, `dyn Any`.
fn shows(ty: &[TokenTree]) -> bool {
    let is = |token: &TokenTree| is_punct(Some(token), '*') || is_word(Some(token), "Any");
    let mut found = position(ty, &is).is_some();
    for token in ty {
        if let TokenTree::Group(group) = token {
            found |= shows(&group.stream().into_iter().collect::<Vec<_>>());
        }
    }
    found
}

/// The arguments end with a closure, or begin with one.
fn has_closure(arguments: &Group) -> bool {
    let arguments: Vec<TokenTree> = arguments.stream().into_iter().collect();
    position_of(&arguments, '|').is_some()
}
