//! What a name means at one place of the body.

use proc_macro2::{Ident, TokenStream};

/// What a name is bound to, where that comes from a parameter.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Binding {
    /// A converted parameter.
    Param(usize),
    /// What is inside a converted `Option` or `Vec`; there are `deref` references more around
    /// it than the conversion gives.
    Element { param: usize, deref: u8 },
    /// The error of a `TryInto`, which the shim has converted as well.
    Error(usize),
}

impl Binding {
    /// The parameter that it comes from.
    pub(crate) fn index(self) -> usize {
        match self {
            Binding::Param(param) | Binding::Element { param, .. } | Binding::Error(param) => param,
        }
    }

    pub(crate) fn param(self) -> Option<usize> {
        match self {
            Binding::Param(index) => Some(index),
            Binding::Element { .. } | Binding::Error(_) => None,
        }
    }
}

/// What a declaration makes of a name.
pub(super) enum Meaning {
    Known(Binding),
    /// Something else, which hides a parameter of that name.
    Other,
    /// Something that may be this parameter's value, by a way that is not followed.
    Taken(usize),
    /// Something that has this parameter's value in a field.
    Holder(usize),
    /// Something else, if the declaration is there: under a `#[cfg]`, or, without one, by a
    /// macro.
    Perhaps(Option<TokenStream>),
}

/// The names in scope, innermost last. It starts with the parameters.
#[derive(Default)]
pub(crate) struct Scope {
    names: Vec<(String, Meaning)>,
    /// Other names that matter: a custom conversion mentions them, or it is the function's.
    watched: Vec<String>,
    /// Variables that were assigned a parameter, as it is.
    assigned: Vec<(String, usize)>,
}

impl Scope {
    pub(crate) fn bind(&mut self, name: &Ident, binding: Binding) {
        self.names.push((name.to_string(), Meaning::Known(binding)));
    }

    /// From here on the name means something else.
    pub(crate) fn hide(&mut self, name: String, cfg: Option<&TokenStream>) {
        let meaning = match cfg {
            Some(cfg) => Meaning::Perhaps(Some(cfg.clone())),
            None => Meaning::Other,
        };
        self.names.push((name, meaning));
    }

    /// From here on the name may be the value of a parameter, or have it in a field.
    pub(crate) fn take(&mut self, name: String, param: usize, whole: bool) {
        let meaning = if whole {
            Meaning::Taken(param)
        } else {
            Meaning::Holder(param)
        };
        self.names.push((name, meaning));
    }

    /// The parameter whose value the name may be, or, if not `whole`, may have in a field.
    pub(crate) fn taken(&self, name: &str, whole: bool) -> Option<usize> {
        for (bound, meaning) in self.names.iter().rev() {
            if bound == name {
                return match meaning {
                    Meaning::Taken(param) => Some(*param),
                    Meaning::Holder(param) if !whole => Some(*param),
                    _ => None,
                };
            }
        }
        let assigned = self.assigned.iter().find(|(bound, _)| bound == name);
        assigned.map(|(_, param)| *param)
    }

    /// Whatever block this is in, the variable may be the value of a parameter from here on.
    pub(crate) fn assign(&mut self, name: &Ident, param: usize) {
        self.assigned.push((name.to_string(), param));
    }

    /// From here on the name may mean something else, depending on a macro.
    pub(crate) fn doubt(&mut self, name: String) {
        self.names.push((name, Meaning::Perhaps(None)));
    }

    pub(crate) fn lookup(&self, name: &Ident) -> Option<Binding> {
        self.lookup_text(&name.to_string())
    }

    /// What the name is bound to, if no declaration that may be missing binds it again.
    pub(crate) fn lookup_text(&self, name: &str) -> Option<Binding> {
        for (bound, meaning) in self.names.iter().rev() {
            match meaning {
                Meaning::Known(binding) if bound == name => return Some(*binding),
                Meaning::Other | Meaning::Taken(_) | Meaning::Holder(_) if bound == name => {
                    return None
                }
                _ => {}
            }
        }
        None
    }

    /// The `#[cfg]` of each declaration that may have bound it again.
    pub(crate) fn doubts(&self, name: &Ident) -> Vec<Option<TokenStream>> {
        let mut doubts = Vec::new();
        let name = name.to_string();
        for (bound, meaning) in self.names.iter().rev() {
            match meaning {
                Meaning::Perhaps(cfg) if *bound == name => doubts.push(cfg.clone()),
                _ if *bound == name => break,
                _ => {}
            }
        }
        doubts
    }

    pub(crate) fn watch(&mut self, name: &str) {
        self.watched.push(name.to_owned());
    }

    /// Whether it matters what the name is bound to.
    pub(crate) fn follows(&self, name: &str) -> bool {
        self.lookup_text(name).is_some() || self.watched.iter().any(|watched| name == watched)
    }

    /// Whether a name means something else than where the body begins, or may do so.
    pub(crate) fn is_rebound(&self, name: &str) -> bool {
        for (bound, meaning) in self.names.iter().rev() {
            if bound == name {
                return !matches!(meaning, Meaning::Known(_));
            }
        }
        false
    }

    pub(crate) fn mark(&self) -> usize {
        self.names.len()
    }

    /// Takes the names since then out of scope.
    pub(super) fn split_off(&mut self, mark: usize) -> Vec<(String, Meaning)> {
        self.names.split_off(mark)
    }

    pub(super) fn append(&mut self, mut names: Vec<(String, Meaning)>) {
        self.names.append(&mut names);
    }

    pub(crate) fn restore(&mut self, mark: usize) {
        self.names.truncate(mark);
    }
}
