//! Visitors of a document, through a trait of this crate.
//!
//! `visit.rs` is what you write with `#[demono(dyn)]`, `by_hand.rs` is what you would have
//! to write without it; `inner.rs` has only the bodies, for callers that make the trait
//! object.

use std::fmt;

#[cfg_attr(feature = "by-hand", path = "by_hand.rs")]
#[cfg_attr(all(feature = "limit", not(feature = "by-hand")), path = "inner.rs")]
mod visit;

pub use visit::{parse, walk};

/// Sees a document from its start to its end.
pub trait Visitor {
    /// Called at the start of an element. The result decides what is visited next.
    fn enter(&mut self, name: &str, attributes: &[(String, String)]) -> Flow;

    /// Called for a text that is not blank.
    fn text(&mut self, text: &str);

    /// Called at the end of an element that was entered.
    fn leave(&mut self, name: &str);

    /// Called for a comment.
    fn comment(&mut self, comment: &str) {
        _ = comment;
    }
}

impl<V: Visitor + ?Sized> Visitor for &mut V {
    fn enter(&mut self, name: &str, attributes: &[(String, String)]) -> Flow {
        (**self).enter(name, attributes)
    }

    fn text(&mut self, text: &str) {
        (**self).text(text);
    }

    fn leave(&mut self, name: &str) {
        (**self).leave(name);
    }

    fn comment(&mut self, comment: &str) {
        (**self).comment(comment);
    }
}

impl<V: Visitor + ?Sized> Visitor for Box<V> {
    fn enter(&mut self, name: &str, attributes: &[(String, String)]) -> Flow {
        (**self).enter(name, attributes)
    }

    fn text(&mut self, text: &str) {
        (**self).text(text);
    }

    fn leave(&mut self, name: &str) {
        (**self).leave(name);
    }

    fn comment(&mut self, comment: &str) {
        (**self).comment(comment);
    }
}

/// What is to be visited next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flow {
    /// What is in the element.
    Into,
    /// What follows the element.
    Over,
    /// Nothing.
    Stop,
}

/// A document, or a part of one.
#[derive(Debug, Clone, PartialEq)]
pub enum Node {
    /// `<name key="value">..</name>`
    Element {
        /// `name`
        name: String,
        /// `key`, `value`
        attributes: Vec<(String, String)>,
        /// What is in it.
        children: Vec<Node>,
    },
    /// Text.
    Text(String),
    /// `<!-- .. -->`
    Comment(String),
}

/// Why a document cannot be read to its end.
#[derive(Debug, Clone, PartialEq)]
pub struct ParseError {
    position: usize,
    problem: Problem,
}

#[derive(Debug, Clone, PartialEq)]
enum Problem {
    Unclosed(&'static str),
    Name(String),
    Attribute(String),
    WrongEnd { expected: String, found: String },
    NoEnd(String),
}

impl Node {
    /// An element.
    pub fn element(name: &str, attributes: &[(&str, &str)], children: Vec<Node>) -> Self {
        let owned = |(key, value): &(&str, &str)| (key.to_string(), value.to_string());
        Node::Element {
            name: name.to_owned(),
            attributes: attributes.iter().map(owned).collect(),
            children,
        }
    }

    /// A text.
    pub fn text(text: &str) -> Self {
        Node::Text(text.to_owned())
    }
}

impl fmt::Display for ParseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "at {}: ", self.position)?;
        match &self.problem {
            Problem::Unclosed(end) => write!(f, "no `{end}`"),
            Problem::Name(name) => write!(f, "{name:?} is not a name"),
            Problem::Attribute(text) => write!(f, "{text:?} is not an attribute"),
            Problem::WrongEnd { expected, found } => {
                write!(f, "the end of `{found}`, not of `{expected}`")
            }
            Problem::NoEnd(name) => write!(f, "`{name}` has no end"),
        }
    }
}

impl std::error::Error for ParseError {}
