//! Requests to anything that this crate's own trait makes an address of.
//!
//! `request.rs` is what one writes with `#[demono(..)]`, `by_hand.rs` what one would have
//! to write without; `inner.rs` is the bodies alone, for callers that convert.

use std::collections::BTreeMap;
use std::fmt;

mod url;

#[cfg_attr(feature = "by-hand", path = "by_hand.rs")]
#[cfg_attr(all(feature = "limit", not(feature = "by-hand")), path = "inner.rs")]
mod request;

pub use request::relative;
pub use url::{IntoUrl, Url, UrlError};

/// Makes requests, and remembers what it is to send with them.
#[derive(Debug, Clone, Default)]
pub struct Client {
    cookies: BTreeMap<String, Vec<(String, String)>>,
    requests: u32,
}

/// A request that can be sent.
#[derive(Debug, Clone, PartialEq)]
pub struct Request {
    /// Where to.
    pub url: Url,
    /// Its lines.
    pub text: String,
    /// Seconds to wait for an answer.
    pub timeout: u32,
}

impl Client {
    /// Remembers a value for all of a host whose path starts with `path`.
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
