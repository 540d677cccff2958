//! Several conversions at once: `Borrow`, `TryInto`, `Option` and `Vec`.
//!
//! `listen.rs` is what you write with `#[demono]`, `by_hand.rs` is what you would have to
//! write without it; `inner.rs` has only the body, for callers that convert.

use std::collections::BTreeMap;
use std::fmt;
use std::num::TryFromIntError;

#[cfg_attr(feature = "by-hand", path = "by_hand.rs")]
#[cfg_attr(all(feature = "limit", not(feature = "by-hand")), path = "inner.rs")]
mod listen;

/// Who listens where.
#[derive(Debug, Clone, Default)]
pub struct Router {
    listeners: BTreeMap<(String, u16), Listener>,
}

#[derive(Debug, Clone)]
struct Listener {
    alias: String,
    tags: Vec<String>,
}

/// Why it cannot listen.
#[derive(Debug, Clone, PartialEq)]
pub enum ListenError {
    /// Not a port.
    Port(TryFromIntError),
    /// Not a host.
    Host(String),
    /// Another listener is there already.
    Taken(String),
}

impl fmt::Display for Router {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for ((host, port), listener) in &self.listeners {
            let tags = listener.tags.join(" ");
            writeln!(f, "{host}:{port} is {} [{tags}]", listener.alias)?;
        }
        write!(f, "{} in all", self.listeners.len())
    }
}

impl fmt::Display for ListenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ListenError::Port(error) => write!(f, "not a port: {error}"),
            ListenError::Host(host) => write!(f, "`{host}` is not a host"),
            ListenError::Taken(alias) => write!(f, "{alias} listens there"),
        }
    }
}

impl std::error::Error for ListenError {}
