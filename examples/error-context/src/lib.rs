//! An error that collects context on its way up, from strings and values of any kind.
//!
//! `collect.rs` is what you write with `#[demono]`, `by_hand.rs` is what you would have to
//! write without it; `inner.rs` has only the body, for callers that convert.

use std::collections::BTreeMap;
use std::fmt;

#[cfg_attr(feature = "by-hand", path = "by_hand.rs")]
#[cfg_attr(all(feature = "limit", not(feature = "by-hand")), path = "inner.rs")]
mod collect;

/// What went wrong, while doing what, and with which values.
#[derive(Debug, Clone, PartialEq)]
pub struct Error {
    code: Option<u16>,
    message: String,
    context: Vec<(String, usize)>,
    fields: BTreeMap<String, String>,
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        if let Some(code) = self.code {
            write!(f, " (E{code:04})")?;
        }
        for (context, times) in &self.context {
            write!(f, "\n  while {context}")?;
            if *times > 1 {
                write!(f, " ({times} times)")?;
            }
        }
        for (key, value) in &self.fields {
            write!(f, "\n  {key} = {value}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Error {}
