//! Without `#[demono]`: the shim, for the inner in `inner.rs`.

use std::borrow::Borrow;
use std::num::TryFromIntError;

use crate::{ListenError, Router};

mod inner;

impl Router {
    /// Listens at `host` and `port`; without an alias, under a name made from these. A port
    /// that is in use is taken over only with the tag `force`.
    #[inline]
    pub fn listen(
        &mut self,
        host: impl Borrow<str>,
        port: impl TryInto<u16, Error = TryFromIntError>,
        alias: Option<impl Into<String>>,
        tags: Vec<impl Into<String>>,
    ) -> Result<usize, ListenError> {
        self.listen_inner(
            host.borrow(),
            port.try_into(),
            alias.map(Into::into),
            tags.into_iter().map(Into::into).collect(),
        )
    }
}
