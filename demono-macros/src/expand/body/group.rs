//! Groups in a list: blocks, arguments, the arms of a `match`, macros.

use proc_macro2::{Delimiter, Group, Ident, TokenTree};

use crate::expand::body::held::formats;
use crate::expand::body::held_items::Items;
use crate::expand::body::list::{GroupContext, List, ListKind};
use crate::expand::body::own::path_start;
use crate::expand::body::pattern::inside_some;
use crate::expand::body::scope::Binding;
use crate::expand::crossing::uses::Callee;
use crate::expand::syntax::build::stream;
use crate::expand::syntax::cursor::{
    angle_end, is_brace, is_double_colon, is_punct, is_word, position, position_of,
};

impl<'t> List<'_, '_, 't> {
    pub(super) fn group(&mut self, group: &'t Group) {
        match group.delimiter() {
            Delimiter::Brace => self.block(group),
            Delimiter::Parenthesis | Delimiter::None if self.denoting_group() => {}
            Delimiter::Parenthesis => {
                let start = path_start(&self.output);
                let own = self
                    .walker
                    .own_argument(&self.output[start..], group.stream());
                if let Some((binding, name)) = own {
                    self.output.truncate(start);
                    let end = self.at + 1;
                    // Where it stands was visible from its path, which is gone.
                    return self.put_value(binding, &name, end, false);
                }
                let context = self.context_of_parentheses(group);
                self.put_group(group, context);
            }
            Delimiter::Bracket => self.put_group(group, GroupContext::of(ListKind::Elements)),
            Delimiter::None => self.put_group(group, GroupContext::of(ListKind::Single)),
        }
    }

    fn context_of_parentheses(&self, group: &Group) -> GroupContext {
        let kind = if self.follows_value() {
            ListKind::Call
        } else if has_comma(group) {
            ListKind::Elements
        } else {
            ListKind::Single
        };
        let element = self.element_of_group.filter(|(at, _)| *at == self.at);
        GroupContext {
            kind,
            element: element.map(|(_, element)| element),
            drops: is_word(self.before(self.at, 1), "drop"),
            items: self.items_of_call(),
        }
    }

    fn put_group(&mut self, group: &Group, context: GroupContext) {
        let callee = match context.kind {
            ListKind::Call => self.callee(),
            _ => None,
        };
        let outside = std::mem::replace(&mut self.walker.callee, callee);
        let inside = self.walker.stream(group.stream(), context);
        self.walker.callee = outside;
        let mut rewritten = Group::new(group.delimiter(), inside);
        rewritten.set_span(group.span());
        self.output.push(TokenTree::Group(rewritten));
        self.at += 1;
    }

    /// What the parentheses here have the arguments of.
    fn callee(&self) -> Option<Callee> {
        let Some(TokenTree::Ident(name)) = self.before(self.at, 1) else {
            return None;
        };
        let is_method = is_punct(self.before(self.at, 2), '.');
        let path = is_double_colon(self.before(self.at, 3), self.before(self.at, 2));
        let before = self.before(self.at, if is_method { 3 } else { 4 });
        let owner = match before {
            Some(TokenTree::Ident(owner)) if path => Some(owner.clone()),
            _ => None,
        };
        Some(Callee {
            name: name.clone(),
            owner,
            of_self: is_method && is_word(before, "self") || path && is_word(before, "Self"),
            is_method,
        })
    }

    fn block(&mut self, group: &'t Group) {
        self.bind_conditional();
        let mark = self.walker.scope.mark();
        let mut kind = ListKind::Block;
        if let Some((pattern, start)) = self.heads.for_loop.take() {
            self.bind_element(pattern, start);
        } else if let Some(start) = self.heads.scrutinee.take() {
            let scrutinee = &self.tokens[start.min(self.at)..self.at];
            let element = match self.walker.items_of(scrutinee) {
                Some((param, Items::Optional)) => Some(Binding::Element {
                    param,
                    deref: false,
                }),
                _ => self.walker.element_of(scrutinee),
            };
            kind = ListKind::Arms(element);
        }
        let captures = is_word(self.before(self.at, 1), "move");
        self.walker.capturing += usize::from(captures);
        let repeats = std::mem::take(&mut self.heads.repeats);
        self.walker.repeated += usize::from(repeats);
        self.put_group(group, GroupContext::of(kind));
        self.walker.repeated -= usize::from(repeats);
        self.walker.capturing -= usize::from(captures);
        self.walker.scope.restore(mark);
        if let Some(mark) = self.heads.condition.take() {
            self.walker.scope.restore(mark);
        }
    }

    /// The pattern of a `for`.
    fn bind_element(&mut self, pattern: &[TokenTree], start: usize) {
        let iterator = &self.tokens[start.min(self.at)..self.at];
        let items = self.walker.items_of(iterator);
        if self.walker.bind_item(pattern, items) {
            return;
        }
        let element = self.walker.element_of(iterator);
        self.walker.bind_element(pattern, element);
    }

    pub(super) fn arms(&mut self, element: Option<Binding>) {
        while let Some(length) = arrow(&self.tokens[self.at..]) {
            let mark = self.walker.scope.mark();
            let head = &self.tokens[self.at..self.at + length];
            let guard = position(head, &|token| is_word(Some(token), "if"));
            let pattern = &head[..guard.unwrap_or(length)];
            self.output.extend_from_slice(pattern);
            match (inside_some(pattern), element) {
                (Some(name), Some(element)) => self.walker.scope.bind(name, element),
                _ => self.walker.bind_pattern(pattern),
            }
            if guard.is_some() {
                let guard = self.part(&head[pattern.len()..], ListKind::Single);
                self.output.extend(guard);
            }
            self.at += length;
            self.copy(2);
            let length = arm_length(&self.tokens[self.at..]);
            let body = &self.tokens[self.at..self.at + length];
            let body = self.part(body, ListKind::Block);
            self.output.extend(body);
            self.at += length;
            self.walker.scope.restore(mark);
            if is_punct(self.get(self.at), ',') {
                self.copy(1);
            }
        }
    }

    pub(super) fn invocation(&mut self, name: &Ident) {
        // `macro_rules! name { .. }` has one more word.
        let definition = matches!(self.get(self.at + 2), Some(TokenTree::Ident(_)));
        let at = self.at + 2 + usize::from(definition);
        let Some(TokenTree::Group(group)) = self.get(at) else {
            return self.copy(1);
        };
        self.copy(at - self.at);
        let outside = std::mem::replace(&mut self.walker.in_macro, true);
        let formatted = std::mem::replace(&mut self.walker.formats, formats(name));
        if name == "matches" {
            self.matches(group);
        } else {
            self.put_group(group, GroupContext::of(ListKind::Block));
        }
        self.walker.in_macro = outside;
        self.walker.formats = formatted;
    }

    /// `matches!(expr, pattern if guard)`
    fn matches(&mut self, group: &Group) {
        let tokens: Vec<TokenTree> = group.stream().into_iter().collect();
        let comma = position_of(&tokens, ',');
        let comma = comma.map_or(tokens.len(), |comma| comma + 1);
        let (value, rest) = tokens.split_at(comma);
        let guard = position(rest, &|token| is_word(Some(token), "if"));
        let (pattern, guard) = rest.split_at(guard.unwrap_or(rest.len()));
        let mark = self.walker.scope.mark();
        let mut inside = self.part(value, ListKind::Single);
        inside.extend(stream(pattern));
        self.walker.bind_pattern(pattern);
        inside.extend(self.part(guard, ListKind::Single));
        self.walker.scope.restore(mark);
        let mut rewritten = Group::new(group.delimiter(), inside);
        rewritten.set_span(group.span());
        self.output.push(TokenTree::Group(rewritten));
        self.at += 1;
    }
}

fn has_comma(group: &Group) -> bool {
    let tokens: Vec<TokenTree> = group.stream().into_iter().collect();
    position_of(&tokens, ',').is_some()
}

/// How many tokens stand before the next `=>`.
fn arrow(tokens: &[TokenTree]) -> Option<usize> {
    let mut at = 0;
    while at < tokens.len() {
        if is_punct(tokens.get(at), '=') && is_punct(tokens.get(at + 1), '>') {
            return Some(at);
        }
        at += 1;
    }
    None
}

/// How many tokens the body of an arm has: a block, or all up to the comma.
fn arm_length(tokens: &[TokenTree]) -> usize {
    let next = tokens.get(1);
    if is_brace(tokens.first()) && !is_punct(next, '.') && !is_punct(next, '?') {
        return 1;
    }
    let mut at = 0;
    while at < tokens.len() && !is_punct(tokens.get(at), ',') {
        at = angle_end(tokens, at).unwrap_or(at + 1);
    }
    at
}
