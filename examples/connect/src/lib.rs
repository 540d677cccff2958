//! Requests to anything that this crate's own trait converts to an address.
//!
//! `request.rs` is what you write with `#[demono(..)]`, `by_hand.rs` is what you would have
//! to write without it; `inner.rs` has only the bodies, for callers that convert.

use std::collections::BTreeMap;
use std::fmt;

mod url;

#[cfg_attr(feature = "by-hand", path = "by_hand.rs")]
#[cfg_attr(all(feature = "limit", not(feature = "by-hand")), path = "inner.rs")]
mod request;

pub use request::relative;
pub use url::{IntoUrl, Url, UrlError};

/// Makes requests, and remembers the cookies to send with them.
#[derive(Debug, Clone, Default)]
pub struct Client {
    cookies: BTreeMap<String, Vec<(String, String)>>,
    requests: u32,
}

/// A request that can be sent.
#[derive(Debug, Clone, PartialEq)]
pub struct Request {
    /// Where it goes.
    pub url: Url,
    /// Its lines.
    pub text: String,
    /// How many seconds to wait for an answer.
    pub timeout: u32,
}

impl Client {
    /// Remembers a value for all addresses of a host whose path starts with `path`.
    pub fn remember(&mut self, host: &str, path: &str, value: &str) {
        let cookies = self.cookies.entry(host.to_owned()).or_default();
        cookies.push((path.to_owned(), value.to_owned()));
    }
}

impl fmt::Display for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} within {} s\n{}", self.url, self.timeout, self.text)
    }
}
