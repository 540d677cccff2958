//! What each parameter becomes.
//!
//! In: the function, its generics, the options. Out: a [`Plan`]: which parameters
//! are kept, which are converted and how. The planner decides on each.

use crate::expand::crossing::form::Form;
use crate::expand::crossing::uses::Uses;
use crate::expand::errors::Errors;
use crate::expand::input::function::{Argument, Function, Pattern};
use crate::expand::input::header::Header;
use crate::expand::input::options::Options;
use crate::expand::plan::converted::Converted;
use crate::expand::plan::planner::Planner;
use crate::expand::syntax::generics::Generics;

pub(crate) struct Plan<'a> {
    /// Every parameter but the receiver, in order.
    pub(crate) params: Vec<Param<'a>>,
    pub(crate) converted: Vec<Converted<'a>>,
}

pub(crate) struct Param<'a> {
    pub(crate) arg: &'a Argument,
    pub(crate) role: Role,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// Passed on as it is.
    Keep,
    /// As `Keep`, because the user wrote `skip`: its generic may stay.
    Skip,
    /// `_`: the body cannot use it, the shim owns it until the end.
    Unnamed,
    /// Converted: an index into [`Plan::converted`].
    Convert(usize),
}

impl<'a> Plan<'a> {
    pub(crate) fn new(
        function: &'a Function,
        generics: &Generics<'a>,
        options: &'a Options,
        header: Option<&Header>,
        errors: &mut Errors,
    ) -> Self {
        let mut plan = Plan {
            params: Vec::new(),
            converted: Vec::new(),
        };
        let mut declared = vec![&function.generics];
        if let Some(header) = header {
            declared.push(&header.generics);
        }
        let planner = Planner {
            function,
            generics,
            options,
            partial: options.partial,
        };
        for arg in &function.params {
            let role = match &arg.pat {
                Pattern::Wild(_) => Role::Unnamed,
                Pattern::Name { name, .. } if options.skip.contains(name) => Role::Skip,
                Pattern::Name { name, mutability } => {
                    let before = errors.count();
                    match planner.cross(name, mutability.as_ref(), &arg.ty, errors) {
                        Some(mut converted) => {
                            converted.combine(plan.converted.len(), &declared);
                            plan.converted.push(converted);
                            Role::Convert(plan.converted.len() - 1)
                        }
                        // One error is enough.
                        None if errors.count() > before => Role::Skip,
                        None => Role::Keep,
                    }
                }
                Pattern::Other(_) => Role::Keep,
            };
            plan.params.push(Param { arg, role });
        }
        plan
    }
}

impl Plan<'_> {
    /// Lends what the body never moves: the shim drops that when the inner would have
    /// dropped it, so it needs no slot.
    pub(crate) fn settle(&mut self, uses: &[Uses], is_async: bool) {
        for (index, converted) in self.converted.iter_mut().enumerate() {
            let uses = &uses[index];
            let by_value = matches!(converted.conversion.form, Form::Value);
            if let Some(object) = converted.conversion.object_mut() {
                if by_value && object.owned && !object.is_moved(uses) {
                    object.lend(is_async);
                }
            }
        }
    }

    /// Keeps a parameter as it is after all.
    pub(crate) fn keep(&mut self, index: usize) {
        self.converted.remove(index);
        for param in &mut self.params {
            param.role = match param.role {
                Role::Convert(other) if other == index => Role::Keep,
                Role::Convert(other) if other > index => Role::Convert(other - 1),
                role => role,
            };
        }
    }
}
