//! Parses a configuration file, from whatever type of path the caller has.
//!
//! `load.rs` is what you write with `#[demono]`, `by_hand.rs` is what you would have to
//! write without it; `inner.rs` has only the body, for callers that convert.

use std::collections::BTreeMap;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

#[cfg_attr(feature = "by-hand", path = "by_hand.rs")]
#[cfg_attr(all(feature = "limit", not(feature = "by-hand")), path = "inner.rs")]
mod load;

pub use load::load_config;

/// The contents of a configuration file: values by section and key.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Config {
    sections: BTreeMap<String, BTreeMap<String, Value>>,
}

/// A value.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// `yes`, `no`, `on`, `off`, `true`, `false`.
    Flag(bool),
    /// A whole number.
    Number(i64),
    /// Anything else, and anything in quotes.
    Text(String),
    /// `[one, two]`.
    List(Vec<String>),
}

/// Why there is no configuration.
#[derive(Debug)]
pub struct ConfigError {
    path: PathBuf,
    line: usize,
    problem: Problem,
}

#[derive(Debug)]
enum Problem {
    Unreadable(io::Error),
    UnclosedSection,
    SectionName(String),
    SectionTwice(String),
    NoEqualsSign,
    KeyName(String),
    KeyTwice(String),
    NothingToContinue,
    UnclosedQuote,
    UnclosedList,
    UnclosedReference,
    UnknownReference(String),
}

impl Config {
    /// The value of `key` in `section`; keys before the first section are in `""`.
    pub fn get(&self, section: &str, key: &str) -> Option<&Value> {
        self.sections.get(section)?.get(key)
    }
}

impl fmt::Display for Config {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (section, values) in &self.sections {
            write!(f, "\n[{section}]")?;
            for (key, value) in values {
                write!(f, "\n{key} = {value}")?;
            }
        }
        Ok(())
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Flag(flag) => flag.fmt(f),
            Value::Number(number) => number.fmt(f),
            Value::Text(text) => write!(f, "{text:?}"),
            Value::List(list) => write!(f, "{list:?}"),
        }
    }
}

impl ConfigError {
    fn new(path: &Path, line: usize, problem: Problem) -> Self {
        ConfigError {
            path: path.to_owned(),
            line,
            problem,
        }
    }
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: ", self.path.display(), self.line)?;
        match &self.problem {
            Problem::Unreadable(error) => error.fmt(f),
            Problem::UnclosedSection => f.write_str("a section without `]`"),
            Problem::SectionName(name) => write!(f, "`{name}` cannot name a section"),
            Problem::SectionTwice(name) => write!(f, "section `{name}` is there twice"),
            Problem::NoEqualsSign => f.write_str("neither a section nor a value"),
            Problem::KeyName(name) => write!(f, "`{name}` cannot name a value"),
            Problem::KeyTwice(name) => write!(f, "`{name}` has two values"),
            Problem::NothingToContinue => f.write_str("`\\` on the last line"),
            Problem::UnclosedQuote => f.write_str("a quote that does not end"),
            Problem::UnclosedList => f.write_str("a list without `]`"),
            Problem::UnclosedReference => f.write_str("`${` without `}`"),
            Problem::UnknownReference(name) => write!(f, "`{name}` has no value yet"),
        }
    }
}

impl std::error::Error for ConfigError {}

fn is_name(text: &str) -> bool {
    !text.is_empty()
        && text
            .chars()
            .all(|letter| letter.is_alphanumeric() || matches!(letter, '-' | '_' | '.'))
}
