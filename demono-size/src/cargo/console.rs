//! What a run tells its caller while it lasts, and how the caller stops it.

use std::path::Path;

use super::options::Attribute;

/// What a running build has to tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Event<'a> {
    /// A build starts.
    Building {
        /// Its number, from 1.
        number: usize,
        /// How many builds there are.
        total: usize,
        /// What is built: a profile, a rung of the ladder, a revision.
        what: &'a str,
        /// Its half.
        attribute: Attribute,
    },
    /// The command, ready for a shell.
    Command(&'a str),
    /// A line that cargo wrote to its standard error.
    Cargo(&'a str),
    /// This file is being read.
    Reading(&'a Path),
}

/// The caller's end of a run: where progress goes, and whether to go on.
pub struct Console<'a> {
    /// Called for each command, and each line that cargo writes for people.
    pub report: &'a mut dyn FnMut(Event<'_>),
    /// Whether the user has asked to stop (Ctrl-C).
    pub interrupted: &'a dyn Fn() -> bool,
}
