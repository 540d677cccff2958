//! Without `#[demono(..)]`: the shims, for the inners in `inner.rs`.

use crate::{Client, IntoUrl, Request, UrlError};

#[path = "inner.rs"]
#[expect(unreachable_pub, reason = "it is reachable when the callers convert")]
mod inner;

impl Client {
    /// A request to read what is at `url`, and to wait `timeout` seconds for it.
    #[inline]
    pub fn get(&mut self, url: impl IntoUrl, timeout: u32) -> Result<Request, UrlError> {
        self.get_inner(url.into_url(), timeout)
    }
}

/// The way from one address to another one of the same host.
#[inline]
pub fn relative(base: impl IntoUrl, target: impl IntoUrl) -> Result<String, UrlError> {
    inner::relative(base.into_url()?, target.into_url()?)
}
