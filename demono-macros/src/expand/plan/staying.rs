//! Which of the function's generics the inner keeps.
//!
//! In: the function, the plan, what the body mentions. Out: [`Staying`].

use proc_macro2::Ident;
use quote::ToTokens;
use syn::ReturnType;

use crate::expand::input::function::{Argument, Function};
use crate::expand::plan::parameters::{Plan, Role};
use crate::expand::syntax::generics::Generics;
use crate::expand::syntax::lifetimes::retain_in_use;
use crate::expand::syntax::mentions;
use crate::expand::syntax::mentions::{has_impl_trait, Mentions};

/// A generic of the function that the inner cannot do without.
pub(crate) struct Stay<'a> {
    pub(crate) name: &'a Ident,
    pub(crate) reason: Reason<'a>,
}

pub(crate) enum Reason<'a> {
    /// A parameter that is not converted has it.
    Param {
        arg: &'a Argument,
        skipped: bool,
        at: Ident,
    },
    Return(Ident),
    Body(Ident),
    /// The bounds of another generic that stays.
    Bound(Ident),
}

/// What stays generic.
#[derive(Default)]
pub(crate) struct Staying<'a> {
    pub(crate) named: Vec<Stay<'a>>,
    /// `impl Trait` parameters that are not converted, and whether the user wrote
    /// `skip` for them.
    pub(crate) anonymous: Vec<(&'a Argument, bool)>,
}

impl<'a> Staying<'a> {
    pub(crate) fn of(
        function: &'a Function,
        generics: &Generics<'a>,
        plan: &Plan<'a>,
        body: &Mentions<'_>,
    ) -> Self {
        let mut staying = Staying::default();
        for &name in &generics.names() {
            if let Some(reason) = direct_reason(function, plan, body, name) {
                staying.named.push(Stay { name, reason });
            }
        }
        staying.add_bounds(generics);
        for param in &plan.params {
            let kept = matches!(param.role, Role::Keep | Role::Skip);
            if kept && has_impl_trait(&param.arg.ty) {
                staying
                    .anonymous
                    .push((param.arg, param.role == Role::Skip));
            }
        }
        staying
    }

    pub(crate) fn contains(&self, name: &Ident) -> bool {
        for stay in &self.named {
            if stay.name == name {
                return true;
            }
        }
        false
    }

    pub(crate) fn contains_all(&self, names: &[Ident]) -> bool {
        for name in names {
            if !self.contains(name) {
                return false;
            }
        }
        true
    }

    /// What stays keeps its bounds, and those may name another generic.
    fn add_bounds(&mut self, generics: &Generics<'a>) {
        while let Some(stay) = self.next_by_bound(generics) {
            self.named.push(stay);
        }
    }

    fn next_by_bound(&self, generics: &Generics<'a>) -> Option<Stay<'a>> {
        for generic in &generics.types {
            let name = &generic.param.ident;
            if self.contains(name) {
                continue;
            }
            for other in &generics.types {
                if !self.contains(&other.param.ident) {
                    continue;
                }
                for bound in &other.bounds {
                    if let Some(at) = mentions::first(bound, name) {
                        let reason = Reason::Bound(at);
                        return Some(Stay { name, reason });
                    }
                }
            }
        }
        None
    }
}

fn direct_reason<'a>(
    function: &'a Function,
    plan: &Plan<'a>,
    body: &Mentions<'_>,
    name: &Ident,
) -> Option<Reason<'a>> {
    for param in &plan.params {
        let skipped = match param.role {
            Role::Keep => false,
            Role::Skip => true,
            Role::Unnamed | Role::Convert(_) => continue,
        };
        if let Some(at) = mentions::first(&param.arg.ty, name) {
            let arg = param.arg;
            return Some(Reason::Param { arg, skipped, at });
        }
    }
    for converted in &plan.converted {
        if let Some(at) = mentions::first(&converted.conversion.mentioned(), name) {
            return Some(Reason::Bound(at));
        }
    }
    if let ReturnType::Type(_, ty) = &function.output {
        // `use<..>` must name every generic, whether or not the type has it.
        let ty = retain_in_use(ty.to_token_stream(), &|_| false);
        if let Some(at) = mentions::first(&ty, name) {
            return Some(Reason::Return(at));
        }
    }
    for mention in &body.generics {
        if mention == name {
            return Some(Reason::Body(mention.clone()));
        }
    }
    None
}
