//! The walk over the body: rewrites a parameter's own conversions, because it is
//! converted already, and records everything else that is done with it.
//!
//! In: the function and the plan. Out: [`Body`]. Nothing is refused here.
//!
//! ```text
//! Input:  let name = name.into(); let other: Box<str> = name.into();
//! Output: let name = ({ name });  let other: Box<str> = name.into();
//! ```
//!
//! `({ name })` and not `name`: like the call that it replaces it is a value, not
//! a place, so that `name.into().push('x')` needs no `mut` and `&name.into()`
//! moves; and clippy does not see a `let name = name;`. The parentheses are for
//! rustc, which ends a statement behind a block even in `&mut {..}[0]`.
//!
//! The body is read token by token, which goes for the insides of macros as well.
//! `let`, conditions and closures are followed in `list.rs`, blocks, arms and macros in
//! `group.rs`, the names themselves in `name.rs`.

mod custom;
mod element;
mod group;
mod lend;
mod list;
mod name;
mod own;
mod pattern;
mod recursion;
mod scope;
mod uses;

use proc_macro2::{Ident, TokenStream, TokenTree};

pub(crate) use self::list::angle_end;
use self::list::{Kind, List};
use self::pattern::{sole_name, without_type};
use self::recursion::Recursion;
use self::scope::{Binding, Scope};
pub(crate) use self::uses::{Bare, Body, Context, Uses};
use super::block::Header;
use super::input::Function;
use super::plan::{Converted, Plan};
use super::tokens::split_at_each;

/// Rewrites the function's body.
pub(crate) fn walk(function: &Function, plan: &Plan<'_>, header: Option<&Header>) -> Body {
    let mut walker = Walker::new(plan);
    walker.recursion = Recursion::of(function, plan, header);
    let tokens = walker.stream(function.body.clone(), Kind::Block);
    Body {
        tokens,
        uses: walker.uses,
        half_typed: walker.half_typed,
    }
}

struct Walker<'p> {
    plan: &'p Plan<'p>,
    scope: Scope,
    uses: Vec<Uses>,
    /// How many own conversions were rewritten that borrow the parameter.
    unborrowed: usize,
    in_macro: bool,
    half_typed: bool,
    /// Inside how many `move` closures and async blocks.
    capturing: usize,
    /// What the first closure of the next group takes, if that is known.
    element: Option<Binding>,
    /// The next group has the arguments of `drop`.
    callee_drops: bool,
    recursion: Option<Recursion>,
    /// A parameter is converted in the user's words.
    customs: bool,
    /// Inside how many delimiters.
    depth: usize,
}

impl<'p> Walker<'p> {
    fn new(plan: &'p Plan<'p>) -> Self {
        let mut scope = Scope::default();
        let mut uses = Vec::new();
        let mut customs = false;
        for (index, converted) in plan.converted.iter().enumerate() {
            scope.bind(converted.name.clone(), Binding::Param(index));
            if let Some(custom) = converted.conversion.custom {
                custom::each_name(&custom.value, &mut |name| scope.watch(name));
            }
            uses.push(Uses::default());
            customs |= converted.conversion.custom.is_some();
        }
        Walker {
            plan,
            scope,
            uses,
            unborrowed: 0,
            in_macro: false,
            half_typed: false,
            capturing: 0,
            element: None,
            callee_drops: false,
            recursion: None,
            customs,
            depth: 0,
        }
    }

    fn target(&self, index: usize) -> &'p Converted<'p> {
        &self.plan.converted[index]
    }

    /// Rewrites the tokens of one pair of delimiters.
    fn stream(&mut self, tokens: TokenStream, kind: Kind) -> TokenStream {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let mark = self.scope.mark();
        self.depth += 1;
        let output = List::new(self, &tokens, kind).rewrite();
        self.depth -= 1;
        self.scope.restore(mark);
        output
    }

    /// Binds what a pattern binds: from here on the names mean something else.
    fn bind_pattern(&mut self, pattern: &[TokenTree]) {
        let scope = &mut self.scope;
        pattern::each_binding(pattern, &mut |name| {
            if scope.lookup(name).is_some() || scope.is_watched(name) {
                scope.bind(name.clone(), Binding::Other);
            }
        });
    }

    /// Binds what takes one element: its name, or the names of a tuple's parts.
    fn bind_element(&mut self, pattern: &[TokenTree], element: Option<Binding>) {
        let Some(Binding::Element { param, .. }) = element else {
            return self.bind_pattern(without_type(pattern));
        };
        let parts = self.target(param).conversion.elements();
        let tuple = parts.filter(|parts| parts.is_tuple);
        match (sole_name(pattern), tuple, without_type(pattern)) {
            (Some(name), None, _) => {
                if let Some(element) = element {
                    self.scope.bind(name.clone(), element);
                }
            }
            (None, Some(tuple), [TokenTree::Group(names)]) => {
                let names: Vec<TokenTree> = names.stream().into_iter().collect();
                let names = split_at_each(&names, ',');
                for (part, name) in names.iter().enumerate() {
                    let Some(part) = tuple.parts.get(part) else {
                        break;
                    };
                    match (sole_name(name), element) {
                        (Some(name), Some(element)) if part.conversion.is_some() => {
                            self.scope.bind(name.clone(), element);
                        }
                        _ => self.bind_pattern(name),
                    }
                }
            }
            _ => self.bind_pattern(without_type(pattern)),
        }
    }

    /// Records a use of a parameter that is not its own conversion.
    fn bare(&mut self, binding: Binding, at: &Ident, context: Context, method: Option<Ident>) {
        let Some(index) = binding.param() else { return };
        let context = if self.in_macro {
            Context::Macro
        } else {
            context
        };
        self.captured(index, at);
        let at = at.clone();
        self.uses[index].bare.push(Bare {
            at,
            context,
            method,
        });
    }

    fn captured(&mut self, index: usize, at: &Ident) {
        if self.capturing > 0 && self.uses[index].captured.is_none() {
            self.uses[index].captured = Some(at.clone());
        }
    }

    /// `"{name}"` and `"{name:?}"` in a macro are uses, too.
    fn captures_of(&mut self, literal: &str) {
        if !literal.contains('{') {
            return;
        }
        for (index, converted) in self.plan.converted.iter().enumerate() {
            let name = converted.name.to_string();
            let mut captured = false;
            let mut parts = literal.split('{');
            parts.next();
            for part in parts {
                let rest = part.strip_prefix(name.as_str());
                captured |= rest.is_some_and(|rest| rest.starts_with([':', '}']));
            }
            let binding = Binding::Param(index);
            if captured && self.scope.lookup(converted.name) == Some(binding) {
                self.bare(binding, converted.name, Context::Macro, None);
            }
        }
    }
}
