//! Builds a request from strings of any type, as HTTP clients do.
//!
//! `post.rs` is what you write with `#[demono]`, `by_hand.rs` is what you would have to
//! write without it; `inner.rs` has only the body, for callers that convert.

use std::fmt;

#[cfg_attr(feature = "by-hand", path = "by_hand.rs")]
#[cfg_attr(all(feature = "limit", not(feature = "by-hand")), path = "inner.rs")]
mod post;

/// A request, ready to be sent.
#[derive(Debug, Clone, PartialEq)]
pub struct Request {
    head: String,
    body: String,
}

/// Why there is no request.
#[derive(Debug, Clone, PartialEq)]
pub enum RequestError {
    /// Not a host name.
    Host(String),
    /// A header with a line break, which could contain another header.
    Header(String),
}

impl fmt::Display for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.head)?;
        if !self.body.is_empty() {
            write!(f, "content-length: {}\r\n", self.body.len())?;
        }
        write!(f, "\r\n{}", self.body)
    }
}

impl fmt::Display for RequestError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            RequestError::Host(host) => write!(f, "`{host}` is not a host"),
            RequestError::Header(text) => write!(f, "a header with a line break: {text:?}"),
        }
    }
}

impl std::error::Error for RequestError {}
