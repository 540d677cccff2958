//! Without `#[demono]`: the shim, for the inner in `inner.rs`.

use std::path::Path;

use crate::{Config, ConfigError};

#[path = "inner.rs"]
#[expect(unreachable_pub, reason = "it is reachable when the callers convert")]
mod inner;

/// Reads and parses the configuration file at `path`.
#[inline]
pub fn load_config(path: impl AsRef<Path>) -> Result<Config, ConfigError> {
    inner::load_config(path.as_ref())
}
