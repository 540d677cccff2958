//! Without `#[demono]`: the shim, for the inner in `inner.rs`.

use crate::{Client, FetchError, Page};

mod inner;

impl Client {
    /// Fetches the page at `url`: follows it where it has moved, waits while the server
    /// is busy, and puts its chunks together. `agent` says who asks.
    #[inline]
    pub async fn fetch(
        &self,
        url: impl Into<String>,
        agent: impl AsRef<str>,
    ) -> Result<Page, FetchError> {
        self.fetch_inner(url.into(), agent.as_ref()).await
    }
}
