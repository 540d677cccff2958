//! The worker of the application, which asks the configuration for a directory.

use std::hint::black_box;

use example_read_config::{load_config, Config, ConfigError};
use example_types::{for_each_path, Transcript};

#[inline(never)]
fn describe(result: Result<Config, ConfigError>) -> String {
    match result.as_ref().map(|config| config.get("paths", "logs")) {
        Ok(Some(value)) => format!("worker: logs = {value}"),
        Ok(None) => "worker: no logs".to_owned(),
        Err(error) => format!("worker: {error}"),
    }
}

/// Loads the configuration, with its path in many types.
pub fn start(path: &str, transcript: &mut Transcript) {
    #[cfg(not(feature = "limit"))]
    macro_rules! call {
        ($path:expr) => {
            transcript.add(describe(load_config(black_box($path))));
        };
    }
    #[cfg(feature = "limit")]
    macro_rules! call {
        ($path:expr) => {
            transcript.add(describe(load_config(black_box($path).as_ref())));
        };
    }
    for_each_path!(call, path);
}
