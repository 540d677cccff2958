//! Without `#[demono(..)]`: the shims, for the inners in `inner.rs`.

use crate::{Client, IntoUrl, Request, UrlError};

#[path = "inner.rs"]
#[expect(unreachable_pub, reason = "it is reachable when the callers convert")]
mod inner;

impl Client {
    /// A request for what is at `url`, which waits up to `timeout` seconds for an answer.
    #[inline]
    pub fn get(&mut self, url: impl IntoUrl, timeout: u32) -> Result<Request, UrlError> {
        self.get_inner(url.into_url(), timeout)
    }
}

/// The relative path from one address to another on the same host.
#[inline]
pub fn relative(base: impl IntoUrl, target: impl IntoUrl) -> Result<String, UrlError> {
    inner::relative(base.into_url()?, target.into_url()?)
}
