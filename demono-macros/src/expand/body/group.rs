//! Groups in a list: blocks and the heads before them, arguments, the arms of a `match`.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

use crate::expand::body::element::with_one_more_reference;
use crate::expand::body::fate::Fate;
use crate::expand::body::held_items::Items;
use crate::expand::body::list::{Expects, Frame, GroupContext, List, ListKind};
use crate::expand::body::pattern::{inside_some, sole_name};
use crate::expand::body::scope::Binding;
use crate::expand::body::taken::{makes, Taken};
use crate::expand::crossing::uses::Callee;
use crate::expand::syntax::cursor::{
    is_double_colon, is_one_of, is_punct, is_word, position, position_of,
};

impl<'t> List<'_, '_, 't> {
    pub(super) fn group(&mut self, group: &'t Group) {
        let called = self.expects == Expects::Operator;
        match group.delimiter() {
            Delimiter::Brace => return self.brace(group),
            Delimiter::Parenthesis | Delimiter::None if self.denoting_group() => {}
            Delimiter::Parenthesis => {
                let (start, end) = self.path;
                let own = if called && end == self.output.len() {
                    let path = &self.output[start..];
                    self.walker.own_argument(path, group.stream())
                } else {
                    None
                };
                if let Some((binding, name)) = own {
                    self.path = (0, 0);
                    let mut path = self.output.split_off(start);
                    path.push(TokenTree::Group(group.clone()));
                    let end = self.error_end(binding, self.at + 1);
                    // Where it stands was visible from its path, which is gone.
                    self.put_value(binding, &name, end, false, &path);
                } else {
                    if !called {
                        self.taken_group(group);
                    }
                    let context = self.context_of_parentheses(group);
                    let made = matches!(self.before(self.at, 1), Some(TokenTree::Ident(name))
                        if called && makes(name));
                    let start = self.at - usize::from(made);
                    self.put_group(group, context);
                    if made {
                        self.follow_value(start);
                    }
                }
            }
            Delimiter::Bracket => {
                self.put_group(group, GroupContext::of(ListKind::Elements));
                if !called {
                    self.follow_value(self.at - 1);
                }
            }
            Delimiter::None => self.put_group(group, GroupContext::of(ListKind::Single)),
        }
        self.expects = Expects::Operator;
    }

    fn context_of_parentheses(&self, group: &Group) -> GroupContext {
        let called = self.expects == Expects::Operator;
        let kind = if called {
            ListKind::Call
        } else if has_comma(group) {
            ListKind::Elements
        } else {
            ListKind::Single
        };
        let here = self.closures.iter().find(|closure| closure.at == self.at);
        let (mut element, mut taken) = (None, None);
        let mut numbered = false;
        if let Some(closure) = here {
            element = closure.element;
            taken = Some(closure.param);
            numbered = closure.numbered;
        }
        let folding = ["fold", "rfold", "try_fold"];
        let method = self.before(self.at, 1);
        let folds = matches!(method, Some(TokenTree::Ident(method)) if is_one_of(method, &folding));
        GroupContext {
            kind,
            element,
            taken,
            folds,
            numbered,
            fate: self.fate_of_parentheses(),
            items: self.items_of_call(),
        }
    }

    /// What becomes of the arguments, or of the parts of a tuple.
    fn fate_of_parentheses(&self) -> Fate {
        let outer = self.context.fate;
        if self.expects != Expects::Operator {
            // A tuple, or parentheses.
            return if outer.reaches_into() {
                outer
            } else {
                Fate::Other
            };
        }
        let fate = Fate::before(self.tokens, self.at);
        let holds = match self.before(self.at, 1) {
            Some(TokenTree::Ident(name)) if name == "new" => {
                matches!(self.before(self.at, 4), Some(TokenTree::Ident(of))
                    if is_one_of(of, &["Arc", "Box", "Cell", "Mutex", "Rc", "RefCell"]))
            }
            Some(TokenTree::Ident(name)) => name.to_string().starts_with(char::is_uppercase),
            _ => false,
        };
        if fate == Fate::Other && outer.reaches_into() && holds {
            outer
        } else {
            fate
        }
    }

    pub(super) fn put_group(&mut self, group: &Group, context: GroupContext) {
        let callee = match context.kind {
            ListKind::Call => self.callee(),
            _ => None,
        };
        let outside = std::mem::replace(&mut self.walker.callee, callee);
        let inside = self.walker.stream(group.stream(), context);
        self.walker.callee = outside;
        self.put_rewritten(group, inside);
    }

    pub(super) fn put_rewritten(&mut self, group: &Group, inside: TokenStream) {
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

    // ---- blocks

    fn brace(&mut self, group: &'t Group) {
        let statement = self.expects == Expects::Statement;
        match self.expects {
            Expects::Operator | Expects::OperandIfAny if self.has_head() => {
                return self.end_head(group);
            }
            // The fields of a struct; between other tokens of a macro a block.
            Expects::Operator => {
                let named = !self.walker.in_macro || self.follows_name();
                let kind = if named {
                    ListKind::Fields
                } else {
                    ListKind::Block
                };
                self.put_group(group, GroupContext::of(kind));
            }
            _ => self.block(group, is_word(self.before(self.at, 1), "loop")),
        }
        self.end_block(statement);
    }

    fn follows_name(&self) -> bool {
        match self.before(self.at, 1) {
            Some(TokenTree::Ident(_)) => true,
            before => is_punct(before, '>'),
        }
    }

    pub(super) fn block(&mut self, group: &Group, repeats: bool) {
        let captures = is_word(self.before(self.at, 1), "move");
        self.walker.capturing += usize::from(captures);
        self.walker.repeated += usize::from(repeats);
        let mut context = GroupContext::of(ListKind::Block);
        // `let _ = { x };`
        let (before, next) = (self.before(self.at, 1), self.get(self.at + 1));
        let discarded = before.is_none()
            || is_punct(before, ';')
            || is_punct(before, '=') && is_word(self.before(self.at, 2), "_");
        if discarded && is_punct(next, ';') {
            context.fate = Fate::Yields;
        }
        self.put_group(group, context);
        self.walker.repeated -= usize::from(repeats);
        self.walker.capturing -= usize::from(captures);
    }

    /// After a block: the end of a statement that begins with it, unless more follows.
    fn end_block(&mut self, statement: bool) {
        let next = self.get(self.at);
        let range = is_punct(next, '.') && is_punct(self.get(self.at + 1), '.');
        let continues = is_punct(next, '.') && !range || is_punct(next, '?');
        if statement && !continues {
            self.begin_statement();
            self.ended = true;
        } else {
            self.expects = Expects::Operator;
            self.operand = usize::MAX;
        }
    }

    pub(super) fn has_head(&self) -> bool {
        for frame in &self.frames {
            if !matches!(frame, Frame::Closure { .. } | Frame::Let(_)) {
                return true;
            }
        }
        false
    }

    /// `if a`, `for a in b`, `match a` end here, with their block.
    fn end_head(&mut self, group: &'t Group) {
        while let Some(frame) = self.frames.pop() {
            let here = self.walker.scope.mark();
            match frame {
                Frame::Closure { .. } | Frame::Let(_) => self.end_frame(frame),
                Frame::Condition {
                    mark,
                    statement,
                    repeats,
                } => {
                    self.block(group, repeats);
                    self.walker.scope.restore(mark);
                    if is_word(self.get(self.at), "else") {
                        self.copy(1);
                        self.expects = if statement {
                            Expects::Statement
                        } else {
                            Expects::Operand
                        };
                        return;
                    }
                    return self.end_block(statement);
                }
                Frame::ForLoop {
                    pattern,
                    start,
                    statement,
                } => {
                    let iterator = &self.tokens[start.min(self.at)..self.at];
                    let items = self.walker.items_of(iterator);
                    if !self.walker.bind_item(pattern, items) {
                        let numbered = self.walker.numbered(iterator);
                        match (self.walker.element_of(iterator), numbered) {
                            (None, Some(element))
                                if self.walker.bind_numbered(pattern, element) => {}
                            (None, _) => match self.walker.taken_by(iterator) {
                                Some(Taken { param, .. }) => {
                                    let whole = true;
                                    self.walker.bind_taken(pattern, Taken { param, whole });
                                }
                                None => self.walker.bind_pattern(pattern, None),
                            },
                            (element, _) => self.walker.bind_element(pattern, element),
                        }
                    }
                    self.block(group, true);
                    self.walker.scope.restore(here);
                    return self.end_block(statement);
                }
                Frame::Scrutinee { start, statement } => {
                    let scrutinee = &self.tokens[start.min(self.at)..self.at];
                    let element = match self.walker.items_of(scrutinee) {
                        Some((param, Items::Optional)) => {
                            Some(Binding::Element { param, deref: 0 })
                        }
                        _ => self.walker.element_of(scrutinee),
                    };
                    let element = element.or(self.walker.error_of(scrutinee));
                    let context = GroupContext {
                        element: self.walker.alias_of(scrutinee),
                        taken: self.walker.taken_by(scrutinee).map(|taken| taken.param),
                        ..GroupContext::of(ListKind::Arms(element))
                    };
                    self.put_group(group, context);
                    return self.end_block(statement);
                }
            }
        }
    }

    // ---- arms

    pub(super) fn arms(&mut self, element: Option<Binding>) {
        let (alias, taken) = (self.context.element.take(), self.context.taken.take());
        while self.at < self.tokens.len() {
            let Some(length) = arrow(&self.tokens[self.at..]) else {
                return;
            };
            let mark = self.walker.scope.mark();
            let mut head = &self.tokens[self.at..self.at + length];
            // What depends on the attribute of an arm is in the arm.
            while let [hash, attribute, rest @ ..] = head {
                if !is_punct(Some(hash), '#') {
                    break;
                }
                self.output.extend([hash.clone(), attribute.clone()]);
                head = rest;
            }
            let guard = position(head, &|token| is_word(Some(token), "if"));
            let (pattern, guard) = head.split_at(guard.unwrap_or(head.len()));
            self.output.extend_from_slice(pattern);
            match (inside_some(pattern), element, sole_name(pattern), alias) {
                _ if self.walker.bind_error(pattern, element) => {}
                (Some((name, by_ref)), Some(element @ Binding::Element { .. }), ..) => {
                    let more = with_one_more_reference(element);
                    let element = if by_ref { more } else { element };
                    self.walker.scope.bind(&name, element);
                }
                (_, _, Some(name), Some(alias)) => self.walker.scope.bind(name, alias),
                _ => match taken {
                    Some(param) => {
                        let whole = true;
                        self.walker.bind_taken(pattern, Taken { param, whole });
                    }
                    None => self.walker.bind_pattern(pattern, None),
                },
            }
            if let [word, guard @ ..] = guard {
                self.output.push(word.clone());
                let guard = self.part(guard, ListKind::Single);
                self.output.extend(guard);
            }
            self.at += length;
            self.copy(2);
            self.base = self.at;
            self.begin_statement();
            self.ended = false;
            while self.at < self.tokens.len() && !self.ended && !is_punct(self.get(self.at), ',') {
                self.step();
            }
            self.end_expression();
            self.walker.scope.restore(mark);
            if is_punct(self.get(self.at), ',') {
                self.copy(1);
            }
        }
    }
}

fn has_comma(group: &Group) -> bool {
    let tokens: Vec<TokenTree> = group.stream().into_iter().collect();
    position_of(&tokens, ',').is_some()
}

/// How many tokens stand before the next `=>`.
pub(super) fn arrow(tokens: &[TokenTree]) -> Option<usize> {
    let mut at = 0;
    while at < tokens.len() {
        if is_punct(tokens.get(at), '=') && is_punct(tokens.get(at + 1), '>') {
            return Some(at);
        }
        at += 1;
    }
    None
}
