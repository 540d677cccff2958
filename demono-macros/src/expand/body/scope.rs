//! What a name means at one place of the body.

use proc_macro2::Ident;

/// What a name is bound to, where that comes from a parameter.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Binding {
    /// A converted parameter.
    Param(usize),
    /// What is inside a converted `Option` or `Vec`; with `deref` there is one reference
    /// more around it than the conversion gives.
    Element { param: usize, deref: bool },
}

impl Binding {
    pub(crate) fn param(self) -> Option<usize> {
        match self {
            Binding::Param(index) => Some(index),
            Binding::Element { .. } => None,
        }
    }
}

/// The names in scope, innermost last. It starts with the parameters.
#[derive(Default)]
pub(crate) struct Scope {
    /// `None` for something else, which hides a parameter of that name.
    names: Vec<(Ident, Option<Binding>)>,
    /// Other names that a custom conversion mentions.
    watched: Vec<String>,
}

impl Scope {
    pub(crate) fn bind(&mut self, name: Ident, binding: Binding) {
        self.names.push((name, Some(binding)));
    }

    /// From here on the name means something else.
    pub(crate) fn hide(&mut self, name: Ident) {
        self.names.push((name, None));
    }

    pub(crate) fn lookup(&self, name: &Ident) -> Option<Binding> {
        for (bound, binding) in self.names.iter().rev() {
            if bound == name {
                return *binding;
            }
        }
        None
    }

    pub(crate) fn watch(&mut self, name: &str) {
        self.watched.push(name.to_owned());
    }

    pub(crate) fn is_watched(&self, name: &Ident) -> bool {
        self.watched.iter().any(|watched| name == watched)
    }

    /// Whether a name means something else than where the body begins.
    pub(crate) fn is_rebound(&self, name: &str) -> bool {
        let mut rebound = false;
        for (bound, binding) in &self.names {
            if bound == name {
                rebound = binding.is_none();
            }
        }
        rebound
    }

    pub(crate) fn mark(&self) -> usize {
        self.names.len()
    }

    pub(crate) fn restore(&mut self, mark: usize) {
        self.names.truncate(mark);
    }
}
