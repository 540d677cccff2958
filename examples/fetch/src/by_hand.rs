//! Without `#[demono]`: the shim, for the inner in `inner.rs`.

use crate::{Client, FetchError, Page};

mod inner;

impl Client {
    /// Fetches the page at `url`: follows it to where it moved, waits while the server
    /// is busy, and joins its chunks. `agent` says who is asking.
    #[inline]
    pub async fn fetch(
        &self,
        url: impl Into<String>,
        agent: impl AsRef<str>,
    ) -> Result<Page, FetchError> {
        self.fetch_inner(url.into(), agent.as_ref()).await
    }
}
