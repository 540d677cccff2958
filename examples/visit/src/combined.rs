//! Visitors composed of others.

use std::rc::Rc;

use example_visit::{Flow, Visitor};

/// Both see everything that both want to see.
#[derive(Debug)]
pub(crate) struct Both<A, B>(pub(crate) A, pub(crate) B);

impl<A: Visitor, B: Visitor> Visitor for Both<A, B> {
    fn enter(&mut self, name: &str, attributes: &[(String, String)]) -> Flow {
        match (
            self.0.enter(name, attributes),
            self.1.enter(name, attributes),
        ) {
            (Flow::Into, flow) | (flow, Flow::Into) => flow,
            (Flow::Stop, _) | (_, Flow::Stop) => Flow::Stop,
            (Flow::Over, Flow::Over) => Flow::Over,
        }
    }

    fn text(&mut self, text: &str) {
        self.0.text(text);
        self.1.text(text);
    }

    fn leave(&mut self, name: &str) {
        self.0.leave(name);
        self.1.leave(name);
    }

    fn comment(&mut self, comment: &str) {
        self.0.comment(comment);
        self.1.comment(comment);
    }
}

/// Sees only what is in elements of one name.
#[derive(Debug)]
pub(crate) struct Within<V> {
    pub(crate) name: Rc<str>,
    pub(crate) depth: u32,
    pub(crate) visitor: V,
}

impl<V: Visitor> Visitor for Within<V> {
    fn enter(&mut self, name: &str, attributes: &[(String, String)]) -> Flow {
        if self.depth > 0 || name == &*self.name {
            self.depth += 1;
        }
        match self.depth {
            0 | 1 => Flow::Into,
            _ => self.visitor.enter(name, attributes),
        }
    }

    fn text(&mut self, text: &str) {
        if self.depth > 0 {
            self.visitor.text(text);
        }
    }

    fn leave(&mut self, name: &str) {
        if self.depth > 1 {
            self.visitor.leave(name);
        }
        self.depth = self.depth.saturating_sub(1);
    }
}

/// Sees a limited number of elements.
#[derive(Debug)]
pub(crate) struct Limited<'a, V> {
    pub(crate) left: usize,
    pub(crate) visitor: &'a mut V,
}

impl<V: Visitor> Visitor for Limited<'_, V> {
    fn enter(&mut self, name: &str, attributes: &[(String, String)]) -> Flow {
        match self.left.checked_sub(1) {
            Some(left) => {
                self.left = left;
                self.visitor.enter(name, attributes)
            }
            None => Flow::Stop,
        }
    }

    fn text(&mut self, text: &str) {
        self.visitor.text(text);
    }

    fn leave(&mut self, name: &str) {
        self.visitor.leave(name);
    }
}
