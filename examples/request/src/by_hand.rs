//! Without `#[demono]`: the shim, for the inner in `inner.rs`.

use crate::{Request, RequestError};

mod inner;

impl Request {
    /// A `POST` of `body`.
    #[inline]
    pub fn post(
        host: impl Into<String>,
        path: impl Into<String>,
        agent: impl Into<String>,
        kind: impl Into<String>,
        body: impl Into<String>,
    ) -> Result<Self, RequestError> {
        Self::post_inner(
            host.into(),
            path.into(),
            agent.into(),
            kind.into(),
            body.into(),
        )
    }
}
